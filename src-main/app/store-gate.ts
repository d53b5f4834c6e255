import { err } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Store } from '../storage/store';
import type { HeavyWork } from '../workflows/package-ports';

/** Why an open store takes no writes: signed cases that it once had are missing, or its chain is not the one that was seen. */
export type Closed = 'store-behind' | 'store-diverged';

/** One door for every write of an open store; shut while seals are missing. */
export class StoreGate {
  closed: Closed | null;
  /** Null once it is known whether the gate is open. */
  private held: Promise<unknown> | null = null;

  constructor(closed: Closed | null) {
    this.closed = closed;
  }

  /** Until this comparison is over nobody knows whether the gate must shut: every write waits for it, reading does not. */
  holdUntil(comparison: Promise<unknown>): void {
    this.held = comparison;
    comparison.then(() => { this.held = null; }, () => undefined);
  }

  private whenKnown<T>(work: () => Promise<T>): Promise<T> {
    return this.held === null ? work() : this.held.then(work);
  }

  /** The same store, which reads always and writes while the gate is open. */
  guard(store: Store): Store {
    return { ...store, inTransaction: (work) => this.whenKnown(() => (this.closed === null ? store.inTransaction(work) : Promise.resolve(err({ code: this.closed })))) };
  }

  /** Heavy work that writes waits at the same gate. */
  guardWork(work: HeavyWork): HeavyWork {
    const whenOpen = <A extends readonly unknown[], R>(run: (...args: A) => Promise<R>) => (...args: A): Promise<R | ReturnType<typeof refusal>> =>
      this.whenKnown<R | ReturnType<typeof refusal>>(() => (this.closed === null ? run(...args) : Promise.resolve(refusal(this.closed))));
    return {
      importPackage: whenOpen((input, watch) => work.importPackage(input, watch)), exportResults: whenOpen((input, watch) => work.exportResults(input, watch)),
      countersign: whenOpen((input, watch) => work.countersign(input, watch)),
      backUp: whenOpen((input, watch) => work.backUp(input, watch)), backUpToFile: whenOpen((input, watch) => work.backUpToFile(input, watch)),
      bringMaterialsBack: whenOpen((input, watch) => work.bringMaterialsBack(input, watch)),
      checkWhole: (watch) => work.checkWhole(watch), writeSample: (input, watch) => work.writeSample(input, watch), drawPapers: (input) => work.drawPapers(input), dispose: () => work.dispose(),
    };
  }
}
