import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CANDIDATE_CHANNELS, CANDIDATE_PUSHES, STAFF_CHANNELS, STAFF_PUSHES } from '../../src-preload/contract/channels';
import type { PushName } from '../../src-preload/contract/desk-api';
import { Announcer } from '../../src-main/app/announcer';
import { ok } from '../../src-main/domain/result';
import { answerCall, type Handlers } from '../../src-main/ipc/answer-call';
import { registerCalls, roleOfSender, tellWindows, type KnownWindows } from '../../src-main/ipc/register';
import { toldLog } from '../app/told-log';

type Listener = (event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, input: unknown) => Promise<unknown>;

const { registered } = vi.hoisted(() => ({ registered: new Map<string, unknown>() }));
vi.mock('electron', () => ({ ipcMain: { handle: (channel: string, listener: unknown) => registered.set(channel, listener) } }));

interface FakeWindow {
  sent: { name: string; value: unknown }[];
  destroyed: boolean;
  window: BrowserWindow;
  /** A call as it arrives from a frame of this window; its own main frame unless told otherwise. */
  call(url: string, from?: 'main frame' | 'another frame' | 'a frame that is gone'): Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;
}

function fakeWindow(): FakeWindow {
  const sent: FakeWindow['sent'] = [];
  const mainFrame = { url: '' };
  const webContents = { mainFrame, send: (name: string, value: unknown) => sent.push({ name, value }) };
  const fake: FakeWindow = {
    sent, destroyed: false, window: { webContents, isDestroyed: () => fake.destroyed } as unknown as BrowserWindow,
    call: (url, from = 'main frame') => {
      mainFrame.url = url;
      const frame = from === 'main frame' ? mainFrame : from === 'another frame' ? { url } : null;
      return { sender: webContents, senderFrame: frame } as unknown as Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;
    },
  };
  return fake;
}

let staff: FakeWindow;
let candidate: FakeWindow;
let windows: KnownWindows;

beforeEach(() => {
  registered.clear();
  [staff, candidate] = [fakeWindow(), fakeWindow()];
  windows = { staff: staff.window, candidate: candidate.window };
});

describe('the window behind a call', () => {
  it('is known by its own main frame on its own page', () => {
    expect(roleOfSender(staff.call('app://staff/staff.html'), windows)).toBe('staff');
    expect(roleOfSender(candidate.call('app://candidate/candidate.html#sign'), windows)).toBe('candidate');
  });

  it.each([
    ['the other window’s page', 'app://candidate/candidate.html'], ['a web page', 'https://staff/staff.html'], ['a file', 'file:///staff/staff.html'], ['no page yet', 'about:blank'], ['nothing', ''],
    ['a page whose name only begins alike', 'app://staff.example/staff.html'], ['a page in capitals', 'APP://staff/staff.html'],
  ])('is nobody when the staff window shows %s', (_what, url) => {
    expect(roleOfSender(staff.call(url), windows)).toBeNull();
  });

  it('is nobody for a frame within the page, and for a frame that is gone', () => {
    expect(roleOfSender(staff.call('app://staff/staff.html', 'another frame'), windows)).toBeNull();
    expect(roleOfSender(staff.call('app://staff/staff.html', 'a frame that is gone'), windows)).toBeNull();
  });

  it('is nobody for the candidate’s page as long as the desk has not opened its window', () => {
    windows.candidate = null;
    expect(roleOfSender(candidate.call('app://candidate/candidate.html'), windows)).toBeNull();
  });

  it('is nobody for a third window, whatever it shows', () => {
    expect(roleOfSender(fakeWindow().call('app://staff/staff.html'), windows)).toBeNull();
  });
});

/** The calls as the desk registers them, with handlers that say that they were reached. */
function registerAll(opening: Promise<void> = Promise.resolve()) {
  const [announcer, log] = [new Announcer(), toldLog()];
  const handlers = Object.fromEntries([...STAFF_CHANNELS, ...CANDIDATE_CHANNELS].map((channel) => [channel, () => Promise.resolve(ok('reached'))])) as unknown as Handlers;
  registerCalls(windows, opening.then(() => ({ log, answer: (role, channel, input) => answerCall(handlers, log, role, channel, input) })));
  tellWindows(announcer, windows);
  const ask = (channel: string, event: ReturnType<FakeWindow['call']>): Promise<unknown> => (registered.get(channel) as Listener)(event, {});
  return { announcer, log, ask };
}

describe('the calls', () => {
  it('are registered once for each name that a window is offered', () => {
    registerAll();
    expect([...registered.keys()].toSorted()).toEqual([...new Set([...STAFF_CHANNELS, ...CANDIDATE_CHANNELS])].toSorted());
  });

  it('of a known window are answered, those of anybody else refused and told to the log', async () => {
    const { ask, log } = registerAll();
    expect(await ask('session.get', staff.call('app://staff/staff.html'))).toEqual(ok('reached'));
    expect(await ask('session.get', staff.call('app://staff/staff.html', 'another frame'))).toEqual({ ok: false, error: { code: 'bad-input', params: { channel: 'session.get' } } });
    expect(log.lines).toMatchObject([{ level: 'warn', facts: { channel: 'session.get' } }]);
  });

  it('of the staff are refused to the candidate’s window, and the other way round', async () => {
    const { ask } = registerAll();
    expect(await ask('session.signOut', candidate.call('app://candidate/candidate.html'))).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(await ask('candidate.handBack', staff.call('app://staff/staff.html'))).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });

  it('wait until the store was opened, those that are refused do not', async () => {
    const opening = Promise.withResolvers<void>();
    const { ask } = registerAll(opening.promise);
    let isAnswered = false;
    const answer = ask('session.get', staff.call('app://staff/staff.html')).finally(() => (isAnswered = true));
    expect(await ask('session.get', fakeWindow().call('app://staff/staff.html'))).toMatchObject({ ok: false });
    expect(isAnswered).toBe(false);
    opening.resolve();
    expect(await answer).toEqual(ok('reached'));
  });
});

describe('what the desk tells', () => {
  it.each([...new Set<PushName>([...STAFF_PUSHES, ...CANDIDATE_PUSHES])])('%s reaches the windows that it is meant for alone', (name) => {
    const { announcer } = registerAll();
    announcer.announce(name, {} as never);
    expect([staff.sent.length, candidate.sent.length]).toEqual([Number((STAFF_PUSHES as readonly string[]).includes(name)), Number((CANDIDATE_PUSHES as readonly string[]).includes(name))]);
  });

  it('of a case, a card or a person never reaches the candidate’s window', () => {
    const { announcer } = registerAll();
    for (const name of ['cases.changed', 'reader.cardRead', 'session.changed', 'packages.finished'] as const) announcer.announce(name, {} as never);
    expect(candidate.sent).toEqual([]);
    expect(staff.sent).toHaveLength(4);
  });

  it('is told to the staff before the candidate’s window is open', () => {
    windows.candidate = null;
    const { announcer } = registerAll();
    announcer.announce('candidate.changed', {} as never);
    announcer.announce('session.startedTwice', {});
    expect(candidate.sent).toEqual([]);
    expect(staff.sent).toHaveLength(1);
  });

  it('is not sent to a window that is gone', () => {
    const { announcer } = registerAll();
    staff.destroyed = true;
    announcer.announce('cases.changed', { registrationNo: '20269901000001' });
    expect(staff.sent).toEqual([]);
  });
});
