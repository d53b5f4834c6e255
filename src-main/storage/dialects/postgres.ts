import { sql, CompiledQuery, PostgresAdapter, PostgresDriver, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { DatabaseConnection, Dialect, Kysely } from 'kysely';
import type { SchemaDialect } from '../schema-dialect';
import type { ServerPlace } from '../server-address';
import { POSTGRES_BYTE_RULES } from './postgres-byte-rules';
import { openPool } from './postgres-pool';
import type { PoolUse } from './postgres-pool';
import { POSTGRES_CHANGE_RULES } from './postgres-change-rules';
import { POSTGRES_QUEUE_RULES } from './postgres-queue-rules';
import { POSTGRES_SEARCH_RULES } from './postgres-search-rules';
import { WRITE_LOCK, postgresRecordRules, sealingRules } from './postgres-record-rules';
import { ServerFailure } from './postgres-trouble';

/** Each read sees one state of the store, and can change nothing. */
const BEGIN_READ = 'begin isolation level repeatable read read only';

/**
 * A write takes the store's one write lock at its beginning and holds it to its end, as a write of the other engine does.
 * So READ COMMITTED is enough: what a transaction reads after that cannot change before it ends, the chain has no gap, no
 * two desks can seal one case, and nothing is ever undone for another transaction's sake. SERIALIZABLE would let writes
 * run side by side only to undo all but one of them, since each appends to the one chain. The rules of the record take the
 * same lock (postgres-record-rules.ts), for whoever writes without it.
 */
const BEGIN_WRITE = `begin isolation level read committed; select pg_advisory_xact_lock(${WRITE_LOCK})`;

/** Kysely's own, which it does not name. */
type ServerConnection = Parameters<PostgresDriver['rollbackTransaction']>[0];

/** Bytes are added side by side: they are no part of the chain, and nobody sees them before rows refer to them. */
const BEGIN_BYTES = 'begin isolation level read committed';

const BEGINNINGS: Readonly<Record<PoolUse['mode'], string>> = { read: BEGIN_READ, write: BEGIN_WRITE, bytes: BEGIN_BYTES };

class StoreDriver extends PostgresDriver {
  readonly #begin: string;

  constructor(place: ServerPlace, use: PoolUse) {
    super({ pool: openPool(place, use) });
    this.#begin = BEGINNINGS[use.mode];
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw(this.#begin));
    } catch (error) {
      await this.rollbackTransaction(connection as ServerConnection);
      throw error;
    }
  }

  /** A connection that is gone took its transaction with it. */
  override async rollbackTransaction(connection: ServerConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
    }
  }
}

/** Kysely's dialect for a store on a PostgreSQL server. */
export function storePostgresDialect(place: ServerPlace, use: PoolUse): Dialect {
  return {
    createDriver: () => new StoreDriver(place, use),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}

async function runEach(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Makes every text of the schema sort and compare by its bytes, as the other engine does, whatever the database was made with. */
async function sortTextsByBytes(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ owner: string; name: string }>`select c.relname as owner, a.attname as name
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_collation l on l.oid = a.attcollation
    where n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'kysely\\_%' and a.attnum > 0 and not a.attisdropped
      and a.atttypid = 'text'::regtype and l.collname <> 'C' order by 1, a.attnum`.execute(db);
  const columns = Map.groupBy(rows, (row) => row.owner);
  for (const [owner, names] of columns) {
    const changes = names.map(({ name }) => `alter column "${name}" type text collate "C"`);
    await sql.raw(`alter table "${owner}" ${changes.join(', ')}`).execute(db);
  }
}

/** DDL and triggers as PostgreSQL takes them. */
export const POSTGRES_SCHEMA: SchemaDialect = {
  risingKey: (column) => column.primaryKey().notNull().generatedAlwaysAsIdentity(),
  finishTable: (table) => table,
  createRecordRules: (db, tables) => runEach(db, postgresRecordRules(tables)),
  createQueueRules: (db) => runEach(db, [...POSTGRES_QUEUE_RULES, ...POSTGRES_CHANGE_RULES]),
  createSearchRules: (db) => runEach(db, POSTGRES_SEARCH_RULES),
  mendQueueRules: () => Promise.resolve(),
  // Checks have no switch here.
  holdChecksAsRules: () => Promise.resolve(),
  narrowSealing: (db) => runEach(db, sealingRules()),
  createByteTable: (db) => runEach(db, POSTGRES_BYTE_RULES),
  finishMigration: sortTextsByBytes,
};
