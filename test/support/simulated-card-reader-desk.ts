import type { CardRead, ReaderStatus } from '../../src-main/devices/card-reader';
import type { Latencies } from '../../src-main/devices/simulated/sam-simulator';
import { SimulatedCardReader } from '../../src-main/devices/simulated/simulated-card-reader';
import { ManualScheduler } from './simulated-card-reader-clock';

export interface DeskWithReader {
  reader: SimulatedCardReader;
  clock: ManualScheduler;
  /** Every card told, and every status, in order. */
  reads: CardRead[];
  statuses: string[];
}

/** Like "ready", "cardPresent: moved", "faulty: silent". */
export function described(status: ReaderStatus): string {
  if (status.state === 'faulty') return `faulty: ${status.reason}`;
  return status.state === 'cardPresent' && status.trouble !== null ? `cardPresent: ${status.trouble}` : status.state;
}

/** A reader in a time of its own, which stands still when the test is over. */
export function deskWithReader(options: { latencies?: Latencies; plugged?: boolean } = {}): DeskWithReader {
  const clock = new ManualScheduler();
  const reader = new SimulatedCardReader({ scheduler: clock, ...options });
  const reads: CardRead[] = [];
  const statuses: string[] = [];
  reader.onDidReadCard((read) => reads.push(read));
  reader.onDidChangeStatus((status) => statuses.push(described(status)));
  return { reader, clock, reads, statuses };
}
