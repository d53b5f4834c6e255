import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../places.ts';

/** How far a run has come: plain JSON. `findings` must stay empty. */
export interface BitFlips {
  done: number;
  refused: number;
  told: number;
  harmless: number;
  findings: readonly string[];
}

export interface BitFlipOrder {
  /** Flips in all; those before `resumeFrom` were done by an earlier run of the same seed. */
  flips: number;
  seed: number;
  resumeFrom: number;
}

/**
 * Flips single random bits of a store with sealed cases and opens it as a desk does, in a process of its own; tells its progress
 * after every flip. @throws with what the process complained of when it fails.
 */
export async function* runBitFlips({ flips, seed, resumeFrom }: BitFlipOrder): AsyncGenerator<BitFlips> {
  const program = join(root, 'test/torture/programs/flip-bits.ts');
  const loader = join(root, 'test/support/plain-node-typescript.mjs');
  const child = spawn(process.execPath, ['--import', loader, program, String(flips), String(seed), String(resumeFrom)], { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (bytes: Buffer) => { complaints += bytes.toString(); });
  const ended = once(child, 'close');
  try {
    for await (const line of createInterface(child.stdout)) yield JSON.parse(line) as BitFlips;
    await ended;
    if (child.exitCode !== 0) throw new Error(`flip-bits: ${complaints}`);
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}
