import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../schema-dialect';

const FOUND_BY = ['name', 'name_pinyin', 'name_initials'];

async function addColumns(db: Kysely<unknown>): Promise<void> {
  for (const column of FOUND_BY) await db.schema.alterTable('case_queue').addColumn(column, 'text', (c) => c.notNull().defaultTo('')).execute();
  const values = FOUND_BY.map((column) => sql`${sql.ref(column)} = r.${sql.ref(column)}`);
  await sql`update case_queue set ${sql.join(values)} from registration as r where r.registration_no = case_queue.registration_no`.execute(db);
}

/** The state leads: what is found in a rare state is found without walking through all others. */
async function moveIndexes(db: Kysely<unknown>): Promise<void> {
  const ways = { name: 'name', pinyin: 'name_pinyin', initials: 'name_initials' };
  for (const [way, column] of Object.entries(ways)) {
    await db.schema.dropIndex(`registration_by_${way}`).execute();
    await db.schema.createIndex(`case_queue_by_${way}`).on('case_queue').columns(['state', column, 'registration_no']).execute();
  }
}

/** Names are looked up in the queue, beside the state: a search in any states touches as many entries as it shows. */
export function searchByState(dialect: SchemaDialect): Migration {
  return {
    async up(db) {
      await addColumns(db);
      await moveIndexes(db);
      await dialect.createSearchRules(db);
    },
  };
}
