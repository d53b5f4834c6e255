import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Desk } from '../../src-main/app/desk';
import type { DeskConfig } from '../../src-main/app/desk-config';
import type { Surroundings } from '../../src-main/app/open-desk';
import { createFirstStore, openExistingStore, storeUnlocking } from '../../src-main/app/store-opening';
import type { Unlocking } from '../../src-main/app/store-key-opening';
import { newRecoveryCode } from '../../src-main/storage/keys/recovery-code';
import { readSlots } from '../../src-main/storage/keys/slot-files';
import type { MachineKeyStore } from '../../src-main/storage/keys/slot-secrets';
import type { Outcome } from '../../src-main/workflows/ports';
import { markCodeKept } from '../../src-main/workflows/store-keys';
import { resourcesDir, tables } from '../support/default-policy';
import { StoryKeyStore } from '../support/story-key-store';
import { withTemporaryFolder } from '../support/temporary-store';
import { toldLog } from './told-log';

const PASSPHRASE = '早上开机用的口令';
const PEOPLE = [{ name: '测试甲', pin: '280417', roles: ['reviewer' as const] }, { name: '测试乙', pin: '391528', roles: ['approver' as const] }];
const NO_KEY_STORE = new StoryKeyStore({ ready: false, why: 'plain-text' });

interface Started {
  desk: Desk;
  around: Surroundings;
  unlock(typed: Unlocking): Promise<Outcome<null>>;
}

/** A machine with one data folder, on which desks are started one after the other. */
interface Machine {
  dir: string;
  code: string;
  /** Ends the desk before, and starts one on the same folder. */
  start(keyStore: MachineKeyStore, config?: Partial<DeskConfig>): Promise<Started>;
  pass(ms: number): void;
}

function deskOn(dir: string, keyStore: MachineKeyStore, config: Partial<DeskConfig>): Desk {
  return new Desk({
    dataDir: dir, resourcesDir, entriesDir: dir, nodePath: process.execPath, sqliteBinding: process.env['COUNTERSIGN_SQLITE_BINDING'] ?? null, databaseUrl: null, readerAddress: null, devServer: null, keyFile: null,
    version: '0.0.0-test', trial: false, sandboxed: true, switches: [], ...config,
  }, tables, toldLog(), keyStore);
}

/** A store made in the window of a machine; its code is written down unless told otherwise. */
function onMachine(keyStore: MachineKeyStore, passphrase: string | null, tell: (machine: Machine) => Promise<void>, { written = true, kind = 'training' as 'training' | 'live' } = {}): Promise<void> {
  return withTemporaryFolder(async (dir) => {
    let now = new Date('2026-03-02T02:00:00Z').getTime();
    const around: Surroundings = {
      clock: { now: () => new Date(now) }, marksDir: join(dir, 'marks'), isSingleDisplay: () => false, whenCalm: () => Promise.resolve(), openWork: () => ({ dispose: () => Promise.resolve() }) as ReturnType<Surroundings['openWork']>,
      spawnDevices: () => ({ post: () => undefined, onMessage: () => undefined, onExit: () => undefined, kill: () => undefined }),
    };
    let desk = deskOn(dir, keyStore, {});
    const made = await createFirstStore(desk, around, { kind, deskId: 'desk-1', points: [], staff: PEOPLE, passphrase });
    if (!made.ok) throw new Error(made.error.code);
    const code = desk.shownCode ?? '';
    const open = desk.findOpen();
    if (written && open !== null) await markCodeKept(dir, open.key, code);
    const start: Machine['start'] = async (withKeyStore, config = {}) => {
      await desk.dispose();
      desk = deskOn(dir, withKeyStore, config);
      await openExistingStore(desk, around);
      return { desk, around, unlock: storeUnlocking(desk, around) };
    };
    try {
      await tell({ dir, code, start, pass: (ms) => (now += ms) });
    } finally {
      await desk.dispose();
    }
  });
}

describe('a desk whose machine has a key store', () => {
  it('opens by itself every morning', () => onMachine(new StoryKeyStore(), null, async () => undefined).then(async () => {
    const keyStore = new StoryKeyStore();
    await onMachine(keyStore, null, async ({ start }) => {
      expect((await start(keyStore)).desk.sessionView()).toMatchObject({ phase: 'signedOut', keyStore: 'ready' });
    });
  }));

  it('asks for the recovery code when the key ring is a new one, and then opens by itself again', async () => {
    await onMachine(new StoryKeyStore(), null, async ({ start, code, dir }) => {
      const renewed = new StoryKeyStore();
      const { desk, unlock } = await start(renewed);
      expect(desk.sessionView()).toMatchObject({ phase: 'locked', hasPassphrase: false, store: null });
      expect(await unlock({ recoveryCode: newRecoveryCode(), newPassphrase: null })).toMatchObject({ ok: false, error: { code: 'recovery-code-wrong' } });
      expect(await unlock({ recoveryCode: code, newPassphrase: null })).toEqual({ ok: true, value: null });
      expect(desk.sessionView().phase).toBe('signedOut');
      const events = await desk.findOpen()?.ports.store.listEvents({ fromSeq: 1, limit: 99 });
      expect(events?.at(-1)).toMatchObject({ kind: 'machine.keyAdded', staffId: null });
      const again = await start(renewed);
      expect(again.desk.sessionView().phase).toBe('signedOut');
      const slots = await readSlots(dir);
      expect(slots.ok && slots.value.slots.map(({ kind }) => kind).toSorted()).toEqual(['keyStore', 'recoveryCode']);
    });
  });
});

describe('a desk whose machine has none', () => {
  it('makes no store without a start passphrase, nor with one that is guessed first', () => withTemporaryFolder(async (dir) => {
    const desk = deskOn(dir, NO_KEY_STORE, {});
    const around = { clock: { now: () => new Date() } } as Surroundings;
    const wish = { kind: 'training' as const, deskId: 'desk-1', points: [], staff: PEOPLE };
    expect(await createFirstStore(desk, around, { ...wish, passphrase: null })).toEqual({ ok: false, error: { code: 'passphrase-missing' } });
    expect(await createFirstStore(desk, around, { ...wish, passphrase: 'aaaaaaaaaaaa' })).toEqual({ ok: false, error: { code: 'passphrase-too-weak' } });
    expect(await readdir(dir)).toEqual([]);
  }));

  it('opens by its passphrase, and makes guessing slow', async () => {
    await onMachine(NO_KEY_STORE, PASSPHRASE, async ({ start, pass }) => {
      const { desk, unlock } = await start(NO_KEY_STORE);
      expect(desk.sessionView()).toMatchObject({ phase: 'locked', hasPassphrase: true, keyStore: 'plain-text', store: null });
      const guess = { passphrase: '不是这个口令' };
      for (let tries = 0; tries < 3; tries += 1) expect(await unlock(guess)).toMatchObject({ ok: false, error: { code: 'passphrase-wrong' } });
      expect(await unlock({ passphrase: PASSPHRASE })).toEqual({ ok: false, error: { code: 'unlock-too-soon', params: { seconds: 2 } } });
      pass(2_000);
      expect(await unlock(guess)).toMatchObject({ error: { code: 'passphrase-wrong' } });
      pass(3_999);
      expect(await unlock({ passphrase: PASSPHRASE })).toMatchObject({ error: { code: 'unlock-too-soon', params: { seconds: 1 } } });
      pass(1);
      expect(await unlock({ passphrase: PASSPHRASE })).toEqual({ ok: true, value: null });
      expect(desk.sessionView().phase).toBe('signedOut');
      expect(await unlock({ passphrase: PASSPHRASE })).toMatchObject({ error: { code: 'store-missing' } });
    });
  });

  it('never waits longer than a minute, and lets no guesses slip by side by side', async () => {
    await onMachine(NO_KEY_STORE, PASSPHRASE, async ({ start, pass }) => {
      const { unlock } = await start(NO_KEY_STORE);
      const together = await Promise.all(Array.from({ length: 6 }, () => unlock({ passphrase: '不是这个口令' })));
      expect(together.map((reply) => !reply.ok && reply.error.code)).toEqual(['passphrase-wrong', 'passphrase-wrong', 'passphrase-wrong', 'unlock-too-soon', 'unlock-too-soon', 'unlock-too-soon']);
      for (let tries = 0; tries < 8; tries += 1) {
        pass(60_000);
        expect(await unlock({ passphrase: '不是这个口令' })).toMatchObject({ error: { code: 'passphrase-wrong' } });
      }
      pass(60_000);
      expect(await unlock({ passphrase: PASSPHRASE })).toMatchObject({ ok: true });
    });
  }, 60_000);

  it('gets a new passphrase by the recovery code; a mistyped code costs no wait, and the old passphrase is worth nothing then', async () => {
    await onMachine(NO_KEY_STORE, PASSPHRASE, async ({ start, code }) => {
      const { unlock } = await start(NO_KEY_STORE);
      const mistyped = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;
      for (let tries = 0; tries < 5; tries += 1) expect(await unlock({ recoveryCode: mistyped, newPassphrase: '另一个新启动口令' })).toMatchObject({ error: { code: 'recovery-code-mistyped', params: { group: 6 } } });
      expect(await unlock({ recoveryCode: code, newPassphrase: null })).toMatchObject({ error: { code: 'passphrase-missing' } });
      expect(await unlock({ recoveryCode: code, newPassphrase: '另一个新启动口令' })).toMatchObject({ ok: true });
      const later = await start(NO_KEY_STORE);
      expect(await later.unlock({ passphrase: PASSPHRASE })).toMatchObject({ error: { code: 'passphrase-wrong' } });
      expect(await later.unlock({ passphrase: '另一个新启动口令' })).toMatchObject({ ok: true });
    });
  });
});

describe('a recovery code that nobody has written down', () => {
  it('is nobody’s: the next start shows another one', async () => {
    const keyStore = new StoryKeyStore();
    await onMachine(keyStore, null, async ({ start, code }) => {
      const { desk } = await start(keyStore);
      expect(desk.sessionView().phase).toBe('recoveryCode');
      expect(desk.shownCode).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]{5}$/);
      expect(desk.shownCode).not.toBe(code);
      const elsewhere = await start(new StoryKeyStore());
      expect(await elsewhere.unlock({ recoveryCode: code, newPassphrase: null })).toMatchObject({ error: { code: 'recovery-code-wrong' } });
    }, { written: false });
  });
});

describe('the key files', () => {
  it('that are gone or damaged are told as such, and nothing is opened', async () => {
    const keyStore = new StoryKeyStore();
    await onMachine(keyStore, null, async ({ start, dir }) => {
      for (const name of ['slots.json', 'slots.copy.json']) await writeFile(join(dir, 'keys', name), (await readFile(join(dir, 'keys', name), 'utf8')).replace('story', 'other'));
      expect((await start(keyStore)).desk.sessionView()).toMatchObject({ phase: 'trouble', trouble: { code: 'store-keys-damaged' } });
      for (const name of ['slots.json', 'slots.copy.json']) await rm(join(dir, 'keys', name));
      expect((await start(keyStore)).desk.sessionView()).toMatchObject({ phase: 'trouble', trouble: { code: 'store-keys-missing' } });
    });
  });
});

describe('a key file', () => {
  it('opens a training store without a question, and is not used when others can read it', async () => {
    await onMachine(NO_KEY_STORE, PASSPHRASE, async ({ start, dir, code }) => {
      const keyFile = join(dir, 'recovery-code');
      await writeFile(keyFile, `${code}\n`, { mode: 0o600 });
      expect((await start(NO_KEY_STORE, { keyFile })).desk.sessionView().phase).toBe('signedOut');
      await chmod(keyFile, 0o640);
      expect((await start(NO_KEY_STORE, { keyFile })).desk.sessionView().phase).toBe('locked');
    });
  });

  it('never opens a live store', async () => {
    await onMachine(NO_KEY_STORE, PASSPHRASE, async ({ start, dir, code }) => {
      const keyFile = join(dir, 'recovery-code');
      await writeFile(keyFile, code, { mode: 0o600 });
      expect((await start(NO_KEY_STORE, { keyFile })).desk.sessionView()).toMatchObject({ phase: 'trouble', trouble: { code: 'live-store-refused', params: { obstacles: 'key-file' } } });
    }, { kind: 'live' });
  });
});
