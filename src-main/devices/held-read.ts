import { READ_KEPT_MS, type CardRead } from './card-reader';
import type { Scheduler } from './scheduler';

/**
 * Keeps the newest read until somebody takes it. A read that outlived its person would open the wrong case,
 * so it goes away by itself, and whenever another card comes or the reader is lost. A timer stands still while the machine
 * sleeps: whoever takes a read is held to the clock of the wall as well.
 */
export class HeldRead {
  readonly #scheduler: Scheduler;
  #held: CardRead | null = null;
  #heldUntil = 0;
  #stopClock: () => void = () => {};

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  hold(read: CardRead): void {
    this.forget();
    this.#held = read;
    this.#heldUntil = this.#scheduler.wallMs() + READ_KEPT_MS;
    this.#stopClock = this.#scheduler.after(READ_KEPT_MS, () => this.forget());
  }

  take(readId: string): CardRead | null {
    const held = this.#held;
    if (held?.readId !== readId) return null;
    const isLate = this.#scheduler.wallMs() >= this.#heldUntil;
    this.forget();
    return isLate ? null : held;
  }

  forget(): void {
    this.#stopClock();
    this.#held = null;
  }
}
