import { openConnection } from '../../src-main/storage/connection';
import type { DeskConnection } from '../../src-main/storage/connection';
import type { OpenStoreInput } from '../../src-main/storage/open-store';
import { MaterialFiles } from '../../src-main/storage/material-files';
import { TEST_KEY } from '../support/temporary-store';

/** What every way of opening a prepared store is given. */
export function placeOf(dir: string): OpenStoreInput {
  return { dir, key: TEST_KEY };
}

export function connectionTo(dir: string): DeskConnection {
  return openConnection(dir, placeOf(dir));
}

export function filesOf(dir: string): MaterialFiles {
  return new MaterialFiles(dir, TEST_KEY);
}

/** Opens the prepared stores elsewhere, of invented people as they hold. */
export const RECOVERY_CODE = 'M30PQ-6N764-39YDS-EB2TM-YM3GB-T8Y07';

/** Where a store at `dir` is backed up to. */
export function backupPlaceOf(dir: string): string {
  return `${dir}-backups`;
}

/** Where a day's packages of a store at `dir` go. */
export function exportPlaceOf(dir: string): string {
  return `${dir}-exports`;
}

/** Cases of a prepared store, by the number of their registration. */
export const READY = { from: 0, to: 24 };
export const IN_REVIEW = { from: 100, to: 130 };
/** Candidates of the prepared package. */
export const IN_PACKAGE = { from: 500, to: 516 };
/** Signed cases of the store whose backup place alone is left: in its backup, and in the mirror beyond that. */
export const LOST = { inBackup: 2, inMirror: 4 };
/** Registrations of the store that an older program made. */
export const OLDER = { registrations: 600, signed: 3 };
