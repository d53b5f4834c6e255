import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { sha256Hex } from '../canonical/canonical-json';
import { CHAIN_START } from '../domain/audit-chain';
import type { ChainFinding } from '../domain/audit-chain';
import type { AuditHead } from '../domain/audit-event';
import type { Sha256 } from '../domain/vocabulary';
import type { AuditEventTable } from './tables/signing-tables';
import type { DeskDatabase } from './tables/desk-database';

/** Rows hashed without letting the thread do anything else: some ten milliseconds. */
const EVENTS_A_PAGE = 2_000;

/**
 * Canonical JSON of a stored event without its `hash`, put together from its columns: the payload is stored canonical, and
 * the keys of an event are known, in their order. Equal to what the library makes of the event; a payload that was stored
 * in any other spelling has another hash, and breaks the chain.
 */
export function canonicalEvent(row: Omit<AuditEventTable, 'hash'>): string {
  const head = `{"at":${JSON.stringify(row.at)},"deskId":${JSON.stringify(row.desk_id)},"kind":${JSON.stringify(row.kind)},"payload":${row.payload}`;
  return `${head},"prevHash":${JSON.stringify(row.prev_hash)},"registrationNo":${JSON.stringify(row.registration_no)},"seq":${row.seq},"staffId":${JSON.stringify(row.staff_id)}}`;
}

export function hashStoredEvent(row: Omit<AuditEventTable, 'hash'>): Sha256 {
  return sha256Hex(canonicalEvent(row));
}

/** Rows of the log in order, from the event after `after`. */
export function listStoredEvents(db: Kysely<DeskDatabase>, after: number): Promise<readonly AuditEventTable[]> {
  return db.selectFrom('audit_event').selectAll().where('seq', '>', after).orderBy('seq').limit(EVENTS_A_PAGE).execute();
}

/**
 * Recomputes every hash from the event after `from` and names the first number whose event does not follow from the one
 * before. Events are read a page at a time, each in a read of its own, and the thread is let go between them.
 */
export async function verifyStoredEvents(readAfter: (seq: number) => Promise<readonly AuditEventTable[]>, from: AuditHead = CHAIN_START): Promise<ChainFinding> {
  let head = from;
  let seen = 0;
  for (let page = await readAfter(head.seq); page.length > 0; page = await readAfter(head.seq)) {
    for (const row of page) {
      seen += 1;
      if (row.seq !== head.seq + 1 || row.prev_hash !== head.hash || hashStoredEvent(row) !== row.hash) return { sound: false, events: seen, firstBroken: head.seq + 1 };
      head = row;
    }
    await nextTurn();
  }
  return { sound: true, events: seen, firstBroken: null };
}
