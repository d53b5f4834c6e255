import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { ok } from '../../src-main/domain/result';
import { openSqliteFile } from '../../src-main/storage/dialects/sqlite';
import type { Store } from '../../src-main/storage/store';
import { AT_DESK, CASE_AT, correctionOf, digestNamed, storeReadyCase, storeSignedCase } from '../support/stored-cases';
import { TEST_KEY, withTemporaryStore } from '../support/temporary-store';

/** A store with a signed case (1), its paper and a print, and a case that is ready to sign (2); raw SQL beside it. */
async function withRecord(work: (scene: { store: Store; db: Database.Database; signed: string; open: string }) => Promise<void>): Promise<void> {
  await withTemporaryStore(async ({ store, dir }) => {
    const [signed, open] = [await storeSignedCase(store, 1), await storeReadyCase(store, 2)];
    await store.inTransaction(async (tx) => {
      await tx.addBlob({ sha256: digestNamed('pdf'), bytes: 5, mediaType: 'application/pdf', width: null, height: null });
      await tx.addDocument({ id: 'paper', registrationNo: signed, kind: 'sheet', revision: 1, sha256: digestNamed('pdf'), madeAt: CASE_AT });
      await tx.addPrintRecord({ id: 'print', documentId: 'paper', registrationNo: signed, kind: 'printed', copyNo: 1, printer: null, by: 'reviewer-1', at: CASE_AT });
      await tx.append(AT_DESK, { kind: 'document.printed', registrationNo: signed, payload: {} });
      return ok(null);
    });
    const db = openSqliteFile(join(dir, 'countersign.db'), { mode: 'write', key: TEST_KEY });
    try {
      await work({ store, db, signed, open });
    } finally {
      db.close();
    }
  });
}

describe('what is only ever added to', () => {
  const logs = [
    { table: 'document', key: 'id', rule: /finality: append-only/ },
    { table: 'print_record', key: 'id', rule: /finality: append-only/ },
    { table: 'audit_event', key: 'seq', rule: /finality: (append-only|not-next-event)/ },
    { table: 'seal', key: 'registration_no', rule: /finality: case-signed/ },
  ];

  test.each(logs)('$table takes no UPDATE, DELETE or REPLACE', async ({ table, key, rule }) => {
    await withRecord(async ({ db }) => {
      const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map((column) => column.name);
      const before = db.prepare(`select * from ${table}`).all();
      for (const recursive of ['on', 'off']) {
        db.pragma(`recursive_triggers = ${recursive}`);
        for (const column of columns) expect(() => db.exec(`update or replace ${table} set ${column} = ${column}`), column).toThrow(rule);
        expect(() => db.exec(`delete from ${table}`)).toThrow(rule);
        expect(() => db.exec(`replace into ${table} select * from ${table}`)).toThrow(rule);
        expect(() => db.exec(`insert or ignore into ${table} select * from ${table}`)).toThrow(rule);
        expect(() => db.exec(`insert into ${table} select * from ${table} where true on conflict (${key}) do update set ${key} = ${key}`)).toThrow(rule);
        expect(() => db.exec(`insert or replace into ${table} (rowid, ${columns.join(', ')}) select rowid, ${columns.map((column) => (column === key && key === 'id' ? `'other'` : column)).join(', ')} from ${table}`)).toThrow(rule);
      }
      expect(db.prepare(`select * from ${table}`).all()).toEqual(before);
    });
  });
});

describe('the audit chain in the database', () => {
  const event = `'2026-03-01T09:00:00+08:00', 'desk-1', null, 'store.opened', null, '{}'`;

  test('takes only the next number with the hash of the one before', async () => {
    await withRecord(async ({ store, db }) => {
      const { seq, hash } = await store.getAuditHead();
      const wrong = [[seq, hash], [seq + 2, hash], [0, hash], [-1, hash], [seq + 1, '0'.repeat(64)], [seq + 1, ''], ['null', hash]];
      for (const [number, previous] of wrong) {
        expect(() => db.exec(`insert into audit_event values (${number}, ${event}, '${previous}', 'x')`), String(number)).toThrow('finality: not-next-event');
        expect(() => db.exec(`insert or replace into audit_event values (${number}, ${event}, '${previous}', 'x')`), String(number)).toThrow('finality: not-next-event');
      }
      db.exec(`insert into audit_event values (${seq + 1}, ${event}, '${hash}', 'x')`);
      expect(await store.getAuditHead()).toEqual({ seq: seq + 1, hash: 'x' });
    });
  });
});

describe('a correction', () => {
  test('is never decided by the person who asked for it', async () => {
    await withRecord(async ({ store, open }) => {
      const asked = correctionOf(open, digestNamed(`evidence ${open}`), { id: 'second', field: 'mobile' });
      await store.inTransaction(async (tx) => { await tx.addCorrection(open, asked); return ok(null); });
      for (const state of ['approved', 'refused'] as const) {
        const self = store.inTransaction(async (tx) => { await tx.decideCorrection(open, { ...asked, state, decidedBy: asked.requestedBy, decidedAt: CASE_AT }, null); return ok(null); });
        await expect(self).rejects.toThrow('correction_two_people');
        const nobody = store.inTransaction(async (tx) => { await tx.decideCorrection(open, { ...asked, state }, null); return ok(null); });
        await expect(nobody).rejects.toThrow('correction_decided');
      }
      await store.inTransaction(async (tx) => { await tx.decideCorrection(open, { ...asked, state: 'withdrawn', decidedBy: asked.requestedBy, decidedAt: CASE_AT }, null); return ok(null); });
      expect((await store.findCase(open))?.corrections.map((correction) => correction.state)).toEqual(['approved', 'withdrawn']);
    });
  });

  test('is the only open one of its field', async () => {
    await withRecord(async ({ store, db, open }) => {
      const asked = correctionOf(open, digestNamed(`evidence ${open}`), { id: 'second', field: 'mobile' });
      await store.inTransaction(async (tx) => { await tx.addCorrection(open, asked); return ok(null); });
      const again = store.inTransaction(async (tx) => { await tx.addCorrection(open, { ...asked, id: 'third' }); return ok(null); });
      await expect(again).rejects.toThrow('record: correction-open');
      const columns = (db.pragma('table_info(correction)') as { name: string }[]).map((column) => column.name);
      const copy = columns.map((column) => (column === 'id' ? `'third'` : column === 'seq' ? '99' : column)).join(', ');
      for (const verb of ['insert or replace', 'insert or ignore']) expect(() => db.exec(`${verb} into correction select ${copy} from correction where id = 'second'`)).toThrow('record: correction-open');
      expect((await store.listOpenCorrections()).map((found) => found.correction.id)).toEqual(['second']);
      await store.inTransaction(async (tx) => { await tx.addCorrection(open, { ...asked, id: 'fourth', field: 'email' }); return ok(null); });
      expect(await store.listOpenCorrections()).toHaveLength(2);
    });
  });

  test('keeps what was asked for, and its decision once it is made', async () => {
    await withRecord(async ({ store, db, open }) => {
      const asked = correctionOf(open, digestNamed(`evidence ${open}`), { id: 'second', field: 'mobile' });
      await store.inTransaction(async (tx) => { await tx.addCorrection(open, asked); return ok(null); });
      for (const column of ['seq', 'id', 'field', 'old_value', 'new_value', 'reason', 'requested_by', 'requested_at']) {
        expect(() => db.exec(`update correction set ${column} = ${column === 'seq' ? 99 : `'x'`} where id = 'second'`), column).toThrow('record: correction-kept');
      }
      expect(() => db.exec(`delete from correction where id = 'second'`)).toThrow('record: correction-kept');
      for (const state of ['requested', 'refused', 'withdrawn']) {
        expect(() => db.exec(`update correction set state = '${state}', decided_by = null, decided_at = null where id = 'correction-${open}'`)).toThrow('record: correction-decided');
      }
      expect(() => db.exec(`update correction set decided_by = 'approver-2' where id = 'correction-${open}'`)).toThrow('record: correction-decided');
    });
  });
});

describe('content under a digest', () => {
  test('stays as it is when it is added again, by one row or among others', async () => {
    await withRecord(async ({ store, db, signed }) => {
      const known = digestNamed(`image ${signed}`);
      const before = await store.findBlob(known);
      for (const verb of ['insert', 'replace', 'insert or ignore']) {
        db.exec(`${verb} into blob values ('${digestNamed(verb)}', 1, 'image/png', 1, 1), ('${known}', 2, 'text/html', 9, 9), ('${digestNamed(`${verb} too`)}', 3, 'image/png', 1, 1)`);
        expect(await store.findBlob(digestNamed(`${verb} too`)), 'the rows around it are stored').not.toBeNull();
      }
      expect(await store.findBlob(known)).toEqual(before);
      expect(() => db.exec(`update blob set media_type = 'text/html'`)).toThrow('record: content-fixed');
      expect(() => db.exec(`update policy set content = '{}'`)).toThrow('record: content-fixed');
    });
  });

  test('is not deleted while anything refers to it', async () => {
    await withRecord(async ({ db, signed }) => {
      const used = [`image ${signed}`, `photo ${signed}`, `evidence ${signed}`, `picture ${signed}`, 'pdf'];
      db.pragma('foreign_keys = off');
      for (const name of used) expect(() => db.exec(`delete from blob where sha256 = '${digestNamed(name)}'`), name).toThrow('record: content-in-use');
      expect(() => db.exec('delete from policy')).toThrow('record: content-in-use');
      db.exec(`insert into blob values ('${digestNamed('nobody')}', 1, 'image/png', 1, 1)`);
      expect(db.prepare(`delete from blob where sha256 = ?`).run(digestNamed('nobody')).changes).toBe(1);
    });
  });
});

describe('the queue beside the cases', () => {
  test('follows every registration and every turn of a case', async () => {
    await withRecord(async ({ store, db, open }) => {
      const counted = () => store.countCasesByState();
      expect(await counted()).toMatchObject({ signed: 1, readyToSign: 1, waiting: 0 });
      db.exec(`update review_case set state = 'inReview', version = 9 where registration_no = '${open}'`);
      expect(await counted()).toMatchObject({ signed: 1, readyToSign: 0, inReview: 1 });
      db.exec(`update registration set withdrawn = 1 where registration_no = '${open}'`);
      expect(await counted()).toMatchObject({ signed: 1, inReview: 0 });
      db.exec(`update registration set withdrawn = 0 where registration_no = '${open}'`);
      expect(await counted()).toMatchObject({ inReview: 1 });
      db.exec(`delete from review_case where registration_no = '${open}'`);
      expect(await counted()).toMatchObject({ inReview: 0, waiting: 1, signed: 1 });
    });
  });
});
