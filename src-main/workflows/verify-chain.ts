import type { ChainFinding } from '../domain/audit-chain';
import type { BrokenSeal } from '../storage/seal-faults';
import type { StoreReader } from '../storage/store';

/** What is found of a record: its chain, and, when that is whole, the first signing that does not hold. */
export interface RecordFinding {
  chain: ChainFinding;
  brokenSeal: BrokenSeal | null;
}

type RecordReader = Pick<StoreReader, 'verifyChain' | 'findBrokenSeal'>;

/** Recomputes every hash of the store's chain, then compares every seal with its case and with what the chain tells of it. */
export async function verifyStoredRecord(reader: RecordReader): Promise<RecordFinding> {
  const chain = await reader.verifyChain();
  return { chain, brokenSeal: chain.sound ? await reader.findBrokenSeal() : null };
}

/** As one finding: a signing that does not hold is named by its event, or by the last one when the chain tells of none. */
export function asChainFinding({ chain, brokenSeal }: RecordFinding): ChainFinding {
  return brokenSeal === null ? chain : { sound: false, events: chain.events, firstBroken: brokenSeal.seq ?? chain.events };
}

export async function verifyStoredChain(reader: RecordReader): Promise<ChainFinding> {
  return asChainFinding(await verifyStoredRecord(reader));
}
