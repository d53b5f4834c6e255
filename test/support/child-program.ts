import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

export interface ChildProgram {
  /** The next line that the program prints; rejects with its error output when it ends first. */
  nextLine(): Promise<string>;
  /** Ends the program's input: its sign to go on. */
  endInput(): void;
  /** Ends the program, by default in the hardest way, and waits until it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

export interface ChildOptions {
  /** No file that the program writes may grow beyond this many blocks of 1,024 bytes. */
  fileBlocks?: number;
}

/** Starts a TypeScript program of the tests as a process of its own on this Node. Whoever starts it ends it. */
export function startProgram(file: string, args: readonly string[], options: ChildOptions = {}): ChildProgram {
  const loader = resolve(import.meta.dirname, 'plain-node-typescript.mjs');
  const command = [process.execPath, '--import', loader, file, ...args];
  const limited = options.fileBlocks === undefined ? command : ['bash', '-c', `ulimit -f ${options.fileBlocks}; exec "$@"`, 'bash', ...command];
  const child = spawn(limited[0] ?? '', limited.slice(1), { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const complaints: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  const ended = once(child, 'close');
  return {
    async nextLine() {
      const line = await lines.next();
      if (!line.done) return line.value;
      await ended;
      throw new Error(`program ended: ${complaints.join('')}`);
    },
    endInput: () => { child.stdin.end(); },
    async end(signal = 'SIGKILL') {
      child.kill(signal);
      await ended;
    },
  };
}
