import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { outFolder } from '../places.ts';

/** Answers that hold a card are longer than any other. */
const LEAST_CARD_BYTES = 1295;

type Line = { address: string } | { ok: boolean; error?: string } | { answered: number; at: number };

/** The simulated reader as a program of its own, which says when the last byte of a card goes out. */
export class WatchedReader {
  readonly #child: ChildProcess;
  readonly #waiting: { fits: (line: Line) => boolean; resolve: (line: Line) => void }[] = [];
  address = '';

  private constructor() {
    this.#child = spawn(process.execPath, [join(outFolder, 'main', 'simulated-reader.js'), '--tell-answers'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('the reader has no voice');
    createInterface({ input: stdout }).on('line', (text) => this.#heard(JSON.parse(text) as Line));
  }

  static async start(): Promise<WatchedReader> {
    const reader = new WatchedReader();
    const first = await reader.#next((line) => 'address' in line);
    reader.address = 'address' in first ? first.address : '';
    return reader;
  }

  /** Lays a card down; answers when its last byte went out, in milliseconds since 1970. */
  async present(card: object): Promise<number> {
    const sent = this.#next((line) => 'answered' in line && line.answered >= LEAST_CARD_BYTES);
    await this.#ask({ do: 'present', card });
    const line = await sent;
    return 'at' in line ? line.at : Number.NaN;
  }

  lift(): Promise<void> {
    return this.#ask({ do: 'lift' });
  }

  stop(): void {
    this.#child.stdin?.end();
  }

  async #ask(command: object): Promise<void> {
    const answer = this.#next((line) => 'ok' in line);
    this.#child.stdin?.write(`${JSON.stringify(command)}\n`);
    const line = await answer;
    if ('ok' in line && !line.ok) throw new Error(`simulated reader: ${line.error}`);
  }

  #next(fits: (line: Line) => boolean): Promise<Line> {
    return new Promise((resolve) => this.#waiting.push({ fits, resolve }));
  }

  #heard(line: Line): void {
    const at = this.#waiting.findIndex(({ fits }) => fits(line));
    if (at !== -1) this.#waiting.splice(at, 1)[0]?.resolve(line);
  }
}
