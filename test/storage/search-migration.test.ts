import { expect, test } from 'vitest';
import { CASE_STATES } from '../../src-main/domain/case-record';
import { ok } from '../../src-main/domain/result';
import { connectTo, connectToServer, openConnection } from '../../src-main/storage/connection';
import type { DeskConnection } from '../../src-main/storage/connection';
import { migrateTo } from '../../src-main/storage/migrate';
import { prepareDatabase } from '../../src-main/storage/prepare-database';
import { ENGINES } from '../support/engines';
import { DESKS, SITE_OWNER } from '../support/postgres-on-demand';
import { withTestDatabase } from '../support/server-store';
import { AT_DESK, CASE_AT, CASE_POLICY, correctionOf, digestNamed, turnCase } from '../support/stored-cases';
import { registrationFields, registrationNoOf, registrationRow, storeRegistrations } from '../support/stored-registrations';

const ORIGIN = { package_id: '00000000-0000-4000-8000-0000000000aa', created_at: CASE_AT, imported_at: CASE_AT, manifest_digest: '', sender: null, report: '{}' };

/** What the queue says of names beside what the registrations say. */
async function queueDiffers({ db }: DeskConnection): Promise<readonly unknown[]> {
  return db.selectFrom('registration as r').leftJoin('case_queue as q', 'q.registration_no', 'r.registration_no')
    .where(({ eb, or, and, ref }) => or([
      and([eb('r.withdrawn', '=', 0), eb('q.registration_no', 'is', null)]), and([eb('r.withdrawn', '=', 1), eb('q.registration_no', 'is not', null)]),
      eb('q.name', '<>', ref('r.name')), eb('q.name_pinyin', '<>', ref('r.name_pinyin')), eb('q.name_initials', '<>', ref('r.name_initials')),
    ])).select(['r.registration_no', 'r.name', 'q.name as listed']).execute();
}

/** A database of the version before, and the way to bring it on. */
const BEFORE: readonly { name: string; withVersion1: (work: (connection: DeskConnection, bringOn: () => Promise<void>) => Promise<void>) => Promise<void> }[] = [
  {
    name: 'SQLite',
    async withVersion1(work) {
      const connection = connectTo(':memory:', 'write');
      await migrateTo(connection.db, 1);
      await work(connection, () => migrateTo(connection.db, 2)).finally(() => connection.close());
    },
  },
  {
    name: 'PostgreSQL',
    withVersion1: (work) => withTestDatabase(async (database) => {
      const owner = { url: database.urlOf(SITE_OWNER) };
      await prepareDatabase(owner, DESKS, 1);
      const connection = connectToServer({ url: database.urlOf() }, { mode: 'write' });
      await work(connection, () => prepareDatabase(owner, DESKS, 2)).finally(() => connection.close());
    }, null),
  },
];

test.each(BEFORE)('a store of the version before is found in as one made today, on $name: its queue takes over the names', ({ withVersion1 }) => withVersion1(async (connection, bringOn) => {
  await connection.db.insertInto('package').values(ORIGIN).execute();
  const names = ['王晓明', '单雄信', '阿卜杜拉·买买提', 'John Smith', '', '王㛃'];
  await connection.db.insertInto('registration').values(names.map((name, n) => registrationRow(n, { name }, { withdrawn: n === 2 ? 1 : 0 }))).execute();
  await connection.db.updateTable('case_queue').set({ state: 'inReview' }).where('registration_no', '=', registrationNoOf(1)).execute();
  await bringOn();
  expect(await queueDiffers(connection)).toEqual([]);
  expect(await connection.db.selectFrom('case_queue').select(['registration_no', 'state', 'name', 'name_pinyin', 'name_initials']).where('state', '=', 'inReview').execute())
    .toEqual([{ registration_no: registrationNoOf(1), state: 'inReview', name: '单雄信', name_pinyin: 'shanxiongxin', name_initials: 'sxx' }]);
}));

test('whom an earlier version lost from the list when a newer package came is in it again, with the case’s state, and counted', async () => {
  const connection = connectTo(':memory:', 'write');
  const { db } = connection;
  await migrateTo(db, 2);
  await db.insertInto('package').values(ORIGIN).execute();
  await db.insertInto('registration').values([1, 2, 3].map((n) => registrationRow(n))).execute();
  await db.updateTable('registration').set({ withdrawn: 0 }).where('registration_no', 'in', [registrationNoOf(1), registrationNoOf(2)]).execute();
  expect(await queueDiffers(connection)).toHaveLength(2);
  await migrateTo(db, 3);
  expect([await queueDiffers(connection), await db.selectFrom('case_count').select('n').where('state', '=', 'waiting').execute()]).toEqual([[], [{ n: 3 }]]);
  await db.updateTable('registration').set({ withdrawn: 0, name: '李明' }).where('registration_no', '=', registrationNoOf(1)).execute();
  await db.updateTable('registration').set({ withdrawn: 1 }).where('registration_no', '=', registrationNoOf(2)).execute();
  await db.updateTable('registration').set({ registration_no: registrationNoOf(4) }).where('registration_no', '=', registrationNoOf(3)).execute();
  expect([await queueDiffers(connection), (await db.selectFrom('case_queue').select('registration_no').execute()).length]).toEqual([[], 2]);
  await connection.close();
});

test.each(ENGINES)('what a name is found by follows it on $name, through import, withdrawal, return and correction', async ({ withStore }) => {
  await withStore(async ({ store, place }) => {
    await storeRegistrations(place, [registrationRow(1), registrationRow(2), registrationRow(3, {}, { withdrawn: 1 })]);
    const connection = openConnection(place.dir, place);
    const { db } = connection;
    expect(await queueDiffers(connection)).toEqual([]);
    await db.updateTable('registration').set({ name: '李明', name_pinyin: 'liming', name_initials: 'lm' }).where('registration_no', '=', registrationNoOf(2)).execute();
    expect(await queueDiffers(connection)).toEqual([]);
    await db.updateTable('registration').set({ withdrawn: 1, name: '李四' }).where('registration_no', '=', registrationNoOf(2)).execute();
    await db.updateTable('registration').set({ withdrawn: 0, name: '单雄信', name_pinyin: 'shanxiongxin', name_initials: 'sxx' }).where('registration_no', 'in', [registrationNoOf(2), registrationNoOf(3)]).execute();
    expect(await queueDiffers(connection)).toEqual([]);

    const no = registrationNoOf(1);
    await store.inTransaction(async (tx) => {
      await tx.adoptPolicy(CASE_POLICY);
      await tx.addBlob({ sha256: digestNamed('evidence'), bytes: 1, mediaType: 'image/jpeg', width: 1, height: 1 });
      await turnCase(tx, no, 'inReview');
      const asked = correctionOf(no, digestNamed('evidence'), { field: 'name', old: '王晓明', new: '吕布' });
      await tx.addCorrection(no, asked);
      await tx.decideCorrection(no, { ...asked, state: 'approved', decidedBy: 'approver-1', decidedAt: CASE_AT }, registrationFields(1, { name: '吕布' }));
      await tx.append(AT_DESK, { kind: 'correction.approved', registrationNo: no, payload: {} });
      return ok(null);
    });
    expect(await queueDiffers(connection)).toEqual([]);
    for (const text of ['吕', 'lvbu', 'lb']) expect(await store.listCases({ text, states: ['inReview'], offset: 0, limit: 9 }), text).toMatchObject({ total: 1, rows: [{ registrationNo: no }] });
    expect(await store.listCases({ text: '王', states: [...CASE_STATES], offset: 0, limit: 9 })).toMatchObject({ total: 0 });
    await connection.close();
  });
});
