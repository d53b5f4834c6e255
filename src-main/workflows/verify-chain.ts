import type { ChainFinding } from '../domain/audit-chain';
import type { StoreReader } from '../storage/store';

/** Recomputes every hash of the store's chain and names the first event that does not fit. */
export async function verifyStoredChain(reader: Pick<StoreReader, 'verifyChain'>): Promise<ChainFinding> {
  return reader.verifyChain();
}
