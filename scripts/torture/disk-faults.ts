import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCode, TaskStopped } from '../exit-codes.ts';
import { HELD, Inspector } from './inspector.ts';
import { runProgram } from './programs.ts';
import { advance, type Budget, type Gain, type Progress, type TorturePart } from './torture-part.ts';

/** How a disk refuses: for good until it is well again, or a single time. */
const REFUSALS = [
  { name: 'full', errno: constants.errno.ENOSPC, stays: true },
  { name: 'read-only', errno: constants.errno.EROFS, stays: true },
  { name: 'failing once', errno: constants.errno.EIO, stays: false },
] as const;
const SIDE_BY_SIDE = 2;

interface Bench {
  folder: string;
  shim: string;
  inspectors: readonly Inspector[];
}

/** A refused write in one day's work: which way, and the how-manieth. */
interface Round {
  refusal: (typeof REFUSALS)[number];
  at: number;
}

/**
 * One day's work (opening, import, corrections, signings, closing) for each of its writes to the disk, which is refused. What
 * the desk could not do it must say in its own words, have done nothing of, and do when it is asked again.
 */
export const diskFaults: TorturePart = {
  name: 'disk-faults',
  round: 'a day with one write refused',
  // At most: the long form is over when every write was refused.
  rounds: { short: 18, long: 100_000 },
  async* run(from, budget) {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-disk-'));
    const bench = { folder, shim: compileShim(folder), inspectors: Array.from({ length: SIDE_BY_SIDE }, () => new Inspector()) };
    try {
      await runProgram('prepare-stores.ts', [folder]);
      yield* refuseEach(from, budget, bench);
    } finally {
      for (const inspector of bench.inspectors) await inspector.end();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** @throws TaskStopped when there is no compiler. */
function compileShim(folder: string): string {
  const shim = join(folder, 'failing-disk.so');
  const source = join(import.meta.dirname, '../native/failing-disk.c');
  const end = spawnSync('gcc', ['-std=gnu11', '-O1', '-Wall', '-Wextra', '-Werror', '-fPIC', '-shared', source, '-o', shim, '-ldl'], { encoding: 'utf8' });
  if (end.status !== 0) throw new TaskStopped(exitCode.setUpNeeded, `gcc could not compile ${source}:\n${end.stderr ?? end.error?.message ?? ''}`);
  return shim;
}

async function* refuseEach(from: Progress, { rounds, signal }: Budget, bench: Bench): AsyncGenerator<Progress> {
  const all = await everyRound(bench);
  const chosen = rounds <= diskFaults.rounds.short ? spread(all, rounds, from.seed) : all.slice(0, rounds);
  let progress = from;
  while (progress.done < chosen.length && !signal.aborted) {
    const started = performance.now();
    const some = chosen.slice(progress.done, progress.done + SIDE_BY_SIDE);
    const gains = await Promise.all(some.map((round, index) => refuseOnce(bench, bench.inspectors[index] ?? bench.inspectors[0]!, round)));
    for (const gain of gains) progress = advance(progress, gain);
    progress = { ...progress, ms: progress.ms + performance.now() - started };
    yield progress;
  }
}

/** Every write of an undisturbed day, refused in each way. How many there are differs a little from day to day. */
async function everyRound(bench: Bench): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  for (const refusal of REFUSALS) {
    const { writes } = await spendDay(bench, `count-${refusal.errno}`, { refusal, at: 0 });
    for (let at = 1; at <= writes; at += 1) rounds.push({ refusal, at });
  }
  return rounds;
}

/** So many of them, evenly spread; which ones differs with the seed. */
function spread<T>(all: readonly T[], n: number, seed: number): readonly T[] {
  const step = all.length / n;
  const offset = (seed % 1000) / 1000 * step;
  return Array.from({ length: n }, (_, index) => all[Math.floor(index * step + offset)]).filter((each) => each !== undefined);
}

async function refuseOnce(bench: Bench, inspector: Inspector, round: Round): Promise<Gain> {
  const name = `${round.refusal.name} at ${round.at}`;
  const { dir, day } = await spendDay(bench, `${round.refusal.errno}-${round.at}`, round);
  const faults = [...day.faults, ...await inspector.faultsOf({ dir, told: day.told, atLeast: { ...HELD.ready, seals: 2 } })];
  await rm(dir, { recursive: true, force: true });
  const counts = Object.fromEntries(day.refused.map((what) => [`${round.refusal.name}: refused ${what}`, 1]));
  return { rounds: 1, ms: 0, counts: day.refused.length === 0 ? { [`${round.refusal.name}: nothing to refuse`]: 1 } : counts, findings: faults.map((fault) => `${name}: ${fault}`) };
}

interface Day {
  told: readonly { seq: number; hash: string }[];
  refused: readonly string[];
  faults: readonly string[];
}

async function spendDay({ folder, shim }: Bench, name: string, { refusal, at }: Round): Promise<{ dir: string; day: Day; writes: number }> {
  const dir = join(folder, `day-${name}`);
  const [freed, count] = [`${dir}.freed`, `${dir}.count`];
  await cp(join(folder, 'ready'), dir, { recursive: true });
  const [line = ''] = await runProgram('day-on-failing-disk.ts', [dir, join(folder, 'package'), freed], {
    LD_PRELOAD: shim, FAILING_DISK_UNDER: dir, FAILING_DISK_AT: String(at), FAILING_DISK_ERRNO: String(refusal.errno), FAILING_DISK_STAYS: refusal.stays ? '1' : '0',
    FAILING_DISK_FREED: freed, FAILING_DISK_COUNT: count,
  });
  const writes = Number(await readFile(count, 'utf8'));
  await rm(freed, { force: true });
  await rm(count, { force: true });
  return { dir, day: JSON.parse(line) as Day, writes };
}
