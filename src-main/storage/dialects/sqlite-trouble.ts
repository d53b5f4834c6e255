import type { StorageTrouble } from '../store';

/** Extended result code of an SQLite error (`SQLITE_BUSY_SNAPSHOT`), null for anything else. */
function findSqliteCode(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : null;
}

/** True for anything that SQLite itself reported. */
export function isEngineError(error: unknown): error is Error {
  return findSqliteCode(error) !== null;
}

/** True when the disk did not take a write, also one beside the database: its log or the log's index. Says nothing against what is stored. */
export function isRefusedWrite(error: unknown): boolean {
  return /^SQLITE_(IOERR_(?!READ|SHORT_READ|DATA|CORRUPTFS)|CANTOPEN|READONLY|FULL)/.test(findSqliteCode(error) ?? '');
}

/** True when another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(findSqliteCode(error) ?? '');
}

const TROUBLES: readonly { when: RegExp; trouble: (detail: string) => StorageTrouble }[] = [
  { when: /^SQLITE_FULL/, trouble: () => ({ code: 'disk-full' }) },
  { when: /^SQLITE_(READONLY|CANTOPEN|PERM)/, trouble: () => ({ code: 'disk-read-only' }) },
  { when: /^SQLITE_(BUSY|LOCKED)/, trouble: () => ({ code: 'store-busy' }) },
  { when: /^SQLITE_(CORRUPT|NOTADB)/, trouble: (detail) => ({ code: 'store-damaged', detail }) },
  { when: /^SQLITE_IOERR/, trouble: (detail) => ({ code: 'disk-failed', detail }) },
];

/**
 * Names what went wrong in the words of the storage: trouble of the disk, or a write that the finality rules refused.
 * Null for anything else, which is a fault of the program.
 */
export function findSqliteTrouble(error: unknown): StorageTrouble | null {
  const code = findSqliteCode(error);
  if (code === null || !(error instanceof Error)) return null;
  if (code === 'SQLITE_CONSTRAINT_TRIGGER' && error.message === 'finality: case-signed') return { code: 'case-signed' };
  return TROUBLES.find(({ when }) => when.test(code))?.trouble(`${code}: ${error.message}`) ?? null;
}
