import type { IdCard } from '../domain/id-card';
import type { Latencies } from '../devices/simulated/sam-simulator';
import type { SimulatedFault } from '../devices/simulated/faults';

/** The simulated reader of a training desk, as its dock drives it. */
export interface TrainingReader {
  present(card: IdCard): void;
  lift(): void;
  plug(): void;
  unplug(): void;
  /** Another reader comes in its place. */
  replace(): void;
  /** The process that talks to devices ends and is started again. */
  crash(): void;
  /** Spoils the next answers. */
  failNext(fault: SimulatedFault, when: { times: number }): void;
  workAgain(): void;
  takeTime(latencies: Latencies): void;
}
