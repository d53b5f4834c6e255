import { join } from 'node:path';
import { Kysely } from 'kysely';
import type { Transaction } from 'kysely';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import { openSqliteFile, storeSqliteDialect } from './dialects/sqlite';
import { findTrouble } from './dialects/sqlite-trouble';
import type { StoreKey } from './keys/store-key';
import type { StorageTrouble } from './store';
import type { DeskDatabase } from './tables/desk-database';

export const DATABASE_FILE = 'countersign.db';
const BUSY_WAIT_MS = 10_000;

export interface ConnectionOptions {
  /** Path of SQLite's native addon when the prebuilt one does not fit the runtime; else COUNTERSIGN_SQLITE_BINDING. */
  nativeBinding?: string;
  /** How long a write waits for another one, in milliseconds. */
  busyWaitMs?: number;
  /** The store's key; none for a database in memory. */
  key?: StoreKey;
}

/** Options of a connection to a store's file. */
export interface StoreConnectionOptions extends ConnectionOptions {
  key: StoreKey;
}

/** One connection to a store's database, for work that goes through many rows. Whoever opens it closes it. */
export interface DeskConnection {
  readonly db: Kysely<DeskDatabase>;
  /** As `Store.inTransaction`, on the tables themselves. `createStoreWriter(trx)` gives the store's own writes. */
  inTransaction<T, E>(work: (trx: Transaction<DeskDatabase>) => Promise<Result<T, E>>): Promise<Result<T, E | StorageTrouble>>;
  close(): Promise<void>;
}

/** Carries a refusal out of a transaction, so that it is rolled back. */
class Refusal<E> extends Error {
  readonly refused: { ok: false; error: E };

  constructor(refused: { ok: false; error: E }) {
    super('transaction refused');
    this.refused = refused;
  }
}

async function settle<T, E>(db: Kysely<DeskDatabase>, work: (trx: Transaction<DeskDatabase>) => Promise<Result<T, E>>): Promise<Result<T, E | StorageTrouble>> {
  try {
    const value = await db.transaction().execute(async (trx) => {
      const outcome = await work(trx);
      if (!outcome.ok) throw new Refusal(outcome);
      return outcome.value;
    });
    return ok(value);
  } catch (error) {
    if (error instanceof Refusal) return error.refused as { ok: false; error: E };
    const trouble = findTrouble(error);
    if (trouble === null) throw error;
    return err(trouble);
  }
}

/** Opens a connection to a database file. A read connection refuses every write. */
export function connectTo(file: string, mode: 'read' | 'write', options: ConnectionOptions = {}): DeskConnection {
  const { nativeBinding, key } = options;
  const database = openSqliteFile(file, { mode, ...(nativeBinding ? { nativeBinding } : {}), ...(key ? { key } : {}) });
  const db = new Kysely<DeskDatabase>({ dialect: storeSqliteDialect(database, mode, options.busyWaitMs ?? BUSY_WAIT_MS) });
  return {
    db,
    inTransaction: (work) => settle(db, work),
    async close() {
      await db.destroy();
      database.close();
    },
  };
}

/**
 * A further connection to the store in `dir`, for worker threads of the process that holds the store's lock.
 * Checks nothing and takes no lock of its own.
 */
export function openConnection(dir: string, options: StoreConnectionOptions): DeskConnection {
  return connectTo(join(dir, DATABASE_FILE), 'write', options);
}
