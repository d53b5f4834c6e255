import { sql } from 'kysely';
import type { Compilable } from 'kysely';
import { describe, expect, test } from 'vitest';
import { FOUND_AT_MOST, numbersFoundBy, numbersInStates } from '../../src-main/storage/case-list';
import { searchWays } from '../../src-main/storage/case-search';
import { connectToServer } from '../../src-main/storage/connection';
import type { DeskConnection } from '../../src-main/storage/connection';
import { SITE_OWNER } from '../support/postgres-on-demand';
import { withTestDatabase } from '../support/server-store';
import { idNumberOf, registrationNoOf, registrationRow, storeRegistrations } from '../support/stored-registrations';
import { TEST_KEY, withStoreAt, withTemporaryFolder } from '../support/temporary-store';

const MANY = 30_000;
const SURNAMES = [...'王李张刘陈杨赵黄周吴'];
const GIVEN = [...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂建国华文玉红梅'];

function nameOf(n: number): string {
  return [SURNAMES[n % 10], GIVEN[Math.floor(n / 10) % 30], n % 3 === 0 ? '' : GIVEN[Math.floor(n / 7) % 30]].join('');
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
          const plan = await planOf(connection, numbersFoundBy(connection.db, way, states, FOUND_AT_MOST + 1));
          expect(plan, `${way.column} ${way.value} ${states.join()}`).toMatch(new RegExp(`Index (Only )?Scan using ${indexes[way.column]} `));
          expect(plan, `${way.column} ${way.value} ${states.join()}`).not.toContain('Seq Scan');
          // What is sorted, if anything, are walks that have ended by themselves.
          if (/-> +Sort/.test(plan)) expect(plan.match(/-> +Limit/g)?.length, plan).toBe(plan.match(/-> +Index/g)?.length);
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
