import type { StorageTrouble } from '../store';
import { findPostgresTrouble } from './postgres-trouble';
import { findSqliteTrouble } from './sqlite-trouble';

/**
 * Names what went wrong in the words of the storage, whichever engine reported it: trouble of disk or server, or a write
 * that the finality rules refused. Null for anything else, which is a fault of the program.
 */
export function findTrouble(error: unknown): StorageTrouble | null {
  return findSqliteTrouble(error) ?? findPostgresTrouble(error);
}
