import type { Result } from '../domain/result';
import type { ImageAnswer, ImageFault, ImageRequest } from './image-messages';

/** Why an image was not judged or drawn. The first four are the image's own fault. */
export type ImageTrouble =
  | ImageFault
  /** Its decoding took too long; the process was ended. */
  | { code: 'image-timeout' }
  /** The process died over it twice. */
  | { code: 'image-process-died' }
  /** The process does not start: the installation is at fault, not the image. `detail` is what it complained of. */
  | { code: 'image-process-unavailable'; detail: string }
  | { code: 'image-client-disposed' };

export type JobAnswer = { answer: ImageAnswer; bytes: Uint8Array };

/** One image on its way through the image process. */
export interface ImageJob {
  request: ImageRequest;
  bytes: Uint8Array;
  /** How often the process died while it worked on this image. */
  deaths: number;
  settle(outcome: Result<JobAnswer, ImageTrouble>): void;
}

/**
 * Images that wait. Those that were in work when the process died go first and one by one: the one that kills the process
 * again is then known, and the others are not blamed for it.
 */
export class ImageJobs {
  readonly #waiting: ImageJob[] = [];
  readonly #suspects: ImageJob[] = [];
  readonly #running = new Map<number, ImageJob>();
  readonly #sideBySide: number;

  constructor(sideBySide: number) {
    this.#sideBySide = sideBySide;
  }

  get hasWork(): boolean {
    return this.#waiting.length + this.#suspects.length > 0;
  }

  add(job: ImageJob): void {
    this.#waiting.push(job);
  }

  /** The next image to send, now in work; null while it has to wait. */
  takeNext(): ImageJob | null {
    const alone = this.#suspects.length > 0 || [...this.#running.values()].some(({ deaths }) => deaths > 0);
    if (this.#running.size >= (alone ? 1 : this.#sideBySide)) return null;
    const job = this.#suspects.shift() ?? this.#waiting.shift() ?? null;
    if (job !== null) this.#running.set(job.request.id, job);
    return job;
  }

  /** Takes an answered or timed-out image out of work. */
  takeRunning(id: number): ImageJob | null {
    const job = this.#running.get(id) ?? null;
    this.#running.delete(id);
    return job;
  }

  /** Everything in work goes back: as suspects when the process died by itself, else as it was. */
  putBackRunning(suspected: boolean): void {
    const jobs = [...this.#running.values()];
    this.#running.clear();
    if (!suspected) this.#waiting.unshift(...jobs);
    for (const job of suspected ? jobs : []) this.#suspect({ ...job, deaths: job.deaths + 1 });
  }

  #suspect(job: ImageJob): void {
    if (job.deaths > 1) job.settle({ ok: false, error: { code: 'image-process-died' } });
    else this.#suspects.push(job);
  }

  takeAll(): readonly ImageJob[] {
    const jobs = [...this.#running.values(), ...this.#suspects.splice(0), ...this.#waiting.splice(0)];
    this.#running.clear();
    return jobs;
  }
}
