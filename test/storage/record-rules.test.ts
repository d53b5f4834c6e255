import { describe, expect, test } from 'vitest';
import { ok } from '../../src-main/domain/result';
import type { Store } from '../../src-main/storage/store';
import { ENGINES, SQLITE } from '../support/engines';
import type { Engine, RawSql } from '../support/engines';
import { AT_DESK, CASE_AT, correctionOf, digestNamed, storeReadyCase, storeSignedCase } from '../support/stored-cases';

/** A store with a signed case (1), its paper and a print, and a case that is ready to sign (2); raw SQL beside it. */
async function withRecord(engine: Engine, work: (scene: { store: Store; db: RawSql; signed: string; open: string }) => Promise<void>): Promise<void> {
  await engine.withStore(async ({ store, place }) => {
    const [signed, open] = [await storeSignedCase(store, 1), await storeReadyCase(store, 2)];
    await store.inTransaction(async (tx) => {
      await tx.addBlob({ sha256: digestNamed('pdf'), bytes: 5, mediaType: 'application/pdf', width: null, height: null });
      await tx.addDocument({ id: 'paper', registrationNo: signed, kind: 'sheet', revision: 1, sha256: digestNamed('pdf'), madeAt: CASE_AT });
      await tx.addPrintRecord({ id: 'print', documentId: 'paper', registrationNo: signed, kind: 'printed', copyNo: 1, printer: null, by: 'reviewer-1', at: CASE_AT });
      await tx.append(AT_DESK, { kind: 'document.printed', registrationNo: signed, payload: {} });
      return ok(null);
    });
    const db = engine.openRaw(place);
    try {
      await work({ store, db, signed, open });
    } finally {
      await db.close();
    }
  });
}

describe('what is only ever added to, on SQLite', () => {
  const logs = [
    { table: 'document', key: 'id', rule: /finality: append-only/ },
    { table: 'print_record', key: 'id', rule: /finality: append-only/ },
    { table: 'audit_event', key: 'seq', rule: /finality: (append-only|not-next-event)/ },
    { table: 'seal', key: 'registration_no', rule: /finality: case-signed/ },
  ];

  test.each(logs)('$table takes no UPDATE, DELETE or REPLACE', async ({ table, key, rule }) => {
    await withRecord(SQLITE, async ({ db }) => {
      const columns = (await db.rows<{ name: string }>(`pragma table_info(${table})`)).map((column) => column.name);
      const before = await db.rows(`select * from ${table}`);
      for (const recursive of ['on', 'off']) {
        await db.run(`pragma recursive_triggers = ${recursive}`);
        for (const column of columns) await expect(db.run(`update or replace ${table} set ${column} = ${column}`), column).rejects.toThrow(rule);
        await expect(db.run(`delete from ${table}`)).rejects.toThrow(rule);
        await expect(db.run(`replace into ${table} select * from ${table}`)).rejects.toThrow(rule);
        await expect(db.run(`insert or ignore into ${table} select * from ${table}`)).rejects.toThrow(rule);
        await expect(db.run(`insert into ${table} select * from ${table} where true on conflict (${key}) do update set ${key} = ${key}`)).rejects.toThrow(rule);
        await expect(db.run(`insert or replace into ${table} (rowid, ${columns.join(', ')}) select rowid, ${columns.map((column) => (column === key && key === 'id' ? `'other'` : column)).join(', ')} from ${table}`)).rejects.toThrow(rule);
      }
      expect(await db.rows(`select * from ${table}`)).toEqual(before);
    });
  });
});

describe.each(ENGINES)('on $name', (engine) => {
  describe('the audit chain in the database', () => {
    const event = `'2026-03-01T09:00:00+08:00', 'desk-1', null, 'store.opened', null, '{}'`;

    test('takes only the next number with the hash of the one before', async () => {
      await withRecord(engine, async ({ store, db }) => {
        const { seq, hash } = await store.getAuditHead();
        const wrong = [[seq, hash], [seq + 2, hash], [0, hash], [-1, hash], [seq + 1, '0'.repeat(64)], [seq + 1, ''], ['null', hash]];
        for (const [number, previous] of wrong) {
          for (const { verb, tail } of engine.inserting) {
            await expect(db.run(`${verb} into audit_event values (${number}, ${event}, '${previous}', 'x') ${tail}`), String(number)).rejects.toThrow('finality: not-next-event');
          }
        }
        await db.run(`insert into audit_event values (${seq + 1}, ${event}, '${hash}', 'x')`);
        expect(await store.getAuditHead()).toEqual({ seq: seq + 1, hash: 'x' });
      });
    });
  });

  describe('a correction', () => {
    test('is never decided by the person who asked for it', async () => {
      await withRecord(engine, async ({ store, open }) => {
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
      await withRecord(engine, async ({ store, db, open }) => {
        const asked = correctionOf(open, digestNamed(`evidence ${open}`), { id: 'second', field: 'mobile' });
        await store.inTransaction(async (tx) => { await tx.addCorrection(open, asked); return ok(null); });
        const again = store.inTransaction(async (tx) => { await tx.addCorrection(open, { ...asked, id: 'third' }); return ok(null); });
        await expect(again).rejects.toThrow('record: correction-open');
        const columns = Object.keys((await db.rows('select * from correction'))[0] ?? {}).filter((column) => column !== 'seq');
        const copy = columns.map((column) => (column === 'id' ? `'third'` : column)).join(', ');
        for (const { verb, tail } of engine.inserting) {
          await expect(db.run(`${verb} into correction (${columns.join(', ')}) select ${copy} from correction where id = 'second' ${tail}`), verb).rejects.toThrow('record: correction-open');
        }
        expect((await store.listOpenCorrections()).map((found) => found.correction.id)).toEqual(['second']);
        await store.inTransaction(async (tx) => { await tx.addCorrection(open, { ...asked, id: 'fourth', field: 'email' }); return ok(null); });
        expect(await store.listOpenCorrections()).toHaveLength(2);
      });
    });

    test('keeps what was asked for, and its decision once it is made', async () => {
      await withRecord(engine, async ({ store, db, open }) => {
        const asked = correctionOf(open, digestNamed(`evidence ${open}`), { id: 'second', field: 'mobile' });
        await store.inTransaction(async (tx) => { await tx.addCorrection(open, asked); return ok(null); });
        for (const column of ['seq', 'id', 'field', 'old_value', 'new_value', 'reason', 'requested_by', 'requested_at']) {
          await expect(db.run(`update correction set ${column} = ${column === 'seq' ? engine.otherSeq : `'x'`} where id = 'second'`), column).rejects.toThrow('record: correction-kept');
        }
        await expect(db.run(`delete from correction where id = 'second'`)).rejects.toThrow('record: correction-kept');
        for (const state of ['requested', 'refused', 'withdrawn']) {
          await expect(db.run(`update correction set state = '${state}', decided_by = null, decided_at = null where id = 'correction-${open}'`)).rejects.toThrow('record: correction-decided');
        }
        await expect(db.run(`update correction set decided_by = 'approver-2' where id = 'correction-${open}'`)).rejects.toThrow('record: correction-decided');
      });
    });
  });

  describe('content under a digest', () => {
    test('stays as it is when it is added again, by one row or among others', async () => {
      await withRecord(engine, async ({ store, db, signed }) => {
        const known = digestNamed(`image ${signed}`);
        const before = await store.findBlob(known);
        for (const { verb, tail } of engine.inserting) {
          const [first, last] = [digestNamed(`${verb} ${tail} first`), digestNamed(`${verb} ${tail} last`)];
          await db.run(`${verb} into blob values ('${first}', 1, 'image/png', 1, 1), ('${known}', 2, 'text/html', 9, 9), ('${last}', 3, 'image/png', 1, 1) ${tail}`);
          expect(await store.findBlob(last), 'the rows around it are stored').not.toBeNull();
        }
        expect(await store.findBlob(known)).toEqual(before);
        await expect(db.run(`update blob set media_type = 'text/html'`)).rejects.toThrow('record: content-fixed');
        await expect(db.run(`update policy set content = '{}'`)).rejects.toThrow('record: content-fixed');
      });
    });

    test('is not deleted while anything refers to it', async () => {
      await withRecord(engine, async ({ db, signed }) => {
        const used = [`image ${signed}`, `photo ${signed}`, `evidence ${signed}`, `picture ${signed}`, 'pdf'];
        if (engine.name === 'SQLite') await db.run('pragma foreign_keys = off');
        for (const name of used) await expect(db.run(`delete from blob where sha256 = '${digestNamed(name)}'`), name).rejects.toThrow('record: content-in-use');
        await expect(db.run('delete from policy')).rejects.toThrow('record: content-in-use');
        await db.run(`insert into blob values ('${digestNamed('nobody')}', 1, 'image/png', 1, 1)`);
        await db.run(`delete from blob where sha256 = '${digestNamed('nobody')}'`);
        expect(await db.rows(`select 1 as found from blob where sha256 = '${digestNamed('nobody')}'`)).toEqual([]);
      });
    });
  });

  describe('the queue beside the cases', () => {
    test('follows every registration and every turn of a case', async () => {
      await withRecord(engine, async ({ store, db, open }) => {
        const counted = () => store.countCasesByState();
        expect(await counted()).toMatchObject({ signed: 1, readyToSign: 1, waiting: 0 });
        await db.run(`update review_case set state = 'inReview', version = 9 where registration_no = '${open}'`);
        expect(await counted()).toMatchObject({ signed: 1, readyToSign: 0, inReview: 1 });
        await db.run(`update registration set withdrawn = 1 where registration_no = '${open}'`);
        expect(await counted()).toMatchObject({ signed: 1, inReview: 0 });
        await db.run(`update registration set withdrawn = 0 where registration_no = '${open}'`);
        expect(await counted()).toMatchObject({ inReview: 1 });
        await db.run(`delete from review_case where registration_no = '${open}'`);
        expect(await counted()).toMatchObject({ inReview: 0, waiting: 1, signed: 1 });
      });
    });
  });
});
