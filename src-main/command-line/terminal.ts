import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Where a command speaks: with `--json` standard output carries one object and nothing else. */
export interface Terminal {
  /** The answer of the command. */
  print(text: string): void;
  /** Progress and explanations. */
  tell(text: string): void;
  /** Asks for a secret, which is not shown; null when nobody sits at the terminal. */
  askSecret(question: string): Promise<string | null>;
  /** Asks for a line; absent when nobody sits at the terminal. */
  ask?(question: string): Promise<string>;
}

export const processTerminal: Terminal = {
  print: (text) => void process.stdout.write(`${text}\n`),
  tell: (text) => void process.stderr.write(`${text}\n`),
  askSecret: (question) => (process.stdin.isTTY ? askHidden(question) : Promise.resolve(null)),
  ...(process.stdin.isTTY ? { ask: askLine } : {}),
};

async function askLine(question: string): Promise<string> {
  const reading = createInterface({ input: process.stdin, output: process.stderr, terminal: true });
  try {
    return await new Promise((typed) => reading.question(question, typed));
  } finally {
    reading.close();
  }
}

/** Reads one line without showing it. */
async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reading = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await new Promise((typed) => reading.question('', typed));
  } finally {
    reading.close();
    process.stderr.write('\n');
  }
}

/** Exit codes of every command (spec registration-package.md, result-package.md). */
export const EXIT = { done: 0, problems: 1, usage: 2, refused: 3, store: 4 } as const;
