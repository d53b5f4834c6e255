import { spawn, type ChildProcess } from 'node:child_process';
import { BrokenFrame, encodeFrame, FrameReader } from './image-frames';
import { imageAnswer, type ImageAnswer, type ImageRequest } from './image-messages';

/** Where the image process is found and how it is started. */
export interface ImageProcessPlace {
  /** A plain Node binary: sharp and Electron's GTK clash on Linux. */
  nodePath: string;
  /** The built image-process.js. */
  entry: string;
  /** Font of the watermark; without it a watermark is refused. */
  fontFile?: string;
  /** Added to this process's environment (ELECTRON_RUN_AS_NODE where Electron itself is the plain Node). */
  env?: Readonly<Record<string, string>>;
}

export interface ConnectionEvents {
  onAnswer(answer: ImageAnswer, bytes: Uint8Array): void;
  /** The process has ended, was killed, or never started. Comes once, with its last words on stderr. */
  onEnd(lastWords: string): void;
}

const HEAP_MB = 128;
/** Of what the process complains about, the end is what matters. Characters. */
const LAST_WORDS = 2_000;

/** One running image process with its two pipes. It ends when it says anything that is no answer. */
export class ImageConnection {
  readonly #child: ChildProcess;
  readonly #reader = new FrameReader();
  readonly #events: ConnectionEvents;
  #ended = false;
  #lastWords = '';

  constructor(place: ImageProcessPlace, events: ConnectionEvents) {
    this.#events = events;
    this.#child = spawn(place.nodePath, [`--max-old-space-size=${HEAP_MB}`, place.entry, ...(place.fontFile === undefined ? [] : [place.fontFile])], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '', ...place.env },
      windowsHide: true,
    });
    this.#child.once('error', (error) => this.#end(error.message));
    this.#child.once('close', () => this.#end());
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#lastWords = `${this.#lastWords}${chunk.toString()}`.slice(-LAST_WORDS);
    });
    this.#child.stdin?.on('error', () => this.kill());
    this.#child.stdout?.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  send(request: ImageRequest, bytes: Uint8Array): void {
    for (const piece of encodeFrame(request, bytes)) this.#child.stdin?.write(piece);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #read(chunk: Buffer): void {
    try {
      for (const { json, bytes } of this.#reader.push(chunk)) this.#hear(json, bytes);
    } catch (error) {
      if (!(error instanceof BrokenFrame)) throw error;
      this.kill();
    }
  }

  #hear(json: unknown, bytes: Uint8Array): void {
    const heard = imageAnswer.safeParse(json);
    if (!heard.success) throw new BrokenFrame('no answer of the image process');
    this.#events.onAnswer(heard.data, bytes);
  }

  #end(reason = ''): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#events.onEnd(`${reason}${this.#lastWords}`.trim());
  }
}
