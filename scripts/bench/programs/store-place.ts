import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { openConnection } from '../../../src-main/storage/connection';
import type { DeskConnection } from '../../../src-main/storage/connection';
import { openSqliteFile } from '../../../src-main/storage/dialects/sqlite';
import type { OpenStoreInput } from '../../../src-main/storage/open-store';
import { TEST_KEY } from '../../../test/support/temporary-store';

/** What every way of opening a measured store is given: its folder, or the database at `url` beside it. */
export function placeOf(dir: string, url?: string): OpenStoreInput {
  return url === undefined ? { dir, key: TEST_KEY } : { dir, key: TEST_KEY, server: { url } };
}

export function connectionTo(dir: string, url?: string): DeskConnection {
  return openConnection(dir, placeOf(dir, url));
}

/** A further database beside a store's own, or the store's, by its name: opened in the very same way, without Kysely. */
export function openRaw(dir: string, name: string): Database.Database {
  return openSqliteFile(join(dir, name), { mode: 'write', key: TEST_KEY });
}
