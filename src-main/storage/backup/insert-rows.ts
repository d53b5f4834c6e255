import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { RegistrationNo } from '../../domain/vocabulary';
import type { DeskDatabase } from '../tables/desk-database';
import type { Row, Rows } from './mirror-form';

type Trx = Transaction<DeskDatabase>;

async function insertRow(trx: Trx, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values (${sql.join(columns.map((column) => row[column]))})`.execute(trx);
}

async function findRow(trx: Trx, table: string, row: Row, key: readonly string[]): Promise<Row | null> {
  const same = key.map((column) => sql`${sql.ref(column)} = ${row[column]}`);
  const found = await sql<Row>`select * from ${sql.table(table)} where ${sql.join(same, sql` and `)} limit 1`.execute(trx);
  return found.rows[0] ?? null;
}

async function isThere(trx: Trx, table: string, row: Row, key: readonly string[]): Promise<boolean> {
  return (await findRow(trx, table, row, key)) !== null;
}

async function updateRow(trx: Trx, table: string, row: Row, key: readonly string[], columns: readonly string[]): Promise<void> {
  const set = columns.map((column) => sql`${sql.ref(column)} = ${row[column]}`);
  const same = key.map((column) => sql`${sql.ref(column)} = ${row[column]}`);
  await sql`update ${sql.table(table)} set ${sql.join(set)} where ${sql.join(same, sql` and `)}`.execute(trx);
}

/** How rows of a table are known again, and which of their columns change in the life of a row. */
interface Known {
  key: readonly string[];
  changes: readonly string[] | 'all';
}

/** Numbers that only order the rows of one store are given anew. */
const GIVEN_ANEW = new Set(['seq']);

async function bringRows(trx: Trx, table: string, rows: readonly Row[], { key, changes }: Known): Promise<void> {
  for (const whole of rows) {
    const row = Object.fromEntries(Object.entries(whole).filter(([column]) => !GIVEN_ANEW.has(column)));
    const before = await findRow(trx, table, row, key);
    if (before === null) {
      await insertRow(trx, table, row);
      continue;
    }
    // Columns that are as they were are left alone: triggers look at which ones are written.
    const columns = (changes === 'all' ? Object.keys(row) : changes).filter((column) => !key.includes(column) && row[column] !== before[column]);
    if (columns.length > 0) await updateRow(trx, table, row, key, columns);
  }
}

const KEPT: readonly string[] = [];
/** In the order in which they refer to each other. */
const BESIDE: readonly (readonly [table: string, known: Known])[] = [
  ['store_setting', { key: ['key'], changes: ['value'] }],
  ['staff', { key: ['id'], changes: KEPT }],
  ['policy', { key: ['digest'], changes: KEPT }],
  ['desk_key', { key: ['desk_id'], changes: ['public_pem', 'site_signature'] }],
  ['package', { key: ['package_id'], changes: KEPT }],
  ['blob', { key: ['sha256'], changes: KEPT }],
];
const OF_CASE: readonly (readonly [table: string, known: Known])[] = [
  ['registration', { key: ['registration_no'], changes: 'all' }],
  ['material_image', { key: ['registration_no', 'code', 'n'], changes: 'all' }],
  ['identity_check', { key: ['id'], changes: KEPT }],
  ['field_check', { key: ['id'], changes: KEPT }],
  ['material_decision', { key: ['id'], changes: KEPT }],
  ['review_pass', { key: ['id'], changes: KEPT }],
  ['evidence', { key: ['correction_id', 'n'], changes: KEPT }],
  ['sheet', { key: ['registration_no', 'revision'], changes: ['voided_at'] }],
  ['signature', { key: ['registration_no'], changes: KEPT }],
  ['signed_picture', { key: ['registration_no', 'section'], changes: KEPT }],
];

/** Rows that the cases refer to. What is there already stays as it is. */
export async function bringBeside(trx: Trx, beside: Rows): Promise<void> {
  for (const [table, known] of BESIDE) await bringRows(trx, table, beside[table] ?? [], known);
}

/** Papers that were stored, once their events are there. */
export function bringPapers(trx: Trx, beside: Rows): Promise<void> {
  return bringRows(trx, 'document', beside['document'] ?? [], { key: ['id'], changes: KEPT });
}

/** An open correction takes its decision; one that is new comes as it ended. */
async function bringCorrections(trx: Trx, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const open = await isThere(trx, 'correction', { ...row, state: 'requested' }, ['id', 'state']);
    await bringRows(trx, 'correction', [row], { key: ['id'], changes: open ? ['state', 'decided_by', 'decided_at', 'decision_reason'] : KEPT });
  }
}

/**
 * Brings one sealed case back with all its final rows, whatever the store knew of it: an earlier state of the same case, or
 * nothing. The seal is set as in a signing, so that every rule of the database has its say. Null when it is sealed here already.
 */
export async function bringCase(trx: Trx, registrationNo: RegistrationNo, rows: Rows): Promise<'brought' | 'there'> {
  if (await isThere(trx, 'seal', { registration_no: registrationNo }, ['registration_no'])) return 'there';
  const [reviewCase] = rows['review_case'] ?? [];
  const [seal] = rows['seal'] ?? [];
  if (reviewCase === undefined || seal === undefined) throw new Error('a mirrored case has its state and its seal');
  await sql`delete from claim where registration_no = ${registrationNo}`.execute(trx);
  const [registration, ...others] = OF_CASE;
  if (registration === undefined) throw new Error('a case has a registration');
  await bringRows(trx, registration[0], rows[registration[0]] ?? [], registration[1]);
  await bringCorrections(trx, rows['correction'] ?? []);
  for (const [table, known] of others) await bringRows(trx, table, rows[table] ?? [], known);
  await bringRows(trx, 'review_case', [{ ...reviewCase, state: 'readyToSign' }], { key: ['registration_no'], changes: 'all' });
  await insertRow(trx, 'seal', seal);
  await updateRow(trx, 'review_case', reviewCase, ['registration_no'], ['state']);
  return 'brought';
}
