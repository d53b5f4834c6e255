import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
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
/** Steps of this length round a circle leave no large gaps, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

interface Bench {
  folder: string;
  shim: string;
  inspectors: readonly Inspector[];
}

/** Whose writes are refused: the store's own disk, or that of its backups (test/torture/places.ts). */
const DISKS = [{ name: 'disk', suffix: '', day: 'counter' }, { name: 'backup disk', suffix: '-backups', day: 'backups' }] as const;

/** A refused write in one day's work: of which disk, which way, and the how-manieth. */
interface Round {
  disk: (typeof DISKS)[number];
  refusal: (typeof REFUSALS)[number];
  at: number;
}

/**
 * One day's work (opening, import, corrections, signings, closing) for each of its writes to the disk, which is refused; and one
 * with mirror and backups for each write to theirs. What
 * the desk could not do it must say in its own words, have done nothing of, and do when it is asked again.
 */
export const diskFaults: TorturePart = {
  name: 'disk-faults',
  round: 'a day with one write refused',
  // At most: the long form is over when every write was refused.
  rounds: { short: 12, long: 100_000 },
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
  const chosen = (await everyRound(bench, from.seed)).slice(0, rounds);
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

/**
 * Every write of an undisturbed day, refused in each way: disks and ways in turn, and the writes of each so that however many rounds
 * are run lie all over the day. How many writes there are differs a little from day to day.
 */
async function everyRound(bench: Bench, seed: number): Promise<readonly Round[]> {
  const kinds: (readonly Round[])[] = [];
  for (const disk of DISKS) {
    for (const refusal of REFUSALS) {
      const { writes } = await spendDay(bench, `count-${refusal.errno}${disk.suffix}-day`, { disk, refusal, at: 0 });
      kinds.push(allOver(writes, seed + kinds.length).map((at) => ({ disk, refusal, at })));
    }
  }
  return Array.from({ length: Math.max(...kinds.map((kind) => kind.length)) }, (_, n) => kinds.flatMap((kind) => kind[n] ?? [])).flat();
}

/** The numbers from 1 to `n`, each once, in an order whose beginnings leave no large gaps; which comes first differs with the seed. */
function allOver(n: number, seed: number): readonly number[] {
  const place = (at: number): number => (at * GOLDEN + seed * GOLDEN * GOLDEN) % 1;
  return Array.from({ length: n }, (_, index) => index + 1).sort((a, b) => place(a) - place(b));
}

async function refuseOnce(bench: Bench, inspector: Inspector, round: Round): Promise<Gain> {
  const { disk, refusal, at } = round;
  const name = `${disk.name} ${refusal.name}`;
  const { dir, day } = await spendDay(bench, `${refusal.errno}${disk.suffix}-${at}`, round);
  const faults = [...day.faults, ...await inspector.faultsOf({ dir, told: day.told, atLeast: { ...HELD.ready, seals: 2 }, ...(disk.day === 'backups' ? { place: day.place } : {}) })];
  for (const each of [dir, `${dir}-backups`]) await rm(each, { recursive: true, force: true });
  const counts = Object.fromEntries(day.refused.map((what) => [`${name}: refused ${what}`, 1]));
  return { rounds: 1, ms: 0, counts: day.refused.length === 0 ? { [`${name}: nothing to refuse`]: 1 } : counts, findings: faults.map((fault) => `${name} at ${at}: ${fault}`) };
}

interface Day {
  told: readonly { seq: number; hash: string }[];
  place: { backups: readonly string[]; mirrored: number };
  refused: readonly string[];
  faults: readonly string[];
}

async function spendDay({ folder, shim }: Bench, name: string, { disk, refusal, at }: Round): Promise<{ dir: string; day: Day; writes: number }> {
  const dir = join(folder, `day-${name}`);
  const [freed, count] = [`${dir}.freed`, `${dir}.count`];
  await cp(join(folder, 'ready'), dir, { recursive: true });
  await mkdir(`${dir}-backups`);
  const [line = ''] = await runProgram('day-on-failing-disk.ts', [dir, join(folder, 'package'), freed, disk.day], {
    LD_PRELOAD: shim, FAILING_DISK_UNDER: `${dir}${disk.suffix}`, FAILING_DISK_AT: String(at), FAILING_DISK_ERRNO: String(refusal.errno), FAILING_DISK_STAYS: refusal.stays ? '1' : '0',
    FAILING_DISK_FREED: freed, FAILING_DISK_COUNT: count,
  });
  const writes = Number(await readFile(count, 'utf8'));
  await rm(freed, { force: true });
  await rm(count, { force: true });
  return { dir, day: JSON.parse(line) as Day, writes };
}
