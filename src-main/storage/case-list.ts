import { sql } from 'kysely';
import type { ExpressionBuilder, ExpressionWrapper, Kysely, SelectQueryBuilder, SqlBool } from 'kysely';
import { CASE_STATES } from '../domain/case-record';
import type { CaseState } from '../domain/case-record';
import type { RegistrationNo } from '../domain/vocabulary';
import { searchWays } from './case-search';
import type { SearchWay } from './case-search';
import { fromJson } from './codecs';
import type { CaseListPage, CaseListQuery, CaseListRow } from './store';
import type { DeskDatabase } from './tables/desk-database';

type Db = Kysely<DeskDatabase>;
type Numbers = SelectQueryBuilder<DeskDatabase, 'registration' | 'case_queue', { registration_no: string }>;

/** A text that finds more than this is too short to be a search; counting ends here. */
export const COUNTED_AT_MOST = 10_000;
/** Sorts after every text that begins with the same characters. */
const LAST_CHARACTER = '\u{10ffff}';

function isFound(eb: ExpressionBuilder<DeskDatabase, 'registration'>, way: SearchWay): ExpressionWrapper<DeskDatabase, 'registration', SqlBool> {
  const column = `registration.${way.column}` as const;
  if (way.match === 'equal') return eb(column, '=', way.value);
  return eb.and([eb(column, '>=', way.value), eb(column, '<', way.value + LAST_CHARACTER)]);
}

function isEveryState(states: readonly CaseState[]): boolean {
  return states.length === 0 || CASE_STATES.every((state) => states.includes(state));
}

/**
 * Registration numbers found by `way` and by none of the ways before it. The order is that of the way's index, so that
 * nothing is sorted; `withdrawn = 0` is written out because the indexes hold only such rows.
 */
export function numbersFoundBy(db: Db, way: SearchWay, before: readonly SearchWay[], states: readonly CaseState[]): Numbers {
  const found = db.selectFrom('registration').select('registration.registration_no')
    .where(sql<SqlBool>`registration.withdrawn = 0`)
    .where((eb) => eb.and([isFound(eb, way), ...before.map((earlier) => eb.not(isFound(eb, earlier)))]))
    .orderBy(`registration.${way.column}`).$if(way.column !== 'registration_no', (query) => query.orderBy('registration.registration_no'));
  if (isEveryState(states)) return found;
  return found.where((eb) => eb.exists(eb.selectFrom('case_queue').select(sql`1`.as('one'))
    .whereRef('case_queue.registration_no', '=', 'registration.registration_no').where('case_queue.state', 'in', states)));
}

/** Registration numbers in these states by number: one ordered walk for each state, merged. */
export function numbersInStates(db: Db, states: readonly CaseState[]): Numbers {
  if (isEveryState(states)) return db.selectFrom('case_queue').select('registration_no').orderBy('registration_no');
  const walks = states.map((state) => db.selectFrom('case_queue').select('registration_no').where('state', '=', state));
  return walks.reduce((merged, walk) => merged.unionAll(walk)).orderBy('registration_no');
}

async function countUpTo(db: Db, numbers: Numbers, limit: number): Promise<number> {
  const counted = await db.selectFrom(numbers.clearOrderBy().limit(limit).as('found')).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return counted.n;
}

/** How many registrations that are not withdrawn are in each state. */
export async function countCasesByState(db: Db): Promise<Readonly<Record<CaseState, number>>> {
  const rows = await db.selectFrom('case_count').selectAll().execute();
  const counts = new Map(rows.map((row) => [row.state, row.n]));
  return Object.fromEntries(CASE_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<CaseState, number>;
}

/** Rows of these registrations, in the order given. */
export async function listRows(db: Db, numbers: readonly RegistrationNo[]): Promise<readonly CaseListRow[]> {
  if (numbers.length === 0) return [];
  const rows = await db.selectFrom('registration as r').innerJoin('case_queue as q', 'q.registration_no', 'r.registration_no')
    .leftJoin('review_case as c', 'c.registration_no', 'r.registration_no').leftJoin('claim as l', 'l.registration_no', 'r.registration_no')
    .select(['r.registration_no', 'r.name', 'r.id_number', 'r.category', 'r.work_unit', 'r.point', 'r.photo', 'q.state', 'c.updated_at', 'c.supplement'])
    .select(['l.desk_id', 'l.staff_id', 'l.since', 'l.lease_until'])
    .where('r.registration_no', 'in', numbers).execute();
  const found = new Map(rows.map((row): [string, CaseListRow] => [row.registration_no, {
    registrationNo: row.registration_no,
    name: row.name,
    idNumber: row.id_number,
    category: row.category,
    workUnit: row.work_unit,
    point: row.point,
    state: row.state as CaseState,
    photo: row.photo,
    claim: row.desk_id === null || row.staff_id === null || row.since === null || row.lease_until === null
      ? null
      : { deskId: row.desk_id, staffId: row.staff_id, since: row.since, leaseUntil: row.lease_until },
    supplementUntil: row.supplement === null ? null : fromJson<{ lastDay: string }>(row.supplement).lastDay,
    updatedAt: row.updated_at,
  }]));
  return numbers.flatMap((number) => found.get(number) ?? []);
}

async function listByState(db: Db, query: CaseListQuery): Promise<CaseListPage> {
  const counts = await countCasesByState(db);
  const states = isEveryState(query.states) ? CASE_STATES : query.states;
  const page = await numbersInStates(db, query.states).limit(query.limit).offset(query.offset).execute();
  const total = states.reduce((sum, state) => sum + counts[state], 0);
  return { rows: await listRows(db, page.map((row) => row.registration_no)), total, isTotalExact: true };
}

async function listFound(db: Db, ways: readonly SearchWay[], query: CaseListQuery): Promise<CaseListPage> {
  const page: RegistrationNo[] = [];
  let total = 0;
  for (const [index, way] of ways.entries()) {
    const numbers = numbersFoundBy(db, way, ways.slice(0, index), query.states);
    const offset = Math.max(0, query.offset - total);
    const limit = Math.min(query.limit - page.length, COUNTED_AT_MOST - total - offset);
    if (limit > 0) page.push(...(await numbers.limit(limit).offset(offset).execute()).map((row) => row.registration_no));
    total += await countUpTo(db, numbers, COUNTED_AT_MOST + 1 - total);
    if (total > COUNTED_AT_MOST) break;
  }
  return { rows: await listRows(db, page), total: Math.min(total, COUNTED_AT_MOST), isTotalExact: total <= COUNTED_AT_MOST };
}

/** A page of the case list: every registration that is not withdrawn, filtered by state, found by what was typed. */
export function listCases(db: Db, query: CaseListQuery): Promise<CaseListPage> {
  if (query.text.trim() === '') return listByState(db, query);
  return listFound(db, searchWays(query.text), query);
}

/** The next registrations by number after `after`, for walks through all of them. */
export async function listRowsAfter(db: Db, after: RegistrationNo, limit: number): Promise<readonly CaseListRow[]> {
  const page = await db.selectFrom('case_queue').select('registration_no').where('registration_no', '>', after).orderBy('registration_no').limit(limit).execute();
  return listRows(db, page.map((row) => row.registration_no));
}
