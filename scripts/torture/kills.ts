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
  { work: 'backup', store: 'ready', lasts: 1_600 },
  { work: 'migration', store: 'older', lasts: 90 },
  { work: 'restore', store: 'lost', lasts: 400 },
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
  await layOut(folder, store, dir);
  const program = new Program('work-at-desk.ts', [dir, work, join(folder, 'package')]);
  const said = await sayUntilKilled(program, random() * lasts);
  const told = toldIn(said.lines);
  const faults = [...said.faults, ...await inspector.faultsOf({ dir, told: told.events, atLeast: HELD[store], ...(work === 'backup' ? { place: told } : {}), restoring: work === 'restore' })];
  for (const each of [dir, placeOf(dir)]) await rm(each, { recursive: true, force: true });
  const how = said.lines.includes('done') ? 'ended before its kill' : 'killed';
  const counts = { [`${how}: ${work}`]: 1, 'commits told': told.events.length, ...(work === 'backup' ? { 'backups told': told.backups.length } : {}) };
  return { rounds: 1, ms: 0, counts, findings: faults.map((fault) => `round ${round}, ${work}: ${fault}`) };
}

/** Backups lie beside the store (test/torture/places.ts). */
function placeOf(dir: string): string {
  return `${dir}-backups`;
}

/** A copy of a prepared store; of the lost one only its backups are left. */
async function layOut(folder: string, store: (typeof WORKS)[number]['store'], dir: string): Promise<void> {
  if (store === 'lost') await cp(placeOf(join(folder, store)), placeOf(dir), { recursive: true });
  else await cp(join(folder, store), dir, { recursive: true });
}

interface Told {
  events: readonly { seq: number; hash: string }[];
  backups: readonly string[];
  mirrored: number;
}

function toldIn(lines: readonly string[]): Told {
  const said = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { seq?: number; hash?: string; backup?: string; mirrored?: number });
  return {
    events: said.flatMap(({ seq, hash }) => (seq === undefined || hash === undefined ? [] : [{ seq, hash }])),
    backups: said.flatMap(({ backup }) => backup ?? []), mirrored: Math.max(0, ...said.flatMap(({ mirrored }) => mirrored ?? [])),
  };
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
