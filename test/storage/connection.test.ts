import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { err, ok } from '../../src-main/domain/result';
import { DATABASE_FILE, connectTo, openConnection } from '../../src-main/storage/connection';
import { openSqliteFile } from '../../src-main/storage/dialects/sqlite';
import { attachToStore } from '../../src-main/storage/open-store';
import { StorageFailure } from '../../src-main/storage/storage-failure';
import { AT_DESK, storeSignedCase } from '../support/stored-cases';
import { registrationNoOf } from '../support/stored-registrations';
import { TEST_KEY, withTemporaryStore } from '../support/temporary-store';

/** Number of a table's first page, counted from 1. */
function rootPageOf(file: string, table: string): number {
  const db = openSqliteFile(file, { mode: 'read', key: TEST_KEY });
  const { rootpage } = db.prepare('select rootpage from sqlite_schema where name = ?').get(table) as { rootpage: number };
  db.close();
  return rootpage;
}

describe('a store that turns out damaged while it is in use', () => {
  test('says so when it is read, and takes no more writes', async () => {
    await withTemporaryStore(async ({ store, dir }) => {
      await storeSignedCase(store, 1);
      await store.close();
      const file = join(dir, DATABASE_FILE);
      const bytes = readFileSync(file);
      const page = (rootPageOf(file, 'registration') - 1) * 4096;
      bytes.fill(0xa5, page, page + 64);
      writeFileSync(file, bytes);
      const unchecked = attachToStore({ key: TEST_KEY, dir });
      const reading = unchecked.findCase(registrationNoOf(1));
      await expect(reading).rejects.toBeInstanceOf(StorageFailure);
      await expect(reading).rejects.toMatchObject({ trouble: { code: 'store-damaged' } });
      const writing = await unchecked.inTransaction(async (tx) => ok(await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: {} })));
      expect(writing).toMatchObject(err({ code: 'store-damaged' }));
      await unchecked.close();
    });
  });
});

describe('a connection', () => {
  test('for reading refuses every write', async () => {
    await withTemporaryStore(async ({ dir }) => {
      const reading = connectTo(join(dir, DATABASE_FILE), 'read', { key: TEST_KEY });
      expect(await reading.inTransaction(async (trx) => ok(await trx.deleteFrom('store_setting').execute()))).toEqual(err({ code: 'disk-read-only' }));
      await reading.close();
    });
  });

  test('writes durably, keeps references and fires triggers in triggers', async () => {
    await withTemporaryStore(async ({ dir }) => {
      const database = connectTo(join(dir, DATABASE_FILE), 'write', { key: TEST_KEY });
      const settings = await Promise.all(['journal_mode', 'synchronous', 'foreign_keys', 'recursive_triggers', 'temp_store', 'busy_timeout'].map(async (name) => {
        const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(database.db);
        return Object.values(rows[0] ?? {})[0];
      }));
      expect(settings).toEqual(['wal', 2, 1, 1, 2, 0]);
      await database.close();
    });
  });

  test('uses the native part that it is given', async () => {
    await withTemporaryStore(async ({ dir }) => {
      const prebuilt = resolve(import.meta.dirname, `../../node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`);
      const given = openConnection(dir, { key: TEST_KEY, nativeBinding: prebuilt });
      expect(await given.inTransaction(async () => ok('works'))).toEqual(ok('works'));
      await given.close();
      expect(() => openConnection(dir, { key: TEST_KEY, nativeBinding: join(dir, 'none.node') })).toThrow('none.node');
    });
  });
});
