import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { connectTo, connectToServer } from '../../src-main/storage/connection';
import type { DeskConnection } from '../../src-main/storage/connection';
import { migrateTo } from '../../src-main/storage/migrate';
import { prepareDatabase } from '../../src-main/storage/prepare-database';
import type { StoreWriter } from '../../src-main/storage/store';
import { createStoreWriter } from '../../src-main/storage/store-writer';
import { DESKS, SITE_OWNER } from '../support/postgres-on-demand';
import { withTestDatabase } from '../support/server-store';
import { addSignatureOf, addWhatCasesNeed, CASE_AT, digestNamed, review, sealOf, signCaseOf } from '../support/stored-cases';
import { registrationNoOf, registrationRow } from '../support/stored-registrations';

const ORIGIN = { package_id: '00000000-0000-4000-8000-0000000000aa', created_at: CASE_AT, imported_at: CASE_AT, manifest_digest: '', sender: null, report: '{}' };
const [SIGNED, OPEN] = [1, 2];

type Before = (connection: DeskConnection, bringOn: () => Promise<void>) => Promise<void>;

/** A database of the version before, and the way to bring it on. */
const BEFORE: readonly { name: string; withVersion3: (work: Before) => Promise<void> }[] = [
  {
    name: 'SQLite',
    async withVersion3(work) {
      const connection = connectTo(':memory:', 'write');
      await migrateTo(connection.db, 3);
      await work(connection, () => migrateTo(connection.db, 4)).finally(() => connection.close());
    },
  },
  {
    name: 'PostgreSQL',
    withVersion3: (work) => withTestDatabase(async (database) => {
      const owner = { url: database.urlOf(SITE_OWNER) };
      await prepareDatabase(owner, DESKS, 3);
      const connection = connectToServer({ url: database.urlOf() }, { mode: 'write' });
      await work(connection, () => prepareDatabase(owner, DESKS, 4)).finally(() => connection.close());
    }, null),
  },
];

function write(connection: DeskConnection, work: (tx: StoreWriter) => Promise<void>): Promise<void> {
  return connection.db.transaction().execute((trx) => work(createStoreWriter(trx)));
}

async function storeCase(connection: DeskConnection, n: number): Promise<string> {
  const no = registrationNoOf(n);
  await write(connection, (tx) => addWhatCasesNeed(tx, no));
  await connection.db.insertInto('registration').values(registrationRow(n, {}, { photo: digestNamed(`photo ${no}`) })).execute();
  await write(connection, (tx) => review(tx, no));
  return no;
}

/** Seals the case as anybody with SQL could, with more in the turn of its state than that. */
function sealWith({ db }: DeskConnection, no: string, change: string): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const tx = createStoreWriter(trx);
    await addSignatureOf(tx, no);
    await tx.addSeal(no, sealOf(no));
    await tx.endClaim(no);
    await sql.raw(`update review_case set state = 'signed'${change} where registration_no = '${no}'`).execute(trx);
  });
}

const MORE = {
  'what was owed': `, supplement = '{"missing":["DIPLOMA"]}'`, 'a refusal': `, refusal = '{"reason":"impostor"}'`, 'another hour': `, updated_at = '2026-03-01T09:00:01+08:00'`,
  'no hour': `, updated_at = ''`, 'a version that was never': `, version = version + 2`, 'an earlier version': `, version = version - 1`, 'another visit': `, visit = visit + 1`,
};

test.each(BEFORE)('a store of the version before keeps its rows on $name, and sealing changes nothing of a case beside its state', ({ withVersion3 }) => withVersion3(async (connection, bringOn) => {
  await connection.db.insertInto('package').values(ORIGIN).execute();
  const [signed, open] = [await storeCase(connection, SIGNED), await storeCase(connection, OPEN)];
  await write(connection, (tx) => signCaseOf(tx, signed));
  const cases = (): Promise<unknown> => connection.db.selectFrom('review_case').selectAll().orderBy('registration_no').execute();
  const before = await cases();
  await bringOn();
  expect(await cases()).toEqual(before);
  for (const [what, change] of Object.entries(MORE)) await expect(sealWith(connection, open, change), what).rejects.toThrow(/finality: case-signed/);
  await expect(sql.raw(`update review_case set supplement = null where registration_no = '${signed}'`).execute(connection.db)).rejects.toThrow(/finality: case-signed/);
  expect(await cases()).toEqual(before);
  await write(connection, (tx) => signCaseOf(tx, open));
  expect((await cases() as { state: string }[]).map(({ state }) => state)).toEqual(['signed', 'signed']);
}));
