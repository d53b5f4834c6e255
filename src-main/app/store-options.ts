import type { ConnectionOptions, StoreConnectionOptions } from '../storage/connection';
import type { StoreKey } from '../storage/keys/store-key';
import { findOwnDesk } from '../storage/own-desk';

/** How the store of a place is reached, beside its folder; plain data for threads. */
export interface StoreReach {
  /** Prebuilt SQLite addon to load instead of the package's own; null for that. */
  sqliteBinding: string | null;
  /** Address of the site's server; null for a store that is a file of the folder. Never logged: it may hold a password. */
  databaseUrl: string | null;
}

/** How the store of a place is reached, without its key. */
export function reachOf({ sqliteBinding, databaseUrl }: StoreReach): Pick<ConnectionOptions, 'nativeBinding' | 'server'> {
  return { ...(sqliteBinding === null ? {} : { nativeBinding: sqliteBinding }), ...(databaseUrl === null ? {} : { server: { url: databaseUrl } }) };
}

/** Options of every connection to the store of a place. */
export function storeOptionsOf(reach: StoreReach, key: StoreKey): StoreConnectionOptions {
  return { key, ...reachOf(reach) };
}

/**
 * The server of a data folder: COUNTERSIGN_DATABASE_URL, else what the folder was made for. The variable is taken out of the
 * environment, so that no process that is started from here gets a password in it.
 */
export function takeDatabaseUrl(env: NodeJS.ProcessEnv, dataDir: string): string | null {
  const named = env['COUNTERSIGN_DATABASE_URL'] ?? '';
  delete env['COUNTERSIGN_DATABASE_URL'];
  return named === '' ? findOwnDesk(dataDir)?.server ?? null : named;
}
