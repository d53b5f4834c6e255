import type { Kysely } from 'kysely';
import type { SchemaDialect } from '../../schema-dialect';

/** Settings, accounts, policies, keys, and the answers of commands. */
export async function createPeopleTables(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.finishTable(db.schema.createTable('store_setting')
    .addColumn('key', 'text', (c) => c.primaryKey().notNull())
    .addColumn('value', 'text', (c) => c.notNull()), 'plain').execute();
  await dialect.finishTable(db.schema.createTable('staff')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('pin_hash', 'text', (c) => c.notNull())
    .addColumn('roles', 'text', (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull()), 'plain').execute();
  await dialect.finishTable(db.schema.createTable('policy')
    .addColumn('digest', 'text', (c) => c.primaryKey().notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('adopted_at', 'text', (c) => c.notNull())
    .addColumn('adopted_by', 'text'), 'plain').execute();
  await dialect.finishTable(db.schema.createTable('desk_key')
    .addColumn('desk_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('public_pem', 'text', (c) => c.notNull())
    .addColumn('site_signature', 'text')
    .addColumn('added_at', 'text', (c) => c.notNull()), 'plain').execute();
  await dialect.finishTable(db.schema.createTable('command_answer')
    .addColumn('command_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull()), 'plain').execute();
}
