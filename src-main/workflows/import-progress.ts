import type { ImportPhase, ImportProgress } from './import-types';

/** Often enough to look alive, seldom enough to cost nothing. Milliseconds. */
const BETWEEN_REPORTS_MS = 100;
/** Before that, a guess of the remaining time jumps about. */
const GUESS_AFTER_MS = 1_000;

/** Counts what an import has done and tells it now and then. */
export class ImportProgressMeter {
  readonly #tell: ((progress: ImportProgress) => void) | undefined;
  #progress: ImportProgress = { phase: 'checking', done: 0, total: 0, bytesDone: 0, bytesTotal: 0, remainingMs: null };
  #phaseStarted = 0;
  #bytesBefore = 0;
  #lastTold = -Infinity;

  constructor(tell: ((progress: ImportProgress) => void) | undefined) {
    this.#tell = tell;
  }

  /** Begins a phase with `total` rows or files. */
  begin(phase: ImportPhase, total: number, bytesTotal = this.#progress.bytesTotal): void {
    this.#phaseStarted = performance.now();
    this.#bytesBefore = this.#progress.bytesDone;
    this.#progress = { ...this.#progress, phase, done: 0, total, bytesTotal, remainingMs: null };
    this.#report();
  }

  advance(bytes = 0): void {
    this.#progress.done += 1;
    this.#progress.bytesDone += bytes;
    if (performance.now() - this.#lastTold >= BETWEEN_REPORTS_MS) this.#report();
  }

  #report(): void {
    this.#lastTold = performance.now();
    this.#tell?.({ ...this.#progress, remainingMs: this.#remainingMs() });
  }

  #remainingMs(): number | null {
    const elapsed = performance.now() - this.#phaseStarted;
    const bytes = this.#progress.bytesDone - this.#bytesBefore;
    if (bytes === 0 || elapsed < GUESS_AFTER_MS) return null;
    return Math.round((elapsed / bytes) * (this.#progress.bytesTotal - this.#progress.bytesDone));
  }
}
