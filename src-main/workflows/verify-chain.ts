import { digestOf } from '../canonical/canonical-json';
import { verifyChain, type ChainFinding } from '../domain/audit-chain';
import type { AuditEvent } from '../domain/audit-event';
import type { StoreReader } from '../storage/store';

const PAGE = 2_000;

async function* allEvents(reader: StoreReader): AsyncIterable<AuditEvent> {
  for (let fromSeq = 1; ; ) {
    const page = await reader.listEvents({ fromSeq, limit: PAGE });
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    fromSeq = last.seq + 1;
  }
}

/** Recomputes every hash of the store's chain and names the first event that does not fit. */
export async function verifyStoredChain(reader: StoreReader): Promise<ChainFinding> {
  return verifyChain(allEvents(reader), (event) => digestOf({ ...event }));
}
