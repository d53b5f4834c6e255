import { digestOf } from '../canonical/canonical-json';
import { verifyChain } from '../domain/audit-chain';
import type { AuditEvent, AuditHead } from '../domain/audit-event';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import { findJson } from './result-forms';
import type { ResultManifest } from './result-manifest';
import { AUDIT } from './result-paths';
import type { ProblemList } from './result-problems';
import type { ResultFiles } from './result-reader';

/** What the chain tells of sealed cases. */
export interface ChainStory {
  /** Of every case that was signed: where the chain stood before, and the digests that the signing event names. */
  signed: ReadonlyMap<RegistrationNo, { head: AuditHead; names: readonly string[] }>;
  /** Digests of the papers that were stored for a case. */
  papers: ReadonlyMap<RegistrationNo, ReadonlySet<Sha256>>;
}

/** Recomputes the chain from its first event and remembers what seals and papers are compared with. */
export async function verifyAudit(files: ResultFiles, manifest: ResultManifest, problems: ProblemList): Promise<ChainStory> {
  const story = { signed: new Map<RegistrationNo, { head: AuditHead; names: string[] }>(), papers: new Map<RegistrationNo, Set<Sha256>>() };
  const file = files.files.get(AUDIT);
  if (!file) return story;
  let last: AuditEvent | null = null;
  const events = (async function* (): AsyncGenerator<AuditEvent> {
    for await (const line of files.lines(file)) {
      const event = asEvent(findJson(line));
      last = event;
      remember(event, story);
      yield event;
    }
  })();
  const finding = await verifyChain(events, digestOfEvent);
  if (!finding.sound) problems.add('chain-broken', `${AUDIT}#${finding.firstBroken}`);
  else if (!isThisExport(last, manifest)) problems.add('chain-end', AUDIT);
  return story;
}

/** An event nested so deeply that no desk wrote it has no digest; it is a break, not a crash. */
function digestOfEvent(event: Omit<AuditEvent, 'hash'>): Sha256 {
  try {
    return digestOf({ ...event });
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}

function isThisExport(last: AuditEvent | null, manifest: ResultManifest): boolean {
  return last !== null && last.kind === 'export.started' && last.seq === manifest.counts.events && last.at === manifest.createdAt;
}

function remember(event: AuditEvent, story: { signed: Map<RegistrationNo, { head: AuditHead; names: string[] }>; papers: Map<RegistrationNo, Set<Sha256>> }): void {
  const { registrationNo: no, kind, payload } = event;
  if (no === null) return;
  const names = Object.values(payload).filter((value) => typeof value === 'string');
  if (kind === 'case.signed') story.signed.set(no, { head: { seq: event.seq - 1, hash: event.prevHash }, names });
  if (kind === 'document.stored') story.papers.set(no, new Set([...(story.papers.get(no) ?? []), ...names]));
}

/** A line that is no event stands as one that follows nothing: the chain breaks at its place. */
function asEvent(value: unknown): AuditEvent {
  const nothing: AuditEvent = { seq: -1, at: '', deskId: '', staffId: null, kind: 'attempt.refused', registrationNo: null, payload: {}, prevHash: '', hash: '' };
  if (typeof value !== 'object' || value === null) return nothing;
  const event = value as AuditEvent;
  return Number.isSafeInteger(event.seq) && typeof event.hash === 'string' && typeof event.payload === 'object' && event.payload !== null ? event : nothing;
}
