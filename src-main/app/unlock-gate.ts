import type { Clock } from '../workflows/ports';

/** Wrong ones that cost nothing but the typing. */
const FREE_TRIES = 2;
const LONGEST_WAIT_MS = 60_000;

/** Makes guessing at a locked desk slow: every wrong passphrase or code doubles the wait, up to a minute. In memory only. */
export class UnlockGate {
  private readonly clock: Clock;
  private failures = 0;
  private closedUntil = 0;
  /** One at a time: guesses sent side by side wait like guesses one after the other. */
  private waiting: Promise<unknown> = Promise.resolve();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Runs `work` after those that were asked before it. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.waiting.then(work);
    this.waiting = turn.catch(() => undefined);
    return turn;
  }

  /** Whole seconds until another try is taken, 0 when one may come now. */
  secondsLeft(): number {
    return Math.max(0, Math.ceil((this.closedUntil - this.clock.now().getTime()) / 1_000));
  }

  fail(): void {
    this.failures += 1;
    const wait = this.failures <= FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (this.failures - FREE_TRIES));
    this.closedUntil = this.clock.now().getTime() + wait;
  }

  succeed(): void {
    this.failures = 0;
    this.closedUntil = 0;
  }
}
