import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../src-main/domain/result';
import { createStore, openStore } from '../../src-main/storage/open-store';
import { closeToOthers } from '../../src-main/storage/owner-only';
import type { Store } from '../../src-main/storage/store';
import { TEST_KEY } from '../support/temporary-store';

const facts = { storeId: 'store-1', kind: 'training', deskId: 'desk-1', points: [], site: null, zone: null, exam: null } as const;

let dir: string;
beforeEach(async () => { dir = await mkdtemp(join(tmpdir(), 'countersign-rights-')); });
afterEach(() => rm(dir, { recursive: true, force: true }));

async function modesOf(folder: string): Promise<Record<string, string>> {
  const names = ['.', ...await readdir(folder, { recursive: true })];
  const modes = await Promise.all(names.map(async (name) => [name, ((await stat(join(folder, name))).mode & 0o7777).toString(8)] as const));
  return Object.fromEntries(modes);
}

async function make(): Promise<Store> {
  const made = await createStore({ dir, key: TEST_KEY, facts, createdAt: '2026-03-02T10:00:00+08:00' });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

/** Something is written, so that log and index of the database lie beside it. */
async function write(store: Store): Promise<void> {
  const written = await store.inTransaction(async (tx) => {
    await tx.append({ deskId: 'desk-1', staffId: null, at: '2026-03-02T10:00:01+08:00' }, { kind: 'staff.signedIn', registrationNo: null, payload: {} });
    return ok(null);
  });
  expect(written.ok).toBe(true);
}

const openToOthers = (modes: Record<string, string>): string[] => Object.keys(modes).filter((name) => !modes[name]?.endsWith('00'));

describe.skipIf(process.platform === 'win32')('a data folder', () => {
  it('is its owner’s alone, with everything in it, also when the folder was there before', async () => {
    await chmod(dir, 0o755);
    const store = await make();
    await write(store);
    const modes = await modesOf(dir);
    await store.close();
    expect(Object.keys(modes)).toEqual(expect.arrayContaining(['countersign.db', 'countersign.db-wal', 'countersign.db-shm', 'keys']));
    expect(openToOthers(modes)).toEqual([]);
    expect([modes['.'], modes['countersign.db']]).toEqual(['700', '600']);
  });

  it('that was left open by an earlier version is closed to others when it is opened', async () => {
    await (await make()).close();
    await chmod(join(dir, 'countersign.db'), 0o644);
    await chmod(dir, 0o755);
    const opened = await openStore({ dir, key: TEST_KEY });
    if (!opened.ok) throw new Error(opened.error.code);
    await write(opened.value);
    const modes = await modesOf(dir);
    await opened.value.close();
    expect(openToOthers(modes)).toEqual([]);
  });

  it('that everybody shares keeps its rights', async () => {
    await chmod(dir, 0o1777);
    await closeToOthers(dir);
    expect((await modesOf(dir))['.']).toBe('1777');
  });

  it('that its owner made unwritable stays so', async () => {
    await chmod(dir, 0o555);
    await closeToOthers(dir);
    expect((await modesOf(dir))['.']).toBe('500');
  });
});
