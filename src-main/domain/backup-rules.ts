import type { AuditKind } from './audit-event';
import type { Sha256, Time } from './vocabulary';

/** How the desk backs itself up; `place` is a folder on another disk or a share, null while none was chosen. */
export interface BackupPlan {
  place: string | null;
  /** Minutes between backups while something has changed. */
  everyMinutes: number;
  /** The newest so many are always kept … */
  keepNewest: number;
  /** … and of so many days the last of each day. */
  keepDays: number;
}

export const DEFAULT_BACKUP_PLAN: BackupPlan = { place: null, everyMinutes: 60, keepNewest: 5, keepDays: 30 };

/** One finished backup, as its place lists it. */
export interface BackupFacts {
  /** Name of its folder: sorts by time. */
  name: string;
  createdAt: Time;
  /** Where the audit chain stood. */
  head: { seq: number; hash: Sha256 };
}

const MINUTE_MS = 60_000;

/** What the log tells since the last backup; the backups' own events are no work. */
export interface WorkSince {
  hasWork: boolean;
  /** A package came in: thousands of registrations that no mirror of seals holds. */
  hasImport: boolean;
}

export function workSince(kinds: Iterable<AuditKind>): WorkSince {
  const told = [...kinds].filter((kind) => !kind.startsWith('backup.'));
  return { hasWork: told.length > 0, hasImport: told.includes('import.completed') };
}

/** A backup is due when something was done since the last one and that is old; after an import, and as the first one, at once. */
export function isBackupDue(plan: BackupPlan, last: BackupFacts | null, since: WorkSince, now: Date): boolean {
  if (plan.place === null) return false;
  if (last === null || since.hasImport) return true;
  return since.hasWork && now.getTime() - Date.parse(last.createdAt) >= plan.everyMinutes * MINUTE_MS;
}

/**
 * Backups that may go, the oldest first: neither among the newest nor the last of one of the kept days. The newest one
 * always stays. `dayOf` gives the site's local day of a time.
 */
export function backupsToDrop(plan: Pick<BackupPlan, 'keepNewest' | 'keepDays'>, backups: readonly BackupFacts[], dayOf: (time: Time) => string): readonly BackupFacts[] {
  const newestFirst = backups.toSorted((a, b) => (a.name < b.name ? 1 : -1));
  const lastOfDay = new Map<string, string>();
  for (const { name, createdAt } of newestFirst) {
    const day = dayOf(createdAt);
    if (!lastOfDay.has(day) && lastOfDay.size < plan.keepDays) lastOfDay.set(day, name);
  }
  const kept = new Set([...newestFirst.slice(0, Math.max(1, plan.keepNewest)).map(({ name }) => name), ...lastOfDay.values()]);
  return newestFirst.filter(({ name }) => !kept.has(name)).toReversed();
}

/** How the last backup stands, for readiness. `away`: there is a place, and it cannot be reached. */
export type BackupStanding = 'none' | 'away' | 'never' | 'stale' | 'fresh';

/** Twice the interval without a backup, while the record moved on, is stale. */
export function backupStanding(plan: BackupPlan, isReachable: boolean, last: BackupFacts | null, since: WorkSince, now: Date): BackupStanding {
  if (plan.place === null) return 'none';
  if (!isReachable) return 'away';
  if (last === null) return 'never';
  const age = now.getTime() - Date.parse(last.createdAt);
  return since.hasWork && age > 2 * plan.everyMinutes * MINUTE_MS ? 'stale' : 'fresh';
}

/** Hours for which a server's backup counts as fresh: once a day, and time to finish. */
const SERVER_BACKUP_HOURS = 26;
/** Clocks of a site's machines differ by less. */
const CLOCKS_DIFFER_MS = 5 * MINUTE_MS;

/** What a server's last mark says. `ahead`: it lies in the future, so it says nothing. */
export type ServerBackupStanding = 'missing' | 'ahead' | 'old' | 'fresh';

/** `marked`: when the backup that was marked last began. One that is older than a day is old, unless nothing was done since. */
export function serverBackupStanding(marked: Time | null, lastEventAt: Time, now: Date): ServerBackupStanding {
  if (marked === null) return 'missing';
  const age = now.getTime() - Date.parse(marked);
  if (Number.isNaN(age) || age < -CLOCKS_DIFFER_MS) return 'ahead';
  return age > SERVER_BACKUP_HOURS * 60 * MINUTE_MS && Date.parse(lastEventAt) > Date.parse(marked) ? 'old' : 'fresh';
}
