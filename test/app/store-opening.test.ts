import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Desk } from '../../src-main/app/desk';
import type { DeskConfig } from '../../src-main/app/desk-config';
import type { Surroundings } from '../../src-main/app/open-desk';
import { createFirstStore, openExistingStore, storeReopening } from '../../src-main/app/store-opening';
import { writeSlots } from '../../src-main/storage/keys/slot-files';
import { keyStoreSlot } from '../../src-main/storage/keys/slot-secrets';
import { StoryKeyStore } from '../support/story-key-store';
import { createStore } from '../../src-main/storage/open-store';
import { resourcesDir, tables } from '../support/default-policy';
import { TEST_KEY, STORE_CREATED_AT, TRAINING_FACTS, withTemporaryFolder } from '../support/temporary-store';
import { toldLog } from './told-log';

const keyStore = new StoryKeyStore();
const kept = keyStoreSlot(TEST_KEY, keyStore);
const SLOTS = { storeKeyId: TEST_KEY.id, slots: kept === null ? [] : [kept] };
const NO_WORK = { dispose: () => Promise.resolve() } as ReturnType<Surroundings['openWork']>;
const marksDir = mkdtempSync(join(tmpdir(), 'countersign-marks-'));
afterAll(() => rmSync(marksDir, { recursive: true }));
const PEOPLE = [{ name: '测试甲', pin: '280417', roles: ['reviewer' as const] }, { name: '测试乙', pin: '391528', roles: ['approver' as const] }];

function surroundings(change: Partial<Surroundings> = {}): Surroundings {
  const spawnDevices = (): never => { throw new Error('no device is asked for here'); };
  return { clock: { now: () => new Date('2026-03-02T02:00:00Z') }, marksDir, isSingleDisplay: () => false, whenCalm: () => Promise.resolve(), openWork: () => NO_WORK, spawnDevices, ...change };
}

interface Started {
  desk: Desk;
  dir: string;
  log: ReturnType<typeof toldLog>;
}

/** A desk on a folder of its own that has not been opened yet. */
function withStartedDesk(tell: (started: Started) => Promise<void>, config: Partial<DeskConfig> = {}): Promise<void> {
  return withTemporaryFolder(async (dir) => {
    const log = toldLog();
    const desk = new Desk({
      dataDir: dir, resourcesDir, entriesDir: dir, nodePath: process.execPath, sqliteBinding: null, databaseUrl: null, readerAddress: null, devServer: null, keyFile: null, version: '0.0.0-test', trial: false, sandboxed: true,
      switches: [], ...config,
    }, tables, log, keyStore);
    try {
      await tell({ desk, dir, log });
    } finally {
      await desk.dispose();
    }
  });
}

async function makeStoreIn(dir: string, kind: 'live' | 'training'): Promise<void> {
  const keepKey = (): Promise<void> => writeSlots(dir, SLOTS, () => Promise.resolve(true));
  const made = await createStore({ key: TEST_KEY, keepKey, dir, facts: { ...TRAINING_FACTS, kind }, createdAt: STORE_CREATED_AT });
  if (!made.ok) throw new Error(made.error.code);
  await made.value.close();
}

function troubleOf(desk: Desk): string {
  return desk.state.phase === 'trouble' ? desk.state.trouble.code : desk.state.phase;
}

describe('a data folder without a store', () => {
  it('leads to first use, also when the folder itself has yet to be made', () => withStartedDesk(async ({ desk, dir }) => {
    const deeper = new Desk({ ...desk.config, dataDir: join(dir, 'not', 'yet') }, tables, toldLog(), keyStore);
    await openExistingStore(deeper, surroundings());
    expect(troubleOf(deeper)).toBe('noStore');
    expect(deeper.sessionView()).toMatchObject({ phase: 'noStore', trouble: null, store: null });
  }));

  it('that is no folder at all is told before anybody has typed a PIN', () => withStartedDesk(async ({ desk, dir, log }) => {
    await writeFile(join(dir, 'file'), '');
    const inFile = new Desk({ ...desk.config, dataDir: join(dir, 'file', 'data') }, tables, log, keyStore);
    await openExistingStore(inFile, surroundings());
    expect(inFile.sessionView()).toMatchObject({ phase: 'trouble', trouble: { code: 'folder-unwritable', params: { dir: join(dir, 'file', 'data') } } });
    expect(log.lines).toMatchObject([{ facts: { code: 'folder-unwritable' } }]);
  }));
});

describe('a store that is there', () => {
  it('is opened when it is for training, however the desk is run', () => withStartedDesk(async ({ desk, dir }) => {
    await makeStoreIn(dir, 'training');
    await openExistingStore(desk, surroundings());
    expect(desk.state.phase).toBe('open');
  }, { trial: true, sandboxed: false, switches: ['--inspect'], readerAddress: 'simulated' }));

  it.each([
    ['a trial build', { trial: true }, ['trial-build']],
    ['no sandbox and a debugger', { sandboxed: false, switches: ['--inspect=0'] }, ['no-sandbox', 'debug-switch']],
    ['a simulated reader', { readerAddress: 'simulated' }, ['simulated-reader']],
  ] as const)('is closed again when it is live and the desk has %s', (_what, config, obstacles) => withStartedDesk(async ({ desk, dir }) => {
    await makeStoreIn(dir, 'live');
    await openExistingStore(desk, surroundings());
    expect(desk.sessionView()).toMatchObject({ phase: 'trouble', store: null, liveObstacles: obstacles, trouble: { code: 'live-store-refused', params: { obstacles: obstacles.join(', ') } } });
    // Somebody else may open it: it is not held.
    const other = new Desk({ ...desk.config, trial: false, sandboxed: true, switches: [], readerAddress: null }, tables, toldLog(), keyStore);
    await openExistingStore(other, surroundings({ spawnDevices: () => ({ post: () => undefined, onMessage: () => undefined, onExit: () => undefined, kill: () => undefined }) }));
    expect(other.state.phase).toBe('open');
    await other.dispose();
  }, config));

  it('without its keys is not worked on, and is let go', () => withStartedDesk(async ({ desk, dir }) => {
    await makeStoreIn(dir, 'training');
    await writeFile(join(dir, 'keys', 'desk.key'), 'not a key');
    await openExistingStore(desk, surroundings());
    expect(desk.sessionView()).toMatchObject({ phase: 'trouble', trouble: { code: 'store-damaged', params: { detail: 'desk-key-damaged' } } });
    await openExistingStore(desk, surroundings());
    expect(troubleOf(desk)).toBe('store-damaged');
  }));

  it('whose opening meets a bug is let go, and told under an incident number', () => withStartedDesk(async ({ desk, dir, log }) => {
    await makeStoreIn(dir, 'training');
    await openExistingStore(desk, surroundings({ openWork: () => { throw new Error('no such file: heavy-work.js'); } }));
    expect(desk.sessionView()).toMatchObject({ phase: 'trouble', trouble: { code: 'unexpected', params: { detail: log.lines[0]?.facts['incident'] } } });
    expect(log.lines[0]).toMatchObject({ level: 'error', facts: { cause: expect.stringContaining('heavy-work.js') as string } });
    await openExistingStore(desk, surroundings());
    expect(desk.state.phase).toBe('open');
  }));
});

describe('trying again', () => {
  it('opens the store once the reason is gone', () => withStartedDesk(async ({ desk, dir }) => {
    await makeStoreIn(dir, 'training');
    const other = new Desk(desk.config, tables, toldLog(), keyStore);
    await openExistingStore(other, surroundings());
    await openExistingStore(desk, surroundings());
    expect(troubleOf(desk)).toBe('store-in-use');
    const reopen = storeReopening(desk, surroundings());
    await reopen();
    expect(troubleOf(desk)).toBe('store-in-use');
    await other.dispose();
    await reopen();
    expect(desk.state.phase).toBe('open');
  }));

  it('happens once for however many ask at the same time, and not at all without trouble', () => withStartedDesk(async ({ desk, dir }) => {
    await makeStoreIn(dir, 'training');
    let opened = 0;
    const around = surroundings({ openWork: () => { opened += 1; return NO_WORK; } });
    desk.state = { phase: 'trouble', trouble: { code: 'disk-full' } };
    const reopen = storeReopening(desk, around);
    await Promise.all([reopen(), reopen(), reopen()]);
    expect([opened, desk.state.phase]).toEqual([1, 'open']);
    await reopen();
    expect(opened).toBe(1);
  }));
});

describe('making the first store', () => {
  it('is refused for a live one where a live one would not be opened, and nothing is made', () => withStartedDesk(async ({ desk, dir }) => {
    expect(await createFirstStore(desk, surroundings(), { kind: 'live', deskId: 'desk-1', points: [], staff: PEOPLE, passphrase: null })).toEqual({ ok: false, error: { code: 'live-store-refused', params: { obstacles: 'trial-build' } } });
    expect(await readdir(dir)).toEqual([]);
  }, { trial: true }));

  it('is refused while there is one, or trouble with one', () => withStartedDesk(async ({ desk }) => {
    const wish = { kind: 'training', deskId: 'desk-1', points: [], staff: PEOPLE, passphrase: null } as const;
    desk.state = { phase: 'trouble', trouble: { code: 'disk-full' } };
    expect(await createFirstStore(desk, surroundings(), wish)).toMatchObject({ ok: false, error: { code: 'store-exists' } });
    desk.state = { phase: 'noStore' };
    expect(await createFirstStore(desk, surroundings(), wish)).toEqual({ ok: true, value: null });
    expect(await createFirstStore(desk, surroundings(), wish)).toMatchObject({ ok: false, error: { code: 'store-exists' } });
  }));

  it('names the folder that it could not be made in', () => withStartedDesk(async ({ desk, dir }) => {
    await writeFile(join(dir, 'file'), '');
    const inFile = new Desk({ ...desk.config, dataDir: join(dir, 'file') }, tables, toldLog(), keyStore);
    expect(await createFirstStore(inFile, surroundings(), { kind: 'training', deskId: 'desk-1', points: [], staff: PEOPLE, passphrase: null })).toEqual({ ok: false, error: { code: 'folder-unwritable', params: { dir: join(dir, 'file') } } });
  }));

  it('gives its first people to a store that the command line made', () => withStartedDesk(async ({ desk, dir }) => {
    await makeStoreIn(dir, 'training');
    await openExistingStore(desk, surroundings());
    expect(desk.sessionView()).toMatchObject({ phase: 'noStore', store: { kind: 'training' } });
    expect(await createFirstStore(desk, surroundings(), { kind: 'training', deskId: 'desk-1', points: [], staff: PEOPLE, passphrase: null })).toEqual({ ok: true, value: null });
    expect(desk.sessionView().phase).toBe('signedOut');
  }));
});
