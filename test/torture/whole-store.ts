import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { ok } from '../../src-main/domain/result';
import { clearBrokenOffImport } from '../../src-main/storage/import-left-over';
import { openStore } from '../../src-main/storage/open-store';
import type { Store } from '../../src-main/storage/store';
import type { DeskDatabase } from '../../src-main/storage/tables/desk-database';
import { verifyStoredChain } from '../../src-main/workflows/verify-chain';
import { AT_DESK } from '../support/stored-cases';
import { connectionTo, filesOf, IN_PACKAGE, placeOf } from './places';

/** What a store is looked at for, after whatever was done to it. */
export interface StoreInQuestion {
  dir: string;
  /** Events of the transactions that the store said to have kept. */
  told: readonly { seq: number; hash: string }[];
  /** What was in it before. */
  atLeast: { registrations: number; seals: number };
}

type Db = Kysely<DeskDatabase>;

async function pageFaults(db: Db): Promise<readonly string[]> {
  const pages = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  const references = await sql<{ table: string }>`pragma foreign_key_check`.execute(db);
  return [
    ...pages.rows.map((row) => row.integrity_check).filter((line) => line !== 'ok').map((line) => `pages: ${line}`),
    ...references.rows.map((row) => `a reference of ${row.table} leads nowhere`),
  ];
}

async function lostCommits(db: Db, told: StoreInQuestion['told']): Promise<readonly string[]> {
  const kept = new Map((await db.selectFrom('audit_event').select(['seq', 'hash']).execute()).map((row) => [row.seq, row.hash]));
  return told.filter(({ seq, hash }) => kept.get(seq) !== hash).map(({ seq }) => `commit lost: event ${seq} was told and is not there`);
}

async function countOf(db: Db, kind: string): Promise<number> {
  const row = await db.selectFrom('audit_event').select((eb) => eb.fn.countAll<number>().as('n')).where('kind', '=', kind).executeTakeFirstOrThrow();
  return Number(row.n);
}

/** A seal, its case's state, its signature and its event are there together or not at all. */
async function sealFaults(db: Db): Promise<readonly string[]> {
  const seals = await db.selectFrom('seal').leftJoin('review_case as c', 'c.registration_no', 'seal.registration_no').leftJoin('signature as s', 's.registration_no', 'seal.registration_no')
    .select(['seal.registration_no', 'seal.content', 'seal.sha256', 'c.state', 's.sha256 as signature']).execute();
  const signed = await db.selectFrom('review_case').select('registration_no').where('state', '=', 'signed').execute();
  const signatures = await db.selectFrom('signature').select('registration_no').execute();
  const halves = seals.filter((seal) => seal.state !== 'signed' || seal.signature === null || sha256Hex(seal.content) !== seal.sha256);
  return [
    ...halves.map((seal) => `half a seal: ${seal.registration_no}`),
    ...(seals.length === signed.length && seals.length === signatures.length && seals.length === await countOf(db, 'case.signed')
      ? [] : [`${seals.length} seals, ${signed.length} signed cases, ${signatures.length} signatures, ${await countOf(db, 'case.signed')} events`]),
  ];
}

/** What the log tells has rows, and rows of imports and corrections are told. */
async function halfDone(db: Db, atLeast: StoreInQuestion['atLeast']): Promise<readonly string[]> {
  const approved = await db.selectFrom('correction').select('id').where('state', '=', 'approved').where('registration_no', '>=', '20269901000100').execute();
  const documents = await db.selectFrom('document').select('id').execute();
  const registrations = await db.selectFrom('registration').select('registration_no').execute();
  const imported = await countOf(db, 'import.completed') * (IN_PACKAGE.to - IN_PACKAGE.from);
  const staged = await db.selectFrom('staged_registration').select('registration_no').execute();
  const unlisted = await sql<{ registration_no: string }>`select r.registration_no from registration r left join case_queue q on q.registration_no = r.registration_no
    where r.withdrawn = 0 and (q.name is null or q.name <> r.name or q.name_initials <> r.name_initials)`.execute(db);
  const miscounted = await sql<{ state: string }>`select c.state from case_count c where c.n <> (select count(*) from case_queue q where q.state = c.state)`.execute(db);
  return [
    ...(approved.length === await countOf(db, 'correction.approved') ? [] : [`${approved.length} approved corrections without as many events`]),
    ...(documents.length === await countOf(db, 'document.stored') ? [] : [`${documents.length} papers without as many events`]),
    ...(registrations.length === atLeast.registrations + imported ? [] : [`${registrations.length} registrations instead of ${atLeast.registrations} and ${imported} imported`]),
    ...staged.map((row) => `staged row of a broken-off import: ${row.registration_no}`),
    ...unlisted.rows.map((row) => `not listed as it is called: ${row.registration_no}`),
    ...miscounted.rows.map((row) => `miscounted: ${row.state}`),
  ];
}

async function bytesFaults(db: Db, dir: string): Promise<readonly string[]> {
  const files = filesOf(dir);
  const uses = await sql<{ sha256: string }>`select sha256 from material_image union select sha256 from evidence union select sha256 from signed_picture
    union select sha256 from document union select photo from registration where photo is not null`.execute(db);
  const faults: string[] = [];
  for (const { sha256 } of uses.rows) {
    const read = await files.read(sha256);
    if (!read.ok) faults.push(`${read.error.code}: ${sha256}`);
  }
  const left = await readdir(join(dir, 'staging')).catch(() => []);
  return [...faults, ...left.map((name) => `left in staging: ${name}`)];
}

async function tableFaults({ dir, told, atLeast }: StoreInQuestion): Promise<readonly string[]> {
  const connection = connectionTo(dir);
  try {
    const { db } = connection;
    const seals = await db.selectFrom('seal').select('registration_no').execute();
    return [
      ...await pageFaults(db), ...await lostCommits(db, told), ...await sealFaults(db), ...await halfDone(db, atLeast), ...await bytesFaults(db, dir),
      ...(seals.length < atLeast.seals ? [`${seals.length} seals of ${atLeast.seals}`] : []),
    ];
  } finally {
    await connection.close();
  }
}

async function workFaults(store: Store): Promise<readonly string[]> {
  const chain = await verifyStoredChain(store);
  const more = await store.inTransaction<number, never>(async (tx) => ok((await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: {} })).seq));
  return [...(chain.sound ? [] : [`chain broken at ${chain.firstBroken}`]), ...(more.ok ? [] : [`work does not go on: ${more.error.code}`])];
}

/** Opens a store as the desk does after a power cut, and says everything that is wrong with it; nothing, when it is whole. */
export async function findFaults(question: StoreInQuestion): Promise<readonly string[]> {
  const opened = await openStore(placeOf(question.dir));
  if (!opened.ok) return [`does not open: ${JSON.stringify(opened.error)}`];
  try {
    const cleared = await clearBrokenOffImport(question.dir, AT_DESK, placeOf(question.dir));
    const faults = [...await tableFaults(question), ...await workFaults(opened.value)];
    return cleared.ok ? faults : [...faults, `broken-off import not cleared: ${cleared.error.code}`];
  } finally {
    await opened.value.close();
  }
}
