import { FIRST_PREV_HASH } from './audit-event';
import type { AuditEvent, AuditHead } from './audit-event';
import type { Sha256 } from './vocabulary';

/** Hex SHA-256 of the canonical JSON of an event without its `hash`. Handed in, so that the rules stay free of the platform. */
export type HashEvent = (event: Omit<AuditEvent, 'hash'>) => Sha256;

/** Where a chain stands before its first event. */
export const CHAIN_START: AuditHead = { seq: 0, hash: FIRST_PREV_HASH };

/** The event that follows `head`, numbered and hashed. */
export function linkEvent(head: AuditHead, event: Omit<AuditEvent, 'seq' | 'prevHash' | 'hash'>, hashEvent: HashEvent): AuditEvent {
  const linked = { ...event, seq: head.seq + 1, prevHash: head.hash };
  return { ...linked, hash: hashEvent(linked) };
}

export function isNextEvent(head: AuditHead, event: AuditEvent, hashEvent: HashEvent): boolean {
  const { hash, ...content } = event;
  return event.seq === head.seq + 1 && event.prevHash === head.hash && hashEvent(content) === hash;
}

/** `events`: how many were looked at. `firstBroken`: the number at which the chain stops being true. */
export interface ChainFinding {
  sound: boolean;
  events: number;
  firstBroken: number | null;
}

/**
 * Walks a chain in order, from the event after `after`. A changed, missing, added or moved event is named by the first
 * number whose event does not follow from the one before. An end that was cut off cannot be seen here: compare the last
 * number with a head that was kept elsewhere.
 */
export async function verifyChain(events: AsyncIterable<AuditEvent>, hashEvent: HashEvent, after: AuditHead = CHAIN_START): Promise<ChainFinding> {
  let head = after;
  let seen = 0;
  for await (const event of events) {
    seen += 1;
    if (!isNextEvent(head, event, hashEvent)) return { sound: false, events: seen, firstBroken: head.seq + 1 };
    head = { seq: event.seq, hash: event.hash };
  }
  return { sound: true, events: seen, firstBroken: null };
}
