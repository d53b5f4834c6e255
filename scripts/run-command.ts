import { spawn, type SpawnOptions } from 'node:child_process';
import { exitCodeOf, TaskStopped } from './exit-codes.ts';
import { root } from './places.ts';

export interface CommandOptions {
  /** Environment variables added to this process's own. */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Where the program's two outputs go: where ours go, both to stderr, or kept for the caller. */
  output?: 'shown' | 'to-stderr' | 'kept';
}

export interface CommandEnd {
  exitCode: number;
  /** What it printed on both outputs, when kept. */
  output: string;
}

const stdio = {
  shown: 'inherit',
  'to-stderr': ['ignore', 2, 2],
  kept: ['ignore', 'pipe', 'pipe'],
} satisfies Record<string, SpawnOptions['stdio']>;

let stopAskedBy: NodeJS.Signals | undefined;

/**
 * Runs a program to its end, passing on the signals that ask this process to stop.
 * @throws TaskStopped when one came before: what was running then has ended, and nothing new is begun.
 */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandEnd> {
  if (stopAskedBy) throw new TaskStopped(exitCodeOf(null, stopAskedBy), `Stopped by ${stopAskedBy}.`);
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: stdio[options.output ?? 'shown'],
  });
  const kept: Buffer[] = [];
  child.stdout?.on('data', (bytes: Buffer) => kept.push(bytes));
  child.stderr?.on('data', (bytes: Buffer) => kept.push(bytes));
  const stopForwarding = forwardSignals((signal) => child.kill(signal));
  return new Promise<CommandEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ exitCode: exitCodeOf(code, signal), output: Buffer.concat(kept).toString() });
    });
  }).finally(stopForwarding);
}

/** A terminal sends Ctrl+C to the child as well; a second one would make Electron die without tidying up. */
function forwardSignals(kill: (signal: NodeJS.Signals) => void): () => void {
  const handlers = new Map<NodeJS.Signals, () => void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const sentToBoth = signal === 'SIGINT' && process.stdin.isTTY;
    const handler = (): void => {
      stopAskedBy = signal;
      if (!sentToBoth) kill(signal);
    };
    handlers.set(signal, handler);
    process.on(signal, handler);
  }
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}
