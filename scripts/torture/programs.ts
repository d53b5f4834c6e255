import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cacheFolder, root } from '../places.ts';

const LOADER = join(root, 'test/support/plain-node-typescript.mjs');

/** The environment of a program on plain Node, whose compiled sources are kept from one to the next. */
const ENVIRONMENT = { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: join(cacheFolder, 'torture-compiled'), COUNTERSIGN_SQLITE_BINDING: undefined };

/** A program of test/torture/programs that runs. Whoever starts it ends it. */
export class Program {
  readonly process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<unknown>;
  #complaints = '';

  constructor(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.process = spawn(process.execPath, ['--import', LOADER, join(root, 'test/torture/programs', name), ...args], { env: { ...ENVIRONMENT, ...env }, stdio: 'pipe' });
    this.#ended = once(this.process, 'close');
    this.process.stderr.on('data', (bytes: Buffer) => { this.#complaints += bytes.toString(); });
    this.process.stdin.on('error', () => undefined);
    this.#lines = createInterface(this.process.stdout)[Symbol.asyncIterator]();
  }

  /** What it said on its error output. */
  get complaints(): string {
    return this.#complaints;
  }

  /** The next line that it prints; null when it has ended. */
  async nextLine(): Promise<string | null> {
    const line = await this.#lines.next();
    return line.done ? null : line.value;
  }

  /** Every further whole line until its end. */
  async rest(): Promise<readonly string[]> {
    const lines: string[] = [];
    for (let line = await this.nextLine(); line !== null; line = await this.nextLine()) lines.push(line);
    await this.#ended;
    return lines;
  }

  ask(line: string): void {
    this.process.stdin.write(`${line}\n`);
  }

  /** Ends it in the hardest way. */
  kill(): void {
    this.process.kill('SIGKILL');
  }

  async end(): Promise<void> {
    this.kill();
    await this.#ended;
  }
}

/** Runs a program to its end. @throws with what it complained of when it fails. */
export async function runProgram(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<readonly string[]> {
  const program = new Program(name, args, env);
  const lines = await program.rest();
  if (program.process.exitCode !== 0) throw new Error(`${name}: ${program.complaints}`);
  return lines;
}
