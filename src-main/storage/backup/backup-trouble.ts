import type { Sha256 } from '../../domain/vocabulary';
import { isPlaceGone } from '../durable-files';
import { StorageFailure } from '../storage-failure';
import { findSqliteTrouble } from '../dialects/sqlite-trouble';

/** Why a backup was not written; what was there before stays as it was. */
export type BackupTrouble =
  | { code: 'backup-place-missing' }
  /** The disk is not plugged in, the share is gone, or it cannot be written. */
  | { code: 'backup-place-away'; place: string }
  | { code: 'backup-place-full'; place: string }
  /** Inside the data folder, or the other way round. */
  | { code: 'backup-place-unfit'; place: string }
  | { code: 'backup-exists'; file: string }
  /** What was written does not read back as it should. */
  | { code: 'backup-copy-damaged'; detail: string }
  /** A picture or paper is missing from the data folder, or damaged there, and the place has no good copy. */
  | { code: 'store-material-lost'; registrations: string; sha256: Sha256 }
  /** A backup that was read is not as it was written. */
  | { code: 'backup-damaged'; detail: string }
  | { code: 'store-damaged'; detail: string };

/** Thrown inside a backup where the answer is trouble. */
export class BackupStop extends Error {
  readonly trouble: BackupTrouble;

  constructor(trouble: BackupTrouble) {
    super(`backup: ${trouble.code}`);
    this.trouble = trouble;
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const UNWRITABLE = new Set(['EIO', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR']);

/** What a failed write to the place means; null for a fault of the program. `place` is named to the person at the desk. */
export function findBackupTrouble(error: unknown, place: string): BackupTrouble | null {
  if (error instanceof BackupStop) return error.trouble;
  const trouble = error instanceof StorageFailure ? error.trouble : findSqliteTrouble(error);
  if (trouble?.code === 'store-damaged') return { code: 'store-damaged', detail: trouble.detail };
  if (trouble?.code === 'disk-full') return { code: 'backup-place-full', place };
  if (trouble !== null) return { code: 'backup-place-away', place };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code)) return { code: 'backup-place-full', place };
  return UNWRITABLE.has(code) || isPlaceGone(error) ? { code: 'backup-place-away', place } : null;
}
