import { READ_KEPT_MS, type CardRead } from './card-reader';
import type { Scheduler } from './scheduler';

/**
 * Keeps the newest read until somebody takes it. A read that outlived its person would open the wrong case,
 * so it goes away by itself, and whenever another card comes or the reader is lost.
 */
export class HeldRead {
  readonly #scheduler: Scheduler;
  #held: CardRead | null = null;
  #stopClock: () => void = () => {};

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  hold(read: CardRead): void {
    this.forget();
    this.#held = read;
    this.#stopClock = this.#scheduler.after(READ_KEPT_MS, () => this.forget());
  }

  take(readId: string): CardRead | null {
    const held = this.#held;
    if (held?.readId !== readId) return null;
    this.forget();
    return held;
  }

  forget(): void {
    this.#stopClock();
    this.#held = null;
  }
}
