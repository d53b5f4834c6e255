import type { Refusal } from './common';

/** How the store is backed up, for readiness and the settings beside it. */
export interface BackupView {
  place: string | null;
  everyMinutes: number;
  keepNewest: number;
  keepDays: number;
  /** `none`: no place was chosen. `away`: it cannot be reached. `never`, `stale`, `fresh`: the last backup. */
  state: 'none' | 'away' | 'never' | 'stale' | 'fresh';
  isRunning: boolean;
  /** The place is another disk than the store's. */
  onOwnDisk: boolean;
  lastAt: string | null;
  lastSeq: number | null;
  headSeq: number;
  /** Last audit event that is in the mirror of sealed cases; null before the place was reached. */
  mirroredSeq: number | null;
  trouble: Refusal | null;
  /** What the check beside the work has found; null while it has not come to its end. */
  check: WholeCheckView | null;
}

export interface WholeCheckView {
  events: number;
  seals: number;
  blobs: number;
  faults: number;
  /** Of the faults those that are pictures or papers, lost or damaged and not whole in the backup place either. */
  lost: number;
  /** The registrations that they belong to. */
  lostOf: readonly string[];
  /** Pictures and papers that were lost or damaged and came back from the backup place. */
  broughtBack: number;
}

/** A store that lacks signed cases which it once had, and is open for reading only. */
export interface BehindView {
  standing: 'behind' | 'diverged';
  /** Last event that the store has, and the last that was seen of it. */
  headSeq: number;
  seenSeq: number;
  placeReachable: boolean;
}

/** A backup that can be restored. */
export interface FoundBackup {
  path: string;
  createdAt: string;
  seq: number;
}
