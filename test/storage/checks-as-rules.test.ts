import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { connectTo } from '../../src-main/storage/connection';
import type { DeskConnection } from '../../src-main/storage/connection';
import { migrateTo } from '../../src-main/storage/migrate';
import { createStoreWriter } from '../../src-main/storage/store-writer';
import { CASE_AT, addWhatCasesNeed, correctionOf, digestNamed, review, sealOf } from '../support/stored-cases';
import { registrationNoOf, registrationRow } from '../support/stored-registrations';

const ORIGIN = { package_id: '00000000-0000-4000-8000-0000000000aa', created_at: CASE_AT, imported_at: CASE_AT, manifest_digest: '', sender: null, report: '{}' };
const NO = registrationNoOf(1);

/** Does what the checks of the tables forbid, in a session that switched them off, and takes it back. */
async function attempt({ db }: DeskConnection, statement: string): Promise<string> {
  await sql`begin`.execute(db);
  return sql.raw(statement).execute(db).then(() => 'done', (error: Error) => error.message).finally(() => sql`rollback`.execute(db));
}

const FORBIDDEN = [
  { statement: `update correction set state = 'approved', decided_by = requested_by, decided_at = '${CASE_AT}' where id = 'second'`, refused: 'record: correction_two_people' },
  { statement: `update correction set state = 'approved', decided_at = '${CASE_AT}' where id = 'second'`, refused: 'record: correction_decided' },
  { statement: `update correction set state = 'settled', decided_by = requested_by, decided_at = '${CASE_AT}' where id = 'second'`, refused: 'record: correction_two_people' },
  {
    statement: `insert into correction (id, registration_no, field, old_value, new_value, reason, state, requested_by, requested_at, decided_by, decided_at)
      select 'third', registration_no, 'email', '', 'x', '', 'approved', requested_by, requested_at, requested_by, requested_at from correction limit 1`,
    refused: 'record: correction_two_people',
  },
  {
    statement: `insert into seal (registration_no, content, sha256, signature, desk_id, signed_at, sheet_revision, case_state) values ('${NO}', '{}', '${sealOf(NO).sha256}', '', 'desk-1', '${CASE_AT}', 1, 'readyToSign')`,
    refused: 'record: half-seal',
  },
];

test('in a store of the version before, whoever switched the checks off decided an own correction and made half a seal; no more', async () => {
  const connection = connectTo(':memory:', 'write');
  const { db } = connection;
  await migrateTo(db, 4);
  const write = (work: (tx: ReturnType<typeof createStoreWriter>) => Promise<void>): Promise<void> => db.transaction().execute((trx) => work(createStoreWriter(trx)));
  await write((tx) => addWhatCasesNeed(tx, NO));
  await db.insertInto('package').values(ORIGIN).execute();
  await db.insertInto('registration').values(registrationRow(1, {}, { photo: digestNamed(`photo ${NO}`) })).execute();
  await write(async (tx) => {
    await review(tx, NO);
    await tx.addCorrection(NO, correctionOf(NO, digestNamed(`evidence ${NO}`), { id: 'second', field: 'mobile' }));
  });
  await sql`pragma ignore_check_constraints = on`.execute(db);
  for (const { statement } of FORBIDDEN) expect(await attempt(connection, statement)).toBe('done');
  const before = await db.selectFrom('correction').selectAll().execute();
  await migrateTo(db, 5);
  await sql`pragma ignore_check_constraints = on`.execute(db);
  for (const { statement, refused } of FORBIDDEN) expect(await attempt(connection, statement)).toBe(refused);
  expect(await db.selectFrom('correction').selectAll().execute()).toEqual(before);
  expect(await attempt(connection, `update correction set state = 'withdrawn', decided_by = requested_by, decided_at = '${CASE_AT}' where id = 'second'`)).toBe('done');
  await connection.close();
});
