import type Database from 'better-sqlite3';
import { join } from 'node:path';
import { openConnection } from '../../../src-main/storage/connection';
import type { DeskConnection } from '../../../src-main/storage/connection';
import { openSqliteFile } from '../../../src-main/storage/dialects/sqlite';

/** What every way of opening a measured store is given. */
export function placeOf(dir: string): { dir: string } {
  return { dir };
}

export function connectionTo(dir: string): DeskConnection {
  return openConnection(dir);
}

/** A database without tables beside the store, opened in the very same way: what a raw commit is measured on. */
export function rawDatabase(dir: string): Database.Database {
  const database = openSqliteFile(join(dir, 'raw.db'), { mode: 'write' });
  database.pragma('journal_mode = wal');
  return database;
}
