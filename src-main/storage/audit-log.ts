import type { Kysely, Transaction } from 'kysely';
import { canonicalJson, digestOf } from '../canonical/canonical-json';
import { CHAIN_START, linkEvent } from '../domain/audit-chain';
import type { HashEvent } from '../domain/audit-chain';
import type { AuditEvent, AuditHead } from '../domain/audit-event';
import type { RegistrationNo } from '../domain/vocabulary';
import { toAuditEvent } from './codecs';
import type { EventContext, LastEventQuery, NewEvent, StoreReader } from './store';
import type { DeskDatabase } from './tables/desk-database';

/** The hash that a store's chain is made with (spec case-and-finality.md, Audit log). */
export const hashEvent: HashEvent = (event) => digestOf({ ...event });

export async function getAuditHead(db: Kysely<DeskDatabase>): Promise<AuditHead> {
  const last = await db.selectFrom('audit_event').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last ?? CHAIN_START;
}

export async function listEvents(db: Kysely<DeskDatabase>, query: { fromSeq: number; limit: number; registrationNo?: RegistrationNo }): Promise<readonly AuditEvent[]> {
  const page = db.selectFrom('audit_event').selectAll().where('seq', '>=', query.fromSeq).orderBy('seq').limit(query.limit);
  const rows = await (query.registrationNo === undefined ? page : page.where('registration_no', '=', query.registrationNo)).execute();
  return rows.map(toAuditEvent);
}

/** The newest event of a registration, found from the end of its own events. */
export async function findLastEvent(db: Kysely<DeskDatabase>, { registrationNo, kinds, deskId, notDeskId }: LastEventQuery): Promise<AuditEvent | null> {
  const row = await db.selectFrom('audit_event').selectAll().where('registration_no', '=', registrationNo)
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []))
    .$if(deskId !== undefined, (query) => query.where('desk_id', '=', deskId ?? ''))
    .$if(notDeskId !== undefined, (query) => query.where('desk_id', '<>', notDeskId ?? ''))
    .orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : toAuditEvent(row);
}

/** Appends to the chain, in the transaction of what the event tells. */
export async function appendEvent(trx: Transaction<DeskDatabase>, context: EventContext, event: NewEvent): Promise<AuditEvent> {
  const { at, deskId, staffId } = context;
  const { kind, registrationNo, payload } = event;
  const linked = linkEvent(await getAuditHead(trx), { at, deskId, staffId, kind, registrationNo, payload }, hashEvent);
  await trx.insertInto('audit_event').values({
    seq: linked.seq,
    at: linked.at,
    desk_id: linked.deskId,
    staff_id: linked.staffId,
    kind: linked.kind,
    registration_no: linked.registrationNo,
    payload: canonicalJson(linked.payload),
    prev_hash: linked.prevHash,
    hash: linked.hash,
  }).execute();
  return linked;
}

const EVENTS_A_PAGE = 2_000;

/** Every event in order from `fromSeq`, read in pages so that memory stays flat. */
export async function* readChain(reader: Pick<StoreReader, 'listEvents'>, fromSeq = 1): AsyncGenerator<AuditEvent> {
  for (let next = fromSeq; ;) {
    const page = await reader.listEvents({ fromSeq: next, limit: EVENTS_A_PAGE });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < EVENTS_A_PAGE) return;
    next = last.seq + 1;
  }
}
