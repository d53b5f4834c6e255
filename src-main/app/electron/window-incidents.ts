import type { BrowserWindow } from 'electron';
import { withoutIdNumbers, type Log } from '../logger';

/**
 * A page that broke tells its incident number on its console; here it reaches the log. The event carries the message
 * itself since Electron 35; before, it came as the third value.
 */
export function logIncidents(window: BrowserWindow, log: Log): void {
  window.webContents.on('console-message', (event: object, _level: number, said?: string) => {
    const message = 'message' in event && typeof event.message === 'string' ? event.message : (said ?? '');
    if (message.startsWith('incident')) log.error({ message: withoutIdNumbers(message).slice(0, 2_000) }, 'a page broke');
  });
}
