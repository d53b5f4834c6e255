import { sql } from 'kysely';
import type { Kysely, SqlBool } from 'kysely';
import { CASE_STATES } from '../domain/case-record';
import type { CaseState } from '../domain/case-record';
import type { RegistrationNo } from '../domain/vocabulary';
import { isEveryState, numbersInStates } from './case-numbers';
import type { Numbers } from './case-numbers';
import { searchWays } from './case-search';
import type { SearchWay } from './case-search';
import { fromJson } from './codecs';
import { ListPositions } from './list-positions';
import type { CaseListPage, CaseListQuery, CaseListRow } from './store';
import type { DeskDatabase } from './tables/desk-database';

type Db = Kysely<DeskDatabase>;

/** A text that finds more than this is too short to be a search; looking ends here. */
export const FOUND_AT_MOST = 200;
/** Sorts after every text that begins with the same characters. */
const LAST_CHARACTER = '\u{10ffff}';

/** Columns that the queue carries beside the state. */
const IN_QUEUE = ['name', 'name_pinyin', 'name_initials'] as const;

type QueueColumn = (typeof IN_QUEUE)[number] | 'registration_no';

/**
 * One ordered walk for each state, each of which ends after `atMost`, then merged: no entry of another state is touched.
 * A walk is told its order and end by itself, since a server would else read all of every walk and sort it.
 */
function foundInQueue(db: Db, column: QueueColumn, prefix: string, states: readonly CaseState[], atMost: number): Numbers {
  const walks = states.map((state) => db.selectFrom('case_queue').select(['registration_no', `case_queue.${column} as found`])
    .where('state', '=', state).where(`case_queue.${column}`, '>=', prefix).where(`case_queue.${column}`, '<', prefix + LAST_CHARACTER)
    .orderBy(`case_queue.${column}`).$if(column !== 'registration_no', (query) => query.orderBy('case_queue.registration_no')).limit(sql.lit(atMost)));
  const [first, ...others] = walks.map((walk) => db.selectFrom(walk.as('walk')).select(['registration_no', 'found']));
  if (first === undefined) throw new RangeError('no states');
  return others.reduce((merged, walk) => merged.unionAll(walk), first).orderBy('found').orderBy('registration_no').limit(sql.lit(atMost)) as unknown as Numbers;
}

/**
 * `withdrawn = 0` is written out because the indexes hold only such rows; limits are, since a server that plans for any value
 * then knows that the walk is short.
 */
function foundByNumber(db: Db, way: SearchWay, states: readonly CaseState[], atMost: number): Numbers {
  const column = `registration.${way.column}` as const;
  const found = db.selectFrom('registration').select('registration.registration_no').where(sql<SqlBool>`registration.withdrawn = 0`)
    .where((eb) => (way.match === 'equal' ? eb(column, '=', way.value) : eb.and([eb(column, '>=', way.value), eb(column, '<', way.value + LAST_CHARACTER)])))
    .orderBy('registration.registration_no').limit(sql.lit(atMost));
  if (isEveryState(states)) return found;
  return found.where((eb) => eb.exists(eb.selectFrom('case_queue').select(sql`1`.as('one'))
    .whereRef('case_queue.registration_no', '=', 'registration.registration_no').where('case_queue.state', 'in', states)));
}

/** Registration numbers found by `way` in these states, at most so many, in the order of what they are found by, then by number. */
export function numbersFoundBy(db: Db, way: SearchWay, states: readonly CaseState[], atMost: number): Numbers {
  const inQueue = IN_QUEUE.find((column) => column === way.column);
  if (inQueue !== undefined) return foundInQueue(db, inQueue, way.value, isEveryState(states) ? CASE_STATES : states, atMost);
  if (way.column === 'registration_no' && !isEveryState(states)) return foundInQueue(db, way.column, way.value, states, atMost);
  return foundByNumber(db, way, states, atMost);
}

/** How many registrations that are not withdrawn are in each state. */
export async function countCasesByState(db: Db): Promise<Readonly<Record<CaseState, number>>> {
  const rows = await db.selectFrom('case_count').selectAll().execute();
  const counts = new Map(rows.map((row) => [row.state, row.n]));
  return Object.fromEntries(CASE_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<CaseState, number>;
}

/** Lists of numbers come in these lengths only, so that their statements are few and stay prepared; none asks for more. */
const LENGTHS = [1, 20, 50, 100, 200, 500];

/** The same numbers, the last one repeated up to the next of the lengths. */
function padded(numbers: readonly RegistrationNo[]): readonly RegistrationNo[] {
  const length = LENGTHS.find((each) => each >= numbers.length) ?? numbers.length;
  return [...numbers, ...Array.from({ length: length - numbers.length }, () => numbers.at(-1)!)];
}

/** Rows of these registrations, in the order given. */
export async function listRows(db: Db, numbers: readonly RegistrationNo[]): Promise<readonly CaseListRow[]> {
  if (numbers.length === 0) return [];
  const rows = await db.selectFrom('registration as r').innerJoin('case_queue as q', 'q.registration_no', 'r.registration_no')
    .leftJoin('review_case as c', 'c.registration_no', 'r.registration_no').leftJoin('claim as l', 'l.registration_no', 'r.registration_no')
    .select(['r.registration_no', 'r.name', 'r.id_number', 'r.category', 'r.work_unit', 'r.point', 'r.photo', 'q.state', 'c.updated_at', 'c.supplement'])
    .select(['l.desk_id', 'l.staff_id', 'l.since', 'l.lease_until'])
    .where('r.registration_no', 'in', padded(numbers)).execute();
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

async function listByState(db: Db, query: CaseListQuery, positions: ListPositions): Promise<CaseListPage> {
  const counts = await countCasesByState(db);
  const states = isEveryState(query.states) ? CASE_STATES : query.states;
  const { from, skip } = await positions.find(db, states, query.offset);
  const page = await numbersInStates(db, states, skip + query.limit, from).limit(query.limit).offset(skip).execute();
  const total = states.reduce((sum, state) => sum + counts[state], 0);
  return { rows: await listRows(db, page.map((row) => row.registration_no)), total, isTotalExact: true };
}

/** What the ways find, each registration once, in the order of the ways; one more than are shown, when there are. */
async function findNumbers(db: Db, ways: readonly SearchWay[], states: readonly CaseState[]): Promise<readonly RegistrationNo[]> {
  const found = new Set<RegistrationNo>();
  for (const way of ways) {
    const rows = await numbersFoundBy(db, way, states, found.size === 0 ? FOUND_AT_MOST + 1 : 2 * FOUND_AT_MOST + 1).execute();
    for (const row of rows) found.add(row.registration_no);
    if (found.size > FOUND_AT_MOST) break;
  }
  return [...found].slice(0, FOUND_AT_MOST + 1);
}

async function listFound(db: Db, ways: readonly SearchWay[], query: CaseListQuery): Promise<CaseListPage> {
  const found = await findNumbers(db, ways, query.states);
  const shown = found.slice(0, FOUND_AT_MOST);
  return { rows: await listRows(db, shown.slice(query.offset, query.offset + query.limit)), total: shown.length, isTotalExact: found.length === shown.length };
}

/**
 * A page of the case list: every registration that is not withdrawn, filtered by state, found by what was typed. `positions`
 * is what the same store remembers of its lists.
 */
export function listCases(db: Db, query: CaseListQuery, positions = new ListPositions()): Promise<CaseListPage> {
  if (query.text.trim() === '') return listByState(db, query, positions);
  return listFound(db, searchWays(query.text), query);
}

/** The next registrations by number after `after`, for walks through all of them. */
export async function listRowsAfter(db: Db, after: RegistrationNo, limit: number): Promise<readonly CaseListRow[]> {
  const page = await db.selectFrom('case_queue').select('registration_no').where('registration_no', '>', after).orderBy('registration_no').limit(limit).execute();
  return listRows(db, page.map((row) => row.registration_no));
}
