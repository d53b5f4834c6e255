import { sql } from 'kysely';
import type { Kysely, SelectQueryBuilder, SqlBool } from 'kysely';
import { CASE_STATES } from '../domain/case-record';
import type { CaseState } from '../domain/case-record';
import type { RegistrationNo } from '../domain/vocabulary';
import type { DeskDatabase } from './tables/desk-database';

type Db = Kysely<DeskDatabase>;
/** A query of registration numbers, of which there is more to say. */
export type Numbers = SelectQueryBuilder<DeskDatabase, 'registration' | 'case_queue', { registration_no: string }>;

/** No states are all of them. */
export function isEveryState(states: readonly CaseState[]): boolean {
  return states.length === 0 || CASE_STATES.every((state) => states.includes(state));
}

function listed(db: Db): Numbers {
  return db.selectFrom('registration').select('registration_no').where(sql<SqlBool>`withdrawn = 0`) as unknown as Numbers;
}

/** Registration numbers in these states by number, the first `atMost` of them from `from` on: one ordered walk for each state, merged. */
export function numbersInStates(db: Db, states: readonly CaseState[], atMost: number, from: RegistrationNo = ''): Numbers {
  if (isEveryState(states)) return listed(db).$if(from !== '', (query) => query.where('registration_no', '>=', from)).orderBy('registration_no').limit(atMost) as unknown as Numbers;
  const [only, ...others] = states.map((state) => db.selectFrom('case_queue').select('registration_no').where('state', '=', state)
    .$if(from !== '', (query) => query.where('registration_no', '>=', from)).orderBy('registration_no').limit(atMost));
  if (only === undefined) throw new RangeError('no states');
  if (others.length === 0) return only as unknown as Numbers;
  const [first, ...rest] = [only, ...others].map((walk) => db.selectFrom(walk.as('walk')).select('registration_no'));
  return rest.reduce((merged, walk) => merged.unionAll(walk), first!).orderBy('registration_no').limit(atMost) as unknown as Numbers;
}

/** How many registrations in these states have a number in this stretch. */
export async function countInStates(db: Db, states: readonly CaseState[], { from, before }: { from: RegistrationNo; before: RegistrationNo }): Promise<number> {
  const all = isEveryState(states) ? listed(db) : db.selectFrom('case_queue').select('registration_no').where('state', 'in', states) as unknown as Numbers;
  const among = all.where('registration_no', '>=', from).where('registration_no', '<', before);
  const { n } = await db.selectFrom(among.as('among')).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return n;
}
