import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HELD, Inspector } from './inspector.ts';
import { Program, runProgram } from './programs.ts';
import { randomOf } from './random.ts';
import { advance, type Budget, type Gain, type Progress, type TorturePart } from './torture-part.ts';

/** What is cut off, and for how long it goes on by itself, in milliseconds, about. */
const WORKS = [
  { work: 'import', store: 'ready', lasts: 160 },
  { work: 'correction', store: 'ready', lasts: 220 },
  { work: 'signing', store: 'ready', lasts: 260 },
  { work: 'migration', store: 'older', lasts: 90 },
] as const;
const SIDE_BY_SIDE = 2;

/** kill -9 of the whole process at random moments of its work. Afterwards the store must be as if it had not been in a hurry. */
export const kills: TorturePart = {
  name: 'kills',
  round: 'a process killed at its work',
  // Some end before their kill: a thousand are killed all the same.
  rounds: { short: 24, long: 1_060 },
  async* run(from, budget) {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-kills-'));
    const inspectors = Array.from({ length: SIDE_BY_SIDE }, () => new Inspector());
    try {
      await runProgram('prepare-stores.ts', [folder]);
      yield* killSideBySide(from, budget, folder, inspectors);
    } finally {
      for (const inspector of inspectors) await inspector.end();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function* killSideBySide(from: Progress, { rounds, signal }: Budget, folder: string, inspectors: readonly Inspector[]): AsyncGenerator<Progress> {
  let progress = from;
  while (progress.done < rounds && !signal.aborted) {
    const started = performance.now();
    const some = inspectors.slice(0, rounds - progress.done);
    const gains = await Promise.all(some.map((inspector, index) => killOnce(folder, inspector, from.seed, progress.done + index)));
    for (const gain of gains) progress = advance(progress, gain);
    progress = { ...progress, ms: progress.ms + performance.now() - started };
    yield progress;
  }
}

async function killOnce(folder: string, inspector: Inspector, seed: number, round: number): Promise<Gain> {
  const random = randomOf(seed, round);
  const { work, store, lasts } = WORKS[round % WORKS.length] ?? WORKS[0];
  const dir = join(folder, `round-${round}`);
  await cp(join(folder, store), dir, { recursive: true });
  const program = new Program('work-at-desk.ts', [dir, work, join(folder, 'package')]);
  const said = await sayUntilKilled(program, random() * lasts);
  const told = said.lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { seq: number; hash: string });
  const faults = [...said.faults, ...await inspector.faultsOf({ dir, told, atLeast: HELD[store] })];
  await rm(dir, { recursive: true, force: true });
  const how = said.lines.includes('done') ? 'ended before its kill' : 'killed';
  return { rounds: 1, ms: 0, counts: { [`${how}: ${work}`]: 1, 'commits told': told.length }, findings: faults.map((fault) => `round ${round}, ${work}: ${fault}`) };
}

/** A line that the kill cut in two was not said. */
async function sayUntilKilled(program: Program, afterMs: number): Promise<{ lines: readonly string[]; faults: readonly string[] }> {
  const first = await program.nextLine();
  if (first !== 'working') {
    await program.rest();
    return { lines: [], faults: [`did not begin: ${program.complaints}`] };
  }
  await pause(afterMs);
  program.kill();
  const lines = (await program.rest()).filter((line) => line === 'done' || line.endsWith('}'));
  return { lines, faults: program.complaints === '' ? [] : [`complained: ${program.complaints}`] };
}
