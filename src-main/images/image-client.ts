import type { ImageFacts } from '../domain/registration-images';
import { err, ok, type Result } from '../domain/result';
import { ImageConnection, type ImageProcessPlace } from './image-connection';
import { FRAME_LIMITS } from './image-frames';
import { ImageJobs, type ImageJob, type ImageTrouble, type JobAnswer } from './image-jobs';
import type { ImageAnswer, ImageRequest, ImageWish, RenderOptions } from './image-messages';
import type { RasteriseOptions } from './rasterise';

/** Images judged and drawn in a process of their own. Hostile bytes cost an answer, never the desk. */
export interface ImageClient {
  probe(bytes: Uint8Array): Promise<Result<ImageFacts, ImageTrouble>>;
  /** A JPEG made for looking at. */
  render(bytes: Uint8Array, options: RenderOptions): Promise<Result<Uint8Array, ImageTrouble>>;
  /** Draws an SVG of our own making into an image file. */
  rasterise(svg: string, options: RasteriseOptions): Promise<Result<Uint8Array, ImageTrouble>>;
  /** Ends the process; what is under way is answered with `image-client-disposed`. */
  dispose(): Promise<void>;
}

export interface ImageClientOptions extends ImageProcessPlace {
  /** Longest time for one image, in milliseconds. */
  timeoutMs?: number;
  /** Images in work at once. */
  sideBySide?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_SIDE_BY_SIDE = 4;

/** Starts nothing yet: the process comes with the first image, and again after it has died. */
export function createImageClient(options: ImageClientOptions): ImageClient {
  return new ProcessImageClient(options);
}

class ProcessImageClient implements ImageClient {
  readonly #options: ImageClientOptions;
  readonly #jobs: ImageJobs;
  readonly #timers = new Map<number, NodeJS.Timeout>();
  #connection: ImageConnection | null = null;
  #saidHello = false;
  #timedOut = false;
  #disposed: Promise<void> | null = null;
  #onEnded: (() => void) | null = null;
  #lastId = 0;

  constructor(options: ImageClientOptions) {
    this.#options = options;
    this.#jobs = new ImageJobs(options.sideBySide ?? DEFAULT_SIDE_BY_SIDE);
  }

  async probe(bytes: Uint8Array): Promise<Result<ImageFacts, ImageTrouble>> {
    const outcome = await this.#ask({ kind: 'probe' }, bytes);
    if (!outcome.ok) return outcome;
    const { answer } = outcome.value;
    return answer.kind === 'probed' ? ok(answer.facts) : err({ code: 'image-process-died' });
  }

  render(bytes: Uint8Array, options: RenderOptions): Promise<Result<Uint8Array, ImageTrouble>> {
    return this.#askForPicture({ kind: 'render', options }, bytes);
  }

  rasterise(svg: string, options: RasteriseOptions): Promise<Result<Uint8Array, ImageTrouble>> {
    return this.#askForPicture({ kind: 'rasterise', options }, Buffer.from(svg, 'utf8'));
  }

  dispose(): Promise<void> {
    this.#disposed ??= this.#finish();
    return this.#disposed;
  }

  async #askForPicture(wish: ImageWish, bytes: Uint8Array): Promise<Result<Uint8Array, ImageTrouble>> {
    const outcome = await this.#ask(wish, bytes);
    if (!outcome.ok) return outcome;
    return outcome.value.answer.kind === 'rendered' ? ok(outcome.value.bytes) : err({ code: 'image-process-died' });
  }

  #ask(wish: ImageWish, bytes: Uint8Array): Promise<Result<JobAnswer, ImageTrouble>> {
    if (this.#disposed !== null) return Promise.resolve(err({ code: 'image-client-disposed' }));
    if (bytes.length > FRAME_LIMITS.bytes) return Promise.resolve(err({ code: 'image-undecodable' }));
    const request: ImageRequest = { id: (this.#lastId += 1), ...wish };
    return new Promise((settle) => {
      this.#jobs.add({ request, bytes, deaths: 0, settle });
      this.#sendWaiting();
    });
  }

  #sendWaiting(): void {
    if (!this.#jobs.hasWork || this.#disposed !== null) return;
    this.#connection ??= this.#connect();
    for (let job = this.#jobs.takeNext(); job !== null; job = this.#jobs.takeNext()) this.#send(this.#connection, job);
  }

  #connect(): ImageConnection {
    this.#saidHello = false;
    this.#timedOut = false;
    return new ImageConnection(this.#options, { onAnswer: (answer, bytes) => this.#hear(answer, bytes), onEnd: (lastWords) => this.#ended(lastWords) });
  }

  #send(connection: ImageConnection, { request, bytes }: ImageJob): void {
    this.#timers.set(request.id, setTimeout(() => this.#giveUp(request.id), this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS));
    connection.send(request, bytes);
  }

  #hear(answer: ImageAnswer, bytes: Uint8Array): void {
    if (answer.kind === 'hello') {
      this.#saidHello = true;
      return;
    }
    const job = this.#jobs.takeRunning(answer.id);
    this.#stopTimer(answer.id);
    job?.settle(answer.kind === 'trouble' ? err(answer.error) : ok({ answer, bytes }));
    this.#sendWaiting();
  }

  /** The process is ended with the image that holds it up; the others go back and are not blamed. */
  #giveUp(id: number): void {
    this.#jobs.takeRunning(id)?.settle(err({ code: 'image-timeout' }));
    this.#timedOut = true;
    this.#connection?.kill();
  }

  #ended(lastWords: string): void {
    this.#connection = null;
    for (const id of this.#timers.keys()) this.#stopTimer(id);
    if (this.#saidHello) this.#jobs.putBackRunning(!this.#timedOut);
    else this.#settleAll({ code: 'image-process-unavailable', detail: lastWords });
    this.#onEnded?.();
    this.#sendWaiting();
  }

  #stopTimer(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  #settleAll(error: ImageTrouble): void {
    for (const job of this.#jobs.takeAll()) job.settle(err(error));
  }

  async #finish(): Promise<void> {
    const connection = this.#connection;
    this.#settleAll({ code: 'image-client-disposed' });
    if (connection === null) return;
    const ended = new Promise<void>((resolve) => {
      this.#onEnded = resolve;
    });
    connection.kill();
    await ended;
  }
}
