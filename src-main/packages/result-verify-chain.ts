import { digestOf } from '../canonical/canonical-json';
import { verifyChain } from '../domain/audit-chain';
import type { AuditEvent, AuditHead, JsonValue } from '../domain/audit-event';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import { findJson } from './result-forms';
import type { ResultManifest } from './result-manifest';
import { AUDIT } from './result-paths';
import type { ProblemList } from './result-problems';
import type { ResultFiles } from './result-reader';

/** A sheet's PDF that was stored for a case. */
export interface ToldSheet {
  revision: JsonValue | undefined;
  /** What the event names; the PDF's digest is among it. */
  names: readonly string[];
}

/** What the chain tells of sealed cases. */
export interface ChainStory {
  /** Of every case that was signed: where the chain stood before, and the digests that the signing event names. */
  signed: ReadonlyMap<RegistrationNo, { head: AuditHead; names: readonly string[] }>;
  /** Events that tell of a further signing of a case. */
  signedAgain: readonly number[];
  sheets: ReadonlyMap<RegistrationNo, readonly ToldSheet[]>;
}

type OpenStory = { signed: Map<RegistrationNo, { head: AuditHead; names: string[] }>; signedAgain: number[]; sheets: Map<RegistrationNo, ToldSheet[]> };

/** Recomputes the chain from its first event and remembers what seals and papers are compared with. */
export async function verifyAudit(files: ResultFiles, manifest: ResultManifest, problems: ProblemList): Promise<ChainStory> {
  const story: OpenStory = { signed: new Map(), signedAgain: [], sheets: new Map() };
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
  for (const seq of story.signedAgain) problems.add('sealed-twice', `${AUDIT}#${seq}`);
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

/** The first signing of a case stands; the database lets no second one be. */
function remember(event: AuditEvent, story: OpenStory): void {
  const { registrationNo: no, kind, payload } = event;
  if (no === null) return;
  const names = Object.values(payload).filter((value) => typeof value === 'string');
  if (kind === 'case.signed' && story.signed.has(no)) story.signedAgain.push(event.seq);
  else if (kind === 'case.signed') story.signed.set(no, { head: { seq: event.seq - 1, hash: event.prevHash }, names });
  if (kind === 'document.stored' && payload['document'] === 'sheet') story.sheets.set(no, [...(story.sheets.get(no) ?? []), { revision: payload['revision'], names }]);
}

/** A line that is no event stands as one that follows nothing: the chain breaks at its place. */
function asEvent(value: unknown): AuditEvent {
  const nothing: AuditEvent = { seq: -1, at: '', deskId: '', staffId: null, kind: 'attempt.refused', registrationNo: null, payload: {}, prevHash: '', hash: '' };
  if (typeof value !== 'object' || value === null) return nothing;
  const event = value as AuditEvent;
  return Number.isSafeInteger(event.seq) && typeof event.hash === 'string' && typeof event.payload === 'object' && event.payload !== null ? event : nothing;
}
