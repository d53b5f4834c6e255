import { accessSync, constants } from 'node:fs';
import Database from 'better-sqlite3';
import { sql, CompiledQuery, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { DatabaseConnection, Dialect, Kysely, SqliteDatabase, SqliteStatement } from 'kysely';
import type { SchemaDialect } from '../schema-dialect';
import type { DeskDatabase } from '../tables/desk-database';
import type { StoreKey } from '../keys/store-key';
import { retryWhile } from '../retry-while';
import { cipherKey } from './sqlite-cipher';
import { isBusy } from './sqlite-trouble';
import { checkTriggers, recordTriggers, sealingTriggers } from './sqlite-record-rules';
import { queueTriggers } from './sqlite-queue-rules';
import { mendedQueueTriggers, searchTriggers } from './sqlite-search-rules';

/** Marks a file as a store of this desk (`application_id`: "CSGN"). */
export const STORE_FILE_MARK = 0x4353474e;

/** Every page that is not kept is read and deciphered again. Among a million registrations 64 MB keep the tree above the rows of a list, and half of those. */
const PAGES_KEPT = 'cache_size = -65536';

const SETTINGS = [PAGES_KEPT, 'foreign_keys = on', 'recursive_triggers = on', 'temp_store = memory', 'synchronous = full', 'fullfsync = on', 'checkpoint_fullfsync = on'];

export interface SqliteFileOptions {
  mode: 'read' | 'write';
  /** Path of the native addon when the prebuilt one does not fit the runtime. */
  nativeBinding?: string;
  /** The store's key: the whole file, its write-ahead log with it, is encrypted. Without one the file is plain (locks, and memory). */
  key?: StoreKey;
}

/**
 * The one place where a store's file is opened. A wrong key shows as "not a database", at the latest with the first read.
 * Nothing here waits for a lock: a busy file is an error at once,
 * and whoever may wait does so without blocking the thread.
 */
export function openSqliteFile(file: string, options: SqliteFileOptions): Database.Database {
  const nativeBinding = options.nativeBinding ?? process.env['COUNTERSIGN_SQLITE_BINDING'];
  const database = new Database(file, { readonly: options.mode === 'read', timeout: 0, ...(nativeBinding ? { nativeBinding } : {}) });
  try {
    if (options.key !== undefined) database.pragma(`key = '${cipherKey(options.key)}'`);
    for (const setting of SETTINGS) database.pragma(setting);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const PREPARED_KEPT = 256;

/** Keeps prepared statements by their text, the most recently used ones. */
function withPreparedStatements(database: Database.Database): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => { database.close(); },
    prepare(text) {
      const statement = prepared.get(text) ?? (database.prepare(text) as SqliteStatement);
      prepared.delete(text);
      prepared.set(text, statement);
      const oldest = prepared.keys().next();
      if (prepared.size > PREPARED_KEPT && !oldest.done) prepared.delete(oldest.value);
      return statement;
    },
  };
}

/** Write transactions take the lock at their beginning, so that what they read is what they change. */
class WriteDriver extends SqliteDriver {
  readonly #database: Database.Database;
  readonly #busyWaitMs: number;

  constructor(database: Database.Database, busyWaitMs: number) {
    super({ database: withPreparedStatements(database) });
    this.#database = database;
    this.#busyWaitMs = busyWaitMs;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await retryWhile(isBusy, () => connection.executeQuery(CompiledQuery.raw('begin immediate')), this.#busyWaitMs);
  }

  /** A full disk ends the transaction by itself; there is nothing to roll back then. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

class StoreAdapter extends SqliteAdapter {
  /** SQLite's DDL is transactional: a migration that is cut off leaves the version before. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely's dialect for a store's SQLite file. `busyWaitMs`: how long a write waits for another one to end. */
export function storeSqliteDialect(database: Database.Database, mode: 'read' | 'write', busyWaitMs: number): Dialect {
  return {
    createDriver: () => (mode === 'write' ? new WriteDriver(database, busyWaitMs) : new SqliteDriver({ database: withPreparedStatements(database) })),
    createAdapter: () => new StoreAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** DDL and triggers as SQLite takes them. */
export const SQLITE_SCHEMA: SchemaDialect = {
  risingKey: (column) => column.primaryKey().notNull(),
  finishTable: (table, layout) => table.modifyEnd(layout === 'clustered' ? sql`strict, without rowid` : sql`strict`),
  createRecordRules: (db, tables) => runEach(db, recordTriggers(tables)),
  createQueueRules: (db) => runEach(db, queueTriggers()),
  createByteTable: () => Promise.resolve(),
  finishMigration: () => Promise.resolve(),
  createSearchRules: (db) => runEach(db, searchTriggers()),
  mendQueueRules: (db) => runEach(db, mendedQueueTriggers()),
  holdChecksAsRules: (db) => runEach(db, checkTriggers()),
  narrowSealing: (db) => runEach(db, sealingTriggers()),
};

async function runEach(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** The statements that made tables, indexes and triggers, in a fixed order; bookkeeping of the engine and the migrator left out. */
export async function listSchema(db: Kysely<DeskDatabase>): Promise<readonly string[]> {
  const { rows } = await sql<{ made: string }>`select type || ' ' || name || ' ' || coalesce(sql, '') as made from sqlite_schema
    where name not like 'sqlite\\_%' escape '\\' and name not like 'kysely\\_%' escape '\\' order by type, name`.execute(db);
  return rows.map((row) => row.made);
}

/** Reads every page and says what is wrong first; null when nothing is. */
export async function quickCheck(db: Kysely<DeskDatabase>): Promise<string | null> {
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
  const [first] = rows;
  return first === undefined || first.quick_check === 'ok' ? null : first.quick_check;
}

/** Size in bytes that the file has by its own account. */
export async function accountedSize(db: Kysely<DeskDatabase>): Promise<number> {
  const { rows } = await sql<{ size: number }>`select page_count * page_size as size from pragma_page_count(), pragma_page_size()`.execute(db);
  return rows[0]?.size ?? 0;
}

/** Reads everything, indexes against tables too, and says what is wrong first; null when nothing is. Slower than `quickCheck`. */
export async function integrityCheck(db: Kysely<DeskDatabase>): Promise<string | null> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(1)`.execute(db);
  const [first] = rows;
  return first === undefined || first.integrity_check === 'ok' ? null : first.integrity_check;
}

/**
 * Writes the last commit as a new file, under the same key, while others read and write on. The engine's own backup refuses
 * encrypted files; this makes one that is whole by itself (no write-ahead log) and without free pages.
 */
export async function copyDatabaseTo(db: Kysely<DeskDatabase>, file: string): Promise<void> {
  await sql`vacuum into ${file}`.execute(db);
}

/** Makes a new, empty database file ready to be a store: marked, and with a write-ahead log. */
export function markAsStore(database: Database.Database): void {
  database.pragma(`application_id = ${STORE_FILE_MARK}`);
  database.pragma('journal_mode = wal');
}

/**
 * Takes a file's exclusive lock for as long as the connection stays open. The lock is the operating system's:
 * it ends with the process, however that ends. Throws "busy" when another connection holds it, and what the disk says when the
 * file can only be read: the engine opens such a file all the same, and its lock would keep nobody out.
 */
export function holdLockFile(file: string, nativeBinding?: string): Database.Database {
  const database = openSqliteFile(file, { mode: 'write', ...(nativeBinding ? { nativeBinding } : {}) });
  try {
    database.exec('begin exclusive');
    accessSync(file, constants.W_OK);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
