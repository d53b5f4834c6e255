/** How long work on a backup place may give no sign of life before it is given up on, in milliseconds. */
export interface Patience {
  /** A question: is the place there, what lies in it. */
  answerMs: number;
  /** Between two files of the mirror. */
  mirrorMs: number;
  /** Between two steps of a backup: the longest copies or checks the whole database. */
  backupMs: number;
}

export const PATIENCE: Patience = { answerMs: 15_000, mirrorMs: 60_000, backupMs: 600_000 };

/**
 * Work on places that may never answer, such as a share whose server is gone: a call into such a place cannot be ended. It is
 * left to itself, and the place is asked nothing more until it returns, so that no further thread waits there.
 */
export class PlaceWatch {
  private readonly silent = new Set<string>();
  private readonly answeredAgain: (place: string, late: Promise<unknown>) => void;

  /** `answeredAgain` is told when work that was left to itself has come to its end. */
  constructor(answeredAgain: (place: string, late: Promise<unknown>) => void) {
    this.answeredAgain = answeredAgain;
  }

  isSilent(place: string | null): boolean {
    return place !== null && this.silent.has(place);
  }

  /** What the work came to; null when the place is silent. The work says by `alive` that it goes on. */
  async ask<T>(place: string, stillMs: number, work: (alive: () => void) => Promise<T>): Promise<{ value: T } | null> {
    if (this.silent.has(place)) return null;
    const silence = new Silence(stillMs);
    const working = work(() => silence.putOff()).then((value) => ({ value }));
    const done = await Promise.race([working, silence.came]).finally(() => silence.end());
    if (done === null) this.leave(place, working);
    return done;
  }

  private leave(place: string, working: Promise<unknown>): void {
    this.silent.add(place);
    const returned = (): void => {
      this.silent.delete(place);
      this.answeredAgain(place, working);
    };
    working.then(returned, returned);
  }
}

/** Comes after a time without a sign of life. */
class Silence {
  readonly came: Promise<null>;
  private readonly ms: number;
  private come: () => void = () => undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOver = false;

  constructor(ms: number) {
    this.ms = ms;
    this.came = new Promise((resolve) => { this.come = () => resolve(null); });
    this.putOff();
  }

  putOff(): void {
    clearTimeout(this.timer);
    if (!this.isOver) this.timer = setTimeout(this.come, this.ms);
  }

  end(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }
}

/** Waits for the end of work, but no longer than that. */
export async function inTime(work: Promise<unknown>, ms: number): Promise<void> {
  const silence = new Silence(ms);
  await Promise.race([work, silence.came]).finally(() => silence.end());
}
