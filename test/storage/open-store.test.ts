import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { appendFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { err, ok } from '../../src-main/domain/result';
import { cipherKey } from '../../src-main/storage/dialects/sqlite-cipher';
import { StoreKey } from '../../src-main/storage/keys/store-key';
import { openSqliteFile } from '../../src-main/storage/dialects/sqlite';
import { KNOWN_VERSION } from '../../src-main/storage/migrate';
import { createStore, openStore } from '../../src-main/storage/open-store';
import type { OpenStoreTrouble } from '../../src-main/storage/store';
import { AT_DESK, storeSignedCase } from '../support/stored-cases';
import { TEST_KEY, STORE_CREATED_AT, TRAINING_FACTS, withTemporaryFolder, withTemporaryStore } from '../support/temporary-store';

/** A closed store with a signed case and a few events, for somebody else's hands. */
async function withClosedStore(work: (dir: string, file: string) => Promise<void>): Promise<void> {
  await withTemporaryStore(async ({ store, dir }) => {
    await storeSignedCase(store, 1);
    for (let i = 0; i < 5; i += 1) {
      await store.inTransaction(async (tx) => ok(await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: { note: `note ${i}` } })));
    }
    await store.close();
    await work(dir, join(dir, 'countersign.db'));
  });
}

async function troubleOf(dir: string): Promise<OpenStoreTrouble> {
  const opened = await openStore({ key: TEST_KEY, dir });
  if (!opened.ok) return opened.error;
  await opened.value.close();
  throw new Error('it opened');
}

/** Opening is refused as damaged, the file is as it was found, and a copy of it lies aside. */
async function isRefusedAsDamaged(dir: string, file: string): Promise<string> {
  const before = sha256Hex(readFileSync(file));
  const trouble = await troubleOf(dir);
  if (trouble.code !== 'store-damaged') throw new Error(`not damaged but ${trouble.code}`);
  expect(sha256Hex(readFileSync(file)), 'untouched').toBe(before);
  expect(sha256Hex(readFileSync(trouble.copy ?? '')), 'kept aside').toBe(before);
  expect((await troubleOf(dir)), 'and once only').toEqual(trouble);
  return trouble.detail;
}

function writeAt(file: string, offset: number, bytes: Buffer): void {
  const all = readFileSync(file);
  bytes.copy(all, offset);
  writeFileSync(file, all);
}

/** SQLite as it is, on whichever runtime the test runs. */
function plainSqlite(file: string): Database.Database {
  const nativeBinding = process.env['COUNTERSIGN_SQLITE_BINDING'];
  return new Database(file, nativeBinding === undefined ? {} : { nativeBinding });
}

/** Somebody with the key and other tools. */
function withOtherTool(file: string, work: (db: Database.Database) => void): void {
  const db = plainSqlite(file);
  db.pragma(`key = '${cipherKey(TEST_KEY)}'`);
  work(db);
  db.close();
}

/** The same, for somebody who changes bytes in what the cipher protects and encrypts it again. */
function editDecrypted(file: string, edit: (bytes: Buffer) => void): void {
  withOtherTool(file, (db) => { db.pragma('journal_mode = delete'); db.pragma("rekey = ''"); });
  const bytes = readFileSync(file);
  expect(bytes.toString('latin1', 0, 15)).toBe('SQLite format 3');
  edit(bytes);
  writeFileSync(file, bytes);
  const db = plainSqlite(file);
  db.pragma(`rekey = '${cipherKey(TEST_KEY)}'`);
  db.pragma('journal_mode = wal');
  db.close();
}

describe('a store', () => {
  test('is made with its keys, its folders and its first event, and opens again as it was', async () => {
    await withTemporaryFolder(async (dir) => {
      const made = await createStore({ key: TEST_KEY, dir: join(dir, 'site', '2026'), facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT });
      if (!made.ok) throw new Error(made.error.code);
      const { store, head } = { store: made.value, head: await made.value.getAuditHead() };
      expect(await store.getFacts()).toEqual(TRAINING_FACTS);
      expect(await store.listEvents({ fromSeq: 1, limit: 9 })).toMatchObject([{ seq: 1, kind: 'store.created', at: STORE_CREATED_AT, prevHash: '0'.repeat(64) }]);
      await store.close();
      expect(readdirSync(store.dir).toSorted()).toEqual(['blobs', 'countersign.db', 'keys', 'lock', 'staging']);
      const again = await openStore({ key: TEST_KEY, dir: store.dir });
      if (!again.ok) throw new Error(again.error.code);
      expect(await again.value.getAuditHead()).toEqual(head);
      await again.value.close();
    });
  });

  test('is never made over another one', async () => {
    await withTemporaryStore(async ({ store, dir }) => {
      const input = { dir, key: TEST_KEY, facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT };
      expect(await createStore(input)).toEqual(err({ code: 'store-in-use', dir }));
      await store.close();
      expect(await createStore(input)).toEqual(err({ code: 'store-exists', dir }));
    });
  });

  test('whose making was cut off is made again from the start, with the keys that are there', async () => {
    await withTemporaryFolder(async (dir) => {
      const input = { dir, key: TEST_KEY, facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT };
      const first = await createStore(input);
      if (!first.ok) throw new Error(first.error.code);
      await first.value.close();
      const key = readFileSync(join(dir, 'keys', 'desk.key'));
      writeFileSync(join(dir, 'countersign.db.new'), readFileSync(join(dir, 'countersign.db')).subarray(0, 5000));
      await rm(join(dir, 'countersign.db'));
      expect(await troubleOf(dir)).toEqual({ code: 'store-missing', dir });
      const second = await createStore(input);
      if (!second.ok) throw new Error(second.error.code);
      await second.value.close();
      expect(readFileSync(join(dir, 'keys', 'desk.key')).equals(key)).toBe(true);
      expect(existsSync(join(dir, 'countersign.db.new'))).toBe(false);
    });
  });

  test('of a newer program is left alone and says which version it has', async () => {
    await withClosedStore(async (dir, file) => {
      withOtherTool(file, (db) => db.exec(`insert into kysely_migration values ('007-later', '2027-01-01T00:00:00.000Z'); alter table staff add column later text`));
      const before = sha256Hex(readFileSync(file));
      expect(await troubleOf(dir)).toEqual({ code: 'store-newer', found: 7, known: KNOWN_VERSION });
      expect(sha256Hex(readFileSync(file))).toBe(before);
    });
  });

  test('opens under its own key alone, and a wrong key is never taken for damage', async () => {
    await withClosedStore(async (dir, file) => {
      const before = sha256Hex(readFileSync(file));
      expect(await openStore({ key: StoreKey.create(), dir })).toEqual(err({ code: 'store-key-wrong', dir }));
      expect([sha256Hex(readFileSync(file)), existsSync(join(dir, 'damaged'))]).toEqual([before, false]);
    });
  });

  test('of a version that did not encrypt is told as such and left alone', async () => {
    await withClosedStore(async (dir, file) => {
      withOtherTool(file, (db) => { db.pragma('journal_mode = delete'); db.pragma("rekey = ''"); });
      expect(await troubleOf(dir)).toEqual({ code: 'store-unencrypted', dir });
      expect(existsSync(join(dir, 'damaged'))).toBe(false);
    });
  });

  test('keeps its id and its kind for good', async () => {
    await withTemporaryStore(async ({ store }) => {
      for (const change of [{ kind: 'live' as const }, { storeId: 'other' }]) {
        await expect(store.inTransaction(async (tx) => { await tx.saveFacts({ ...TRAINING_FACTS, ...change }); return ok(null); })).rejects.toThrow('keeps its id and its kind');
      }
      await store.inTransaction(async (tx) => { await tx.saveFacts({ ...TRAINING_FACTS, site: { code: '9902', name: '另一考点' } }); return ok(null); });
      expect((await store.getFacts()).site?.code).toBe('9902');
    });
  });
});

describe('a damaged store is never opened for writing', () => {
  const headers = [
    { what: 'another beginning', damage: (file: string) => { writeAt(file, 0, Buffer.from('PK')); }, says: 'not a store of this desk' },
    { what: 'no bytes at all', damage: (file: string) => truncate(file, 0), says: 'not a store of this desk' },
    { what: 'one bit of its key’s id flipped', damage: (file: string) => { writeAt(file, 7, Buffer.from([(readFileSync(file)[7] ?? 0) ^ 1])); }, says: 'not a store of this desk' },
    { what: 'a byte of its first page flipped', damage: (file: string) => { writeAt(file, 68, Buffer.from([(readFileSync(file)[68] ?? 0) ^ 1])); }, says: 'not a database' },
    { what: 'its last page cut off', damage: (file: string) => truncate(file, statSync(file).size - 4096), says: 'malformed' },
    { what: 'half a page cut off', damage: (file: string) => truncate(file, statSync(file).size - 100), says: 'malformed' },
    { what: 'something behind its end', damage: (file: string) => appendFile(file, Buffer.alloc(4096)), says: 'bytes instead of' },
  ];

  test.each(headers)('with $what', async ({ damage, says }) => {
    await withClosedStore(async (dir, file) => {
      await damage(file);
      expect(await isRefusedAsDamaged(dir, file)).toContain(says);
    });
  });

  test('with a page of its tables overwritten', async () => {
    await withClosedStore(async (dir, file) => {
      const page = 4096 * Math.floor(statSync(file).size / 4096 / 2);
      writeAt(file, page, Buffer.alloc(512, 0xa5));
      await isRefusedAsDamaged(dir, file);
    });
  });

  test('with one byte of its rules flipped', async () => {
    await withClosedStore(async (dir, file) => {
      editDecrypted(file, (bytes) => { bytes.write('F', bytes.indexOf('finality: case-signed')); });
      expect(await isRefusedAsDamaged(dir, file)).toContain('not as they were made');
    });
  });

  test('with one byte of a recent event flipped', async () => {
    await withClosedStore(async (dir, file) => {
      editDecrypted(file, (bytes) => {
        for (let at = bytes.indexOf('note 3'); at >= 0; at = bytes.indexOf('note 3', at + 1)) bytes.write('m', at);
      });
      expect(await isRefusedAsDamaged(dir, file)).toContain('audit event 6');
    });
  });

  test('with an event whose payload is no JSON any more', async () => {
    await withClosedStore(async (dir, file) => {
      editDecrypted(file, (bytes) => { bytes.write('[', bytes.indexOf('{"note":"note 3"}')); });
      expect(await isRefusedAsDamaged(dir, file)).toContain('audit event 6');
    });
  });

  const tools = [
    { what: 'a rule dropped', sql: 'drop trigger seal_final_update' },
    { what: 'a rule weakened', sql: `drop trigger seal_final_delete; create trigger seal_final_delete before delete on seal when 0 begin select raise(abort, 'finality: case-signed'); end` },
    { what: 'a rule added', sql: 'create trigger helper after insert on seal begin delete from claim; end' },
    { what: 'a column added', sql: 'alter table registration add column note text' },
    { what: 'an index dropped', sql: 'drop index correction_open' },
    { what: 'a table renamed', sql: 'alter table evidence rename to evidence_old' },
    { what: 'its migrations forgotten', sql: 'delete from kysely_migration' },
    { what: 'its list of migrations gone', sql: 'drop table kysely_migration' },
  ];

  test.each(tools)('after another tool left it with $what', async ({ sql }) => {
    await withClosedStore(async (dir, file) => {
      withOtherTool(file, (db) => db.exec(sql));
      await isRefusedAsDamaged(dir, file);
    });
  });

  test('after another tool changed an event beside the rules', async () => {
    await withClosedStore(async (dir, file) => {
      withOtherTool(file, (db) => {
        const { sql } = db.prepare(`select sql from sqlite_schema where name = 'audit_event_kept_update'`).get() as { sql: string };
        db.exec('drop trigger audit_event_kept_update');
        db.exec(`update audit_event set staff_id = 'somebody' where seq = 4`);
        db.exec(sql);
      });
      expect(await isRefusedAsDamaged(dir, file)).toContain('audit event 4');
    });
  });

  test('not even when its log is still there: the file is read, and left as it was found', async () => {
    await withClosedStore(async (dir, file) => {
      const db = openSqliteFile(file, { mode: 'write', key: TEST_KEY });
      db.exec(`insert into store_setting values ('left', 'open')`);
      const [whole, log] = [readFileSync(file), readFileSync(`${file}-wal`)];
      db.close();
      writeFileSync(file, whole);
      writeFileSync(`${file}-wal`, log);
      writeAt(file, 4096 * Math.floor(whole.length / 4096 / 2), Buffer.alloc(512, 0xa5));
      await isRefusedAsDamaged(dir, file);
      expect(readFileSync(`${file}-wal`).equals(log)).toBe(true);
    });
  });
});

test('a store that lost power opens with everything that was committed', async () => {
  await withClosedStore(async (dir, file) => {
    const db = openSqliteFile(file, { mode: 'write', key: TEST_KEY });
    db.exec(`insert into store_setting values ('committed', 'yes')`);
    db.exec(`begin immediate; insert into store_setting values ('pending', 'yes')`);
    const [whole, log] = [readFileSync(file), readFileSync(`${file}-wal`)];
    db.close();
    writeFileSync(file, whole);
    writeFileSync(`${file}-wal`, log);
    const opened = await openStore({ key: TEST_KEY, dir });
    if (!opened.ok) throw new Error(opened.error.code);
    await opened.value.close();
    withOtherTool(file, (after) => { expect(after.prepare(`select key from store_setting where value = 'yes'`).all()).toEqual([{ key: 'committed' }]); });
  });
});
