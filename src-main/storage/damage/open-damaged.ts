import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { StoreAccess } from '../backup/store-access';
import { DATABASE_FILE } from '../connection';
import { openSqliteFile } from '../dialects/sqlite';
import { isEngineError } from '../dialects/sqlite-trouble';
import { copyForSalvage } from './first-page';

/** Its tables can be asked for at all. */
function answers(db: Database.Database): boolean {
  try {
    return (db.prepare(`select count(*) from sqlite_schema where name in ('seal', 'audit_event')`).pluck().get() as number) === 2;
  } catch (error) {
    if (isEngineError(error)) return false;
    throw error;
  }
}

function tryOpen(file: string, access: StoreAccess): Database.Database | null {
  try {
    const db = openSqliteFile(file, { mode: 'write', ...access });
    if (answers(db)) return db;
    db.close();
    return null;
  } catch (error) {
    if (isEngineError(error)) return null;
    throw error;
  }
}

/**
 * Works on an encrypted copy of a damaged database: as it lies, or, when its beginning is damaged, with the first page that was
 * kept when it was last sound. Null when neither opens. The copy is removed in the end; the store's own file is only read.
 */
export async function withDamagedCopy<T>(dataDir: string, access: StoreAccess, work: (db: Database.Database) => Promise<T>): Promise<T | null> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-salvage-'));
  try {
    for (const withKeptPage of [false, true]) {
      const copy = join(folder, `${withKeptPage ? 'kept' : 'own'}.db`);
      if (!(await copyForSalvage(join(dataDir, DATABASE_FILE), copy, withKeptPage))) continue;
      const db = tryOpen(copy, access);
      if (db === null) continue;
      try {
        return await work(db);
      } finally {
        db.close();
      }
    }
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
