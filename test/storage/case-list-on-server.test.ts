import { sql } from 'kysely';
import type { Compilable } from 'kysely';
import { describe, expect, test } from 'vitest';
import { FOUND_AT_MOST, listCases, numbersFoundBy } from '../../src-main/storage/case-list';
import { numbersInStates } from '../../src-main/storage/case-numbers';
import { searchWays } from '../../src-main/storage/case-search';
import { connectToServer } from '../../src-main/storage/connection';
import type { DeskConnection } from '../../src-main/storage/connection';
import { SITE_OWNER } from '../support/postgres-on-demand';
import { withServerStore, withTestDatabase } from '../support/server-store';
import { idNumberOf, registrationNoOf, registrationRow, storeRegistrations } from '../support/stored-registrations';
import { TEST_KEY, withStoreAt, withTemporaryFolder } from '../support/temporary-store';

const MANY = 30_000;
const SURNAMES = [...'王李张刘陈杨赵黄周吴'];
const GIVEN = [...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂建国华文玉红梅'];

function nameOf(n: number): string {
  return [SURNAMES[n % 10], GIVEN[Math.floor(n / 10) % 30], n % 3 === 0 ? '' : GIVEN[Math.floor(n / 7) % 30]].join('');
}

/** The plan that the server makes for any value, as it keeps it for a prepared statement. */
async function keptPlanOf(connection: DeskConnection, query: Compilable): Promise<string> {
  const { sql: text, parameters } = query.compile();
  const values = parameters.map((value) => (typeof value === 'number' ? String(value) : `'${String(value)}'`));
  return connection.db.connection().execute(async (db) => {
    const ask = (statement: string) => sql.raw<{ 'QUERY PLAN': string }>(statement).execute(db);
    await ask('set plan_cache_mode = force_generic_plan');
    await ask(`prepare kept as ${text}`);
    const { rows } = await ask(`explain execute kept(${values.join(', ')})`);
    await ask('deallocate kept');
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

async function planOf(connection: DeskConnection, query: Compilable): Promise<string> {
  const { sql: text, parameters } = query.compile();
  const literal = text.replaceAll(/\$(\d+)/g, (_, n: string) => {
    const value = parameters[Number(n) - 1];
    return typeof value === 'number' ? String(value) : `'${String(value)}'`;
  });
  const { rows } = await sql.raw<{ 'QUERY PLAN': string }>(`explain ${literal}`).execute(connection.db);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

describe(`among ${MANY.toLocaleString('en')} registrations on a server`, () => {
  test('every way to search walks an index in its order, and nothing is sorted', async () => {
    await withTestDatabase((database) => withTemporaryFolder((dir) => withStoreAt({ dir, key: TEST_KEY, server: { url: database.urlOf() } }, async ({ store, place }) => {
      await storeRegistrations(place, Array.from({ length: MANY }, (_, n) => registrationRow(n, { name: nameOf(n) })));
      const owner = connectToServer({ url: database.urlOf(SITE_OWNER) }, { mode: 'write' });
      await sql`vacuum analyze`.execute(owner.db);
      await owner.close();
      const connection = connectToServer({ url: database.urlOf() }, { mode: 'read' });
      const indexes = {
        name: 'case_queue_by_name', name_pinyin: 'case_queue_by_pinyin', name_initials: 'case_queue_by_initials',
        registration_no: '(registration_by_no|registration_pkey|case_queue_by_state|case_queue_pkey)', id_tail: 'registration_by_id_tail', id_number: 'registration_by_id_number',
      };
      for (const states of [[], ['waiting', 'refused']] as const) {
        for (const way of ['王', '王伟', 'wang', 'ww', '2026', '20269901', '001X', idNumberOf(5)].flatMap(searchWays)) {
          const query = numbersFoundBy(connection.db, way, states, FOUND_AT_MOST + 1);
          for (const plan of [await planOf(connection, query), await keptPlanOf(connection, query)]) {
            expect(plan, `${way.column} ${way.value} ${states.join()}`).toMatch(new RegExp(`Index (Only )?Scan using ${indexes[way.column]} `));
            expect(plan, `${way.column} ${way.value} ${states.join()}`).not.toContain('Seq Scan');
            // What is sorted, if anything, are walks that have ended by themselves.
            if (/-> +Sort/.test(plan)) expect(plan.match(/-> +Limit/g)?.length, plan).toBe(plan.match(/-> +Index/g)?.length);
          }
        }
      }
      const walk = await planOf(connection, numbersInStates(connection.db, [], 50));
      expect(walk).toMatch(/Index Only Scan using registration_by_no/);
      await connection.close();
      expect(await store.listCases({ text: '', states: [], offset: MANY - 2, limit: 50 })).toMatchObject({ total: MANY, rows: [{ registrationNo: registrationNoOf(MANY - 2) }, { registrationNo: registrationNoOf(MANY - 1) }] });
      expect(await store.listCases({ text: '王', states: [], offset: 0, limit: 50 })).toMatchObject({ total: FOUND_AT_MOST, isTotalExact: false });
    })));
  }, 120_000);
});

interface Prepared {
  statement: string;
  asked: number;
}

async function preparedOn(connection: DeskConnection): Promise<readonly Prepared[]> {
  const { rows } = await sql<Prepared>`select statement, generic_plans + custom_plans as asked from pg_prepared_statements where statement like '%case_queue%'`.execute(connection.db);
  return rows;
}

test('what a desk asks again and again is prepared once, whatever is typed and however much is found', async () => {
  await withServerStore(async ({ place }) => {
    await storeRegistrations(place, Array.from({ length: 60 }, (_, n) => registrationRow(n, { name: nameOf(n) })));
    const connection = connectToServer(place.server!, { mode: 'read' });
    const page = (text: string, limit: number) => listCases(connection.db, { text, states: ['waiting'], offset: 0, limit });
    for (let n = 0; n < 20; n += 1) await page(nameOf(n), 50);
    for (const limit of [21, 30, 40]) await page('王', limit);
    const prepared = await preparedOn(connection);
    expect(prepared.length, 'a walk, and rows in two lengths').toBeLessThanOrEqual(3);
    expect(Math.max(...prepared.map(({ asked }) => asked))).toBeGreaterThanOrEqual(20);
    await connection.close();
  });
});

test('a reading whose prepared statement the server forgot is lost like a connection, and the next one prepares it anew', async () => {
  await withServerStore(async ({ place }) => {
    const connection = connectToServer(place.server!, { mode: 'read' });
    const page = () => listCases(connection.db, { text: '王', states: [], offset: 0, limit: 50 });
    await page();
    await sql`deallocate all`.execute(connection.db);
    await expect(page()).rejects.toMatchObject({ trouble: { code: 'server-lost', applied: 'no' } });
    expect(await page()).toMatchObject({ total: 0 });
    await connection.close();
  });
});
