import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { err, ok, type Result } from '../domain/result';
import type { ConnectionOptions } from './connection';
import { holdImportLock } from './dialects/postgres-import-lock';
import { holdLockFile } from './dialects/sqlite';
import { findLockTrouble } from './ask-disk';
import { parseServerAddress } from './server-address';
import type { StorageTrouble } from './store';
import type { DeskDatabase } from './tables/desk-database';

/** One import at a time, on a desk or on a site. */
export interface ImportLock {
  /** Whether it is still ours, asked by the transaction that publishes. */
  isHeld(db: Kysely<DeskDatabase>): Promise<boolean>;
  release(): void;
}

export interface ImportRunning {
  code: 'import-running';
}

const LOCK_FILE = 'import-lock';

/** The lock of a file is the operating system's: it ends with the process. */
function holdFile(dir: string, options: ConnectionOptions): ImportLock {
  const lock = holdLockFile(join(dir, LOCK_FILE), options.nativeBinding);
  return { isHeld: () => Promise.resolve(true), release: () => { lock.close(); } };
}

async function hold(dir: string, options: ConnectionOptions): Promise<ImportLock | null> {
  if (options.server === undefined) return holdFile(dir, options);
  const place = parseServerAddress(options.server);
  if (!place.ok) throw new Error(`server: ${place.error.code}`);
  return holdImportLock(place.value);
}

export async function takeImportLock(dir: string, options: ConnectionOptions): Promise<Result<ImportLock, ImportRunning | StorageTrouble>> {
  try {
    const lock = await hold(dir, options);
    return lock === null ? err({ code: 'import-running' }) : ok(lock);
  } catch (error) {
    const trouble = findLockTrouble(options.server === undefined ? dir : null, error);
    if (trouble === null) throw error;
    return err(trouble.code === 'store-busy' ? { code: 'import-running' } : trouble);
  }
}
