import { openConnection } from '../../src-main/storage/connection';
import type { DeskConnection } from '../../src-main/storage/connection';
import { MaterialFiles } from '../../src-main/storage/material-files';

/** What every way of opening a prepared store is given. */
export function placeOf(dir: string): { dir: string } {
  return { dir };
}

export function connectionTo(dir: string): DeskConnection {
  return openConnection(dir);
}

export function filesOf(dir: string): MaterialFiles {
  return new MaterialFiles(dir);
}

/** Cases of a prepared store, by the number of their registration. */
export const READY = { from: 0, to: 24 };
export const IN_REVIEW = { from: 100, to: 130 };
/** Candidates of the prepared package. */
export const IN_PACKAGE = { from: 500, to: 516 };
/** Registrations of the store that an older program made. */
export const OLDER = { registrations: 600, signed: 3 };
