/** Where a command speaks: with `--json` standard output carries one object and nothing else. */
export interface Terminal {
  /** The answer of the command. */
  print(text: string): void;
  /** Progress and explanations. */
  tell(text: string): void;
}

export const processTerminal: Terminal = {
  print: (text) => void process.stdout.write(`${text}\n`),
  tell: (text) => void process.stderr.write(`${text}\n`),
};

/** Exit codes of every command (spec registration-package.md, result-package.md). */
export const EXIT = { done: 0, problems: 1, usage: 2, refused: 3, store: 4 } as const;
