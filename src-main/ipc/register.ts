import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { CANDIDATE_CHANNELS, CANDIDATE_PUSHES, STAFF_CHANNELS, STAFF_PUSHES } from '../../src-preload/contract/channels';
import type { PushName } from '../../src-preload/contract/desk-api';
import type { Announcer } from '../app/announcer';
import type { Log } from '../app/logger';
import { answerCall, type Handlers, type WindowRole } from './answer-call';

export interface KnownWindows {
  staff: BrowserWindow;
  candidate: BrowserWindow;
}

const ORIGINS: Readonly<Record<WindowRole, string>> = { staff: 'app://staff/', candidate: 'app://candidate/' };

/** Whose call it is: a known window's own main frame on its own page, or nobody's. */
export function roleOfSender(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, windows: KnownWindows): WindowRole | null {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame) return null;
  const role = event.sender === windows.staff.webContents ? 'staff' : event.sender === windows.candidate.webContents ? 'candidate' : null;
  return role !== null && frame.url.startsWith(ORIGINS[role]) ? role : null;
}

function push(window: BrowserWindow, offered: readonly PushName[], name: PushName, value: unknown): void {
  if (offered.includes(name) && !window.isDestroyed()) window.webContents.send(name, value);
}

export interface CallSurroundings {
  windows: KnownWindows;
  announcer: Announcer;
  log: Log;
  /** The first opening of the store: the pages load meanwhile, and their calls wait for it. */
  opening: Promise<void>;
}

/** Joins the handlers to the windows: calls in, announcements out. */
export function registerCalls(handlers: Handlers, { windows, announcer, log, opening }: CallSurroundings): void {
  for (const channel of new Set<string>([...STAFF_CHANNELS, ...CANDIDATE_CHANNELS])) {
    ipcMain.handle(channel, async (event, input: unknown) => {
      const role = roleOfSender(event, windows);
      if (role !== null) {
        await opening;
        return answerCall(handlers, log, role, channel, input);
      }
      log.warn({ channel }, 'call from an unknown sender refused');
      return { ok: false, error: { code: 'bad-input', params: { channel } } };
    });
  }
  announcer.onAny((name, value) => {
    push(windows.staff, STAFF_PUSHES, name, value);
    push(windows.candidate, CANDIDATE_PUSHES, name, value);
  });
}
