import { dirname, join } from 'node:path';
import { Kysely } from 'kysely';
import type { Transaction } from 'kysely';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import { findTroubleIn } from './ask-disk';
import { storePostgresDialect } from './dialects/postgres';
import { isUndoneByAnother } from './dialects/postgres-trouble';
import { openSqliteFile, storeSqliteDialect } from './dialects/sqlite';
import type { StoreKey } from './keys/store-key';
import { retryWhile } from './retry-while';
import { parseServerAddress } from './server-address';
import type { ServerAddress } from './server-address';
import type { StorageTrouble } from './store';
import type { DeskDatabase } from './tables/desk-database';

export const DATABASE_FILE = 'countersign.db';
const IN_MEMORY = ':memory:';
const BUSY_WAIT_MS = 10_000;

export interface ConnectionOptions {
  /** Path of SQLite's native addon when the prebuilt one does not fit the runtime; else COUNTERSIGN_SQLITE_BINDING. */
  nativeBinding?: string;
  /** How long a write waits for another one, in milliseconds. */
  busyWaitMs?: number;
  /** The site's shared store on a server; without it the store is the folder's own file. */
  server?: ServerAddress;
  /** The store's key; none for a database in memory. On a server it protects bytes and private keys alone. */
  key?: StoreKey;
}

/** Options of whoever reads or writes what the store's key protects. */
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

/** What another transaction undid is done again; nothing of it had been kept. */
async function settle<T, E>(db: Kysely<DeskDatabase>, work: (trx: Transaction<DeskDatabase>) => Promise<Result<T, E>>, busyWaitMs: number, dir: string | null): Promise<Result<T, E | StorageTrouble>> {
  try {
    return await retryWhile(isUndoneByAnother, () => settleOnce(db, work, dir), busyWaitMs);
  } catch (error) {
    const trouble = findTroubleIn(dir, error);
    if (trouble === null) throw error;
    return err(trouble);
  }
}

async function settleOnce<T, E>(db: Kysely<DeskDatabase>, work: (trx: Transaction<DeskDatabase>) => Promise<Result<T, E>>, dir: string | null): Promise<Result<T, E | StorageTrouble>> {
  try {
    const value = await db.transaction().execute(async (trx) => {
      const outcome = await work(trx);
      if (!outcome.ok) throw new Refusal(outcome);
      return outcome.value;
    });
    return ok(value);
  } catch (error) {
    if (error instanceof Refusal) return error.refused as { ok: false; error: E };
    if (isUndoneByAnother(error)) throw error;
    const trouble = findTroubleIn(dir, error);
    if (trouble === null) throw error;
    return err(trouble);
  }
}

/** Opens a connection to a database file. A read connection refuses every write. */
export function connectTo(file: string, mode: 'read' | 'write', options: ConnectionOptions = {}): DeskConnection {
  const { nativeBinding, key } = options;
  const database = openSqliteFile(file, { mode, ...(nativeBinding ? { nativeBinding } : {}), ...(key ? { key } : {}) });
  const busyWaitMs = options.busyWaitMs ?? BUSY_WAIT_MS;
  const db = new Kysely<DeskDatabase>({ dialect: storeSqliteDialect(database, mode, busyWaitMs) });
  return {
    db,
    inTransaction: (work) => settle(db, work, busyWaitMs, file === IN_MEMORY ? null : dirname(file)),
    async close() {
      await db.destroy();
      database.close();
    },
  };
}

/** One that only reads shares few connections; a writer needs one, since writes come one after the other anyway. */
const CONNECTIONS = { read: 2, write: 1, bytes: 2 };
/** Longer than any read or single write of a desk takes; an import's publication may take minutes. */
const ANSWER_WITHIN_MS = 20_000;

export interface ServerUse {
  mode: 'read' | 'write' | 'bytes';
  /** Work that goes through very many rows in one statement: waits for its answer as long as the connection lives. */
  patient?: boolean;
  /** How long any other statement may take before its server is given up, in milliseconds. */
  answerWithinMs?: number;
}

/**
 * Connections to the store on a server. They are made when they are needed; a server that does not answer is told by what
 * asks for it. Throws on an address that `parseServerAddress` refuses: opening a store has looked at it.
 */
export function connectToServer(address: ServerAddress, use: ServerUse, options: ConnectionOptions = {}): DeskConnection {
  const place = parseServerAddress(address);
  if (!place.ok) throw new Error(`server: ${place.error.code}`);
  const busyWaitMs = options.busyWaitMs ?? BUSY_WAIT_MS;
  const answerWithinMs = use.patient ? null : use.answerWithinMs ?? Math.max(ANSWER_WITHIN_MS, busyWaitMs * 2);
  const db = new Kysely<DeskDatabase>({ dialect: storePostgresDialect(place.value, { mode: use.mode, max: CONNECTIONS[use.mode], busyWaitMs, answerWithinMs }) });
  return { db, inTransaction: (work) => settle(db, work, busyWaitMs, null), close: () => db.destroy() };
}

/**
 * A further connection to the store of the data folder `dir`, for worker threads of the process that holds its lock.
 * Checks nothing and takes no lock of its own.
 */
export function openConnection(dir: string, options: StoreConnectionOptions, use: ServerUse & { mode: 'read' | 'write' } = { mode: 'write' }): DeskConnection {
  if (options.server !== undefined) return connectToServer(options.server, use, options);
  return connectTo(join(dir, DATABASE_FILE), use.mode, options);
}
