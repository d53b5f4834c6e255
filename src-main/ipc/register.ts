import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { CANDIDATE_CHANNELS, CANDIDATE_PUSHES, STAFF_CHANNELS, STAFF_PUSHES } from '../../src-preload/contract/channels';
import type { DeskReply } from '../../src-preload/contract/common';
import type { PushName } from '../../src-preload/contract/desk-api';
import type { Announcer } from '../app/announcer';
import type { Log } from '../app/logger';
import type { WindowRole } from './answer-call';

export interface KnownWindows {
  staff: BrowserWindow;
  /** Null as long as it is not open yet. */
  candidate: BrowserWindow | null;
}

/** The desk that answers. It knows every schema and rule, so it is read while the first page loads (see app/electron). */
export interface Answering {
  log: Log;
  answer(role: WindowRole, channel: string, input: unknown): Promise<DeskReply<unknown>>;
}

const ORIGINS: Readonly<Record<WindowRole, string>> = { staff: 'app://staff/', candidate: 'app://candidate/' };

/** Whose call it is: a known window's own main frame on its own page, or nobody's. */
export function roleOfSender(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, windows: KnownWindows): WindowRole | null {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame) return null;
  const role = event.sender === windows.staff.webContents ? 'staff' : event.sender === windows.candidate?.webContents ? 'candidate' : null;
  return role !== null && frame.url.startsWith(ORIGINS[role]) ? role : null;
}

function push(window: BrowserWindow | null, offered: readonly PushName[], name: PushName, value: unknown): void {
  if (window !== null && offered.includes(name) && !window.isDestroyed()) window.webContents.send(name, value);
}

/** Calls of the windows' pages go to the desk. Pages load while it opens its store, and their calls wait for it. */
export function registerCalls(windows: KnownWindows, opening: Promise<Answering>): void {
  for (const channel of new Set<string>([...STAFF_CHANNELS, ...CANDIDATE_CHANNELS])) {
    ipcMain.handle(channel, async (event, input: unknown) => {
      const role = roleOfSender(event, windows);
      if (role !== null) return (await opening).answer(role, channel, input);
      void opening.then(({ log }) => log.warn({ channel }, 'call from an unknown sender refused'));
      return { ok: false, error: { code: 'bad-input', params: { channel } } };
    });
  }
}

/** What the desk tells by itself goes to the windows that are meant to hear it. */
export function tellWindows(announcer: Announcer, windows: KnownWindows): void {
  announcer.onAny((name, value) => {
    push(windows.staff, STAFF_PUSHES, name, value);
    push(windows.candidate, CANDIDATE_PUSHES, name, value);
  });
}
