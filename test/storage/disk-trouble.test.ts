import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { err, ok } from '../../src-main/domain/result';
import { findTroubleIn } from '../../src-main/storage/ask-disk';
import { openConnection } from '../../src-main/storage/connection';
import { takeImportLock } from '../../src-main/storage/import-lock';
import { MaterialFiles } from '../../src-main/storage/material-files';
import { createStore, openStore } from '../../src-main/storage/open-store';
import { createStoreWriter } from '../../src-main/storage/store-writer';
import { startProgram } from '../support/child-program';
import { AT_DESK } from '../support/stored-cases';
import { TEST_KEY, STORE_CREATED_AT, TRAINING_FACTS, withTemporaryFolder, withTemporaryStore } from '../support/temporary-store';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const STRANGER = resolve(import.meta.dirname, 'programs/open-as-stranger.ts');
const LONG = 'x'.repeat(600_000);

/** A disk of its own in memory. */
async function onSmallDisk(size: string, work: (dir: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (dir) => {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', dir]);
    try {
      await work(dir);
    } finally {
      await run('umount', ['--lazy', dir]);
    }
  });
}

function tellOn(connection: ReturnType<typeof openConnection>, note: string) {
  return connection.inTransaction(async (trx) => ok((await createStoreWriter(trx).append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: { note } })).seq));
}

describe('a full disk', () => {
  test('is told, leaves the state before, and work goes on when there is room again', async () => {
    await withTemporaryStore(async ({ store, dir }) => {
      const connection = openConnection(dir, { key: TEST_KEY });
      const pages = await sql<{ page_count: number }>`pragma page_count`.execute(connection.db);
      await sql.raw(`pragma max_page_count = ${(pages.rows[0]?.page_count ?? 0) + 3}`).execute(connection.db);
      expect(await tellOn(connection, LONG)).toEqual(err({ code: 'disk-full' }));
      expect(await tellOn(connection, 'small')).toEqual(ok(2));
      await sql.raw('pragma max_page_count = 100000').execute(connection.db);
      expect(await tellOn(connection, LONG)).toEqual(ok(3));
      await connection.close();
      expect((await store.listEvents({ fromSeq: 2, limit: 9 })).map((event) => event.seq)).toEqual([2, 3]);
    });
  });

  test('is told by the system itself: a file that may not grow', async () => {
    await withTemporaryStore(async ({ store, dir }) => {
      await store.close();
      const program = startProgram(resolve(import.meta.dirname, 'programs/write-until-limit.ts'), [dir], { fileBlocks: 1500 });
      expect(JSON.parse(await program.nextLine())).toMatchObject({ ok: false, error: { code: 'disk-failed' } });
      expect(JSON.parse(await program.nextLine())).toEqual(ok(2));
      await program.end();
      const after = await openStore({ key: TEST_KEY, dir });
      if (!after.ok) throw new Error(after.error.code);
      expect((await after.value.getAuditHead()).seq).toBe(2);
      await after.value.close();
    });
  });

  test.each([0, 4, 31])('that takes nothing more than %s blocks beside a store does not make it a damaged one', async (fileBlocks) => {
    await withTemporaryStore(async ({ store, dir }) => {
      await store.close();
      const program = startProgram(resolve(import.meta.dirname, 'programs/hold-store.ts'), [dir], { fileBlocks });
      const told = JSON.parse(await program.nextLine()) as { ok: boolean; error?: { code: string } };
      expect(told.error?.code).toMatch(/^(disk-full|folder-unwritable)$/);
      await program.end();
      const after = await openStore({ key: TEST_KEY, dir });
      if (!after.ok) throw new Error(after.error.code);
      await after.value.close();
    });
  });

  test.each(isRoot ? [{ size: '64k' }] : [])('of $size is not called a read-only one where the engine itself does not tell them apart', async ({ size }) => {
    await onSmallDisk(size, async (dir) => {
      await writeFile(join(dir, 'much'), Buffer.alloc(80 * 1024)).catch(() => undefined);
      expect(await takeImportLock(dir, {})).toEqual(err({ code: 'disk-full' }));
    });
  });

  test('is not what a store is told whose log could not be indexed on a disk with room: that one failed', async () => {
    await withTemporaryFolder((dir) => {
      const failed = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_SHMSIZE' });
      expect(findTroubleIn(dir, failed)).toEqual({ code: 'disk-failed', detail: 'SQLITE_IOERR_SHMSIZE: disk I/O error' });
      return Promise.resolve();
    });
  });

  // Only root can make a small disk; for everyone the two tests above hold.
  test.each(isRoot ? [{ size: '200k' }] : [])('of $size takes no store, and says so', async ({ size }) => {
    await onSmallDisk(size, async (dir) => {
      expect(await createStore({ key: TEST_KEY, dir, facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT })).toEqual(err({ code: 'disk-full' }));
    });
  });

  test.each(isRoot ? [{ size: '1500k' }] : [])('of $size refuses what is too large for it, in rows and in files, and takes what fits', async ({ size }) => {
    await onSmallDisk(size, async (dir) => {
      const made = await createStore({ key: TEST_KEY, dir, facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT });
      if (!made.ok) throw new Error(made.error.code);
      const store = made.value;
      await expect(new MaterialFiles(dir, TEST_KEY).stage(new Uint8Array(2_000_000))).rejects.toMatchObject({ code: 'disk-full' });
      expect(await readdir(join(dir, 'staging'))).toEqual([]);
      expect(await store.inTransaction(async (tx) => ok(await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: { note: LONG.repeat(3) } })))).toEqual(err({ code: 'disk-full' }));
      expect(await store.inTransaction(async (tx) => ok((await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: {} })).seq))).toEqual(ok(2));
      await store.close();
    });
  });
});

describe('a folder that may not be written', () => {
  test('is told when a store is opened there', async () => {
    await withTemporaryStore(async ({ store, dir }) => {
      await store.close();
      for (const name of ['', 'countersign.db', 'lock']) await chmod(join(dir, name), name === '' ? 0o555 : 0o444);
      const stranger = startProgram(STRANGER, [dir]);
      expect(JSON.parse(await stranger.nextLine())).toEqual(err({ code: 'folder-unwritable', dir }));
      await stranger.end();
      await chmod(dir, 0o755);
    });
  });

  test('is told when a store is to be made there', async () => {
    await withTemporaryFolder(async (dir) => {
      await chmod(dir, 0o555);
      for (const place of [dir, join(dir, 'inside')]) {
        const stranger = startProgram(STRANGER, [place, 'create']);
        expect(JSON.parse(await stranger.nextLine())).toEqual(err({ code: 'folder-unwritable', dir: place }));
        await stranger.end();
      }
      await chmod(dir, 0o755);
    });
  });

  test('is told when a file stands where the folder should be', async () => {
    await withTemporaryFolder(async (dir) => {
      await writeFile(join(dir, 'file'), '');
      const place = join(dir, 'file');
      expect(await createStore({ key: TEST_KEY, dir: place, facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT })).toEqual(err({ code: 'folder-unwritable', dir: place }));
      await mkdir(join(dir, 'empty'));
      expect(await openStore({ key: TEST_KEY, dir: join(dir, 'empty') })).toEqual(err({ code: 'store-missing', dir: join(dir, 'empty') }));
      expect(await openStore({ key: TEST_KEY, dir: join(dir, 'nowhere') })).toEqual(err({ code: 'store-missing', dir: join(dir, 'nowhere') }));
    });
  });

  // Only root can mount a disk.
  test.each(isRoot ? [{ disk: 'mounted read-only' }] : [])('on a disk $disk is told, and the store opens when it is writable again', async () => {
    await onSmallDisk('4m', async (dir) => {
      const made = await createStore({ key: TEST_KEY, dir, facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT });
      if (!made.ok) throw new Error(made.error.code);
      await made.value.close();
      const before = await takeImportLock(dir, {});
      if (before.ok) before.value.release();
      await run('mount', ['-o', 'remount,ro', dir]);
      expect(await takeImportLock(dir, {}), 'a lock that others could take too is none').toEqual(err({ code: 'disk-read-only' }));
      expect(await openStore({ key: TEST_KEY, dir })).toEqual(err({ code: 'folder-unwritable', dir }));
      await run('mount', ['-o', 'remount,rw', dir]);
      const again = await openStore({ key: TEST_KEY, dir });
      if (!again.ok) throw new Error(again.error.code);
      await again.value.close();
    });
  });
});
