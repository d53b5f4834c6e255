import type { AuditEvent, AuditHead, AuditKind } from './audit-event';
import { localDay } from './local-time';
import type { SitePolicy } from './policy';
import { refusal, type Refusal } from './refusal';
import type { Day, RegistrationNo, Sha256 } from './vocabulary';

const DAY_MS = 86_400_000;

/** The last day on which a store must be kept: the policy's retention after the schedule's last day; null without a schedule. */
export function lastDayKept({ schedule, retentionDays }: SitePolicy): Day | null {
  const last = schedule.map(({ to }) => to).toSorted().at(-1);
  return last === undefined ? null : new Date(Date.parse(last) + retentionDays * DAY_MS).toISOString().slice(0, 10);
}

/** Why a store may not be destroyed yet; null when its retention is over (spec case-and-finality.md). */
export function findRetentionRefusal(policy: SitePolicy | null, now: Date): Refusal | null {
  const kept = policy === null ? null : lastDayKept(policy);
  if (policy === null || kept === null) return refusal('purge-no-schedule').error;
  return localDay(now, policy.timeZone) > kept ? null : refusal('purge-too-early', { kept }).error;
}

/** What a verified export holds of the store that is to be destroyed. */
export interface ExportProof {
  /** Of the package file. */
  sha256: Sha256;
  /** SHA-256 of each seal.json. */
  seals: ReadonlyMap<RegistrationNo, Sha256>;
  /** The last event of its chain, `export.started`. */
  lastEvent: AuditHead | null;
}

/** Events about a registration that say nothing new of its outcome. */
const LOOKING: ReadonlySet<AuditKind> = new Set(['case.opened', 'case.claimed', 'case.released', 'idNumber.shown', 'document.printed', 'document.saved', 'attempt.refused']);

export interface StoreBeside {
  seals: ReadonlyMap<RegistrationNo, Sha256>;
  /** The store's own event where the export ends; null when it has none of that number. */
  atExport: AuditHead | null;
  /** What was written after it. */
  since: readonly Pick<AuditEvent, 'kind' | 'registrationNo'>[];
}

/** Named in a refusal; more would be a list. */
const NAMED = 8;

function unfit(why: string, registrations: readonly RegistrationNo[] = []): Refusal {
  return refusal('purge-export-unfit', { why, registrations: registrations.slice(0, NAMED).join(', ') }).error;
}

/** Why an export does not stand for all that the store holds; null when every seal is in it and nothing was done since. */
export function findExportRefusal(proof: ExportProof, store: StoreBeside): Refusal | null {
  if (proof.lastEvent === null || store.atExport === null || proof.lastEvent.hash !== store.atExport.hash) return unfit('another-store');
  const missing = [...store.seals].filter(([no, sha256]) => proof.seals.get(no) !== sha256).map(([no]) => no);
  if (missing.length > 0) return unfit('seals-missing', missing);
  const worked = new Set(store.since.flatMap(({ kind, registrationNo }) => (registrationNo === null || LOOKING.has(kind) ? [] : [registrationNo])));
  return worked.size > 0 ? unfit('newer-work', [...worked]) : null;
}
