import type { BrowserWindow } from 'electron';
import type { Log } from '../logger';

/** A page that dies this often within the time is left as it is: it would die for ever. */
const MOST_DEATHS = 3;
const WITHIN_MS = 60_000;

/**
 * Loads a page again whose process died (killed by the system, out of memory, a fault of the graphics driver): without a menu
 * nobody at the counter could. Who is signed in and what the case holds is known here, so the page comes back to it.
 */
export function revivePage(window: BrowserWindow, log: Log): void {
  let deaths: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < WITHIN_MS), now];
    const comesBack = deaths.length <= MOST_DEATHS;
    log.error({ reason, exitCode, comesBack }, "a page's process died");
    // Not within the event: the process is still being taken down.
    if (comesBack) setImmediate(() => !window.isDestroyed() && window.webContents.reload());
  });
}
