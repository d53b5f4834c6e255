import type { BackupView, BehindView } from '../../src-preload/contract/backup';
import type { AuditHead } from '../domain/audit-event';
import { backupStanding, type BackupFacts, type WorkSince } from '../domain/backup-rules';
import type { StoreStanding } from '../domain/high-water';
import type { Refusal } from '../domain/refusal';
import type { KeptPlan, OpenPlace } from '../storage/backup/backup-place';

/** What the keeper knows of its backups. */
export interface BackupsNow {
  plan: KeptPlan;
  head: AuditHead;
  /** Null while it cannot be reached. */
  place: OpenPlace | null;
  last: BackupFacts | null;
  since: WorkSince;
  now: Date;
  isRunning: boolean;
  /** Last event that is in the mirror; null while that is not known. */
  mirrored: number | null;
  trouble: Refusal | null;
  check: BackupView['check'];
}

/** How the backups stand, as the desk shows it. */
export function backupView({ plan, head, place: open, last, since, now, isRunning, mirrored, trouble, check }: BackupsNow): BackupView {
  const { place, everyMinutes, keepNewest, keepDays } = plan;
  return {
    place, everyMinutes, keepNewest, keepDays, state: backupStanding(plan, open !== null, last, since, now), isRunning, onOwnDisk: open?.isOnOwnDisk ?? true,
    lastAt: last?.createdAt ?? null, lastSeq: last?.head.seq ?? null, headSeq: head.seq, mirroredSeq: mirrored, trouble, check,
  };
}

/** How far the store is behind what was seen of it; null when it is not. */
export function behindView(standing: StoreStanding, placeReachable: boolean): BehindView | null {
  if (standing.standing === 'current') return null;
  return { standing: standing.standing, headSeq: standing.standing === 'behind' ? standing.head : standing.seen.seq, seenSeq: standing.seen.seq, placeReachable };
}
