import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCode, TaskStopped } from '../exit-codes.ts';
import { HELD, Inspector } from './inspector.ts';
import { runProgram } from './programs.ts';
import { advance, type Budget, type Gain, type Progress, type TorturePart } from './torture-part.ts';

/** What a day does with a disk, each kind so many times, in the order in which scripts/native/failing-disk.c tells them. */
const KINDS = ['writes', 'removes', 'flushes', 'reopens', 'reads'] as const;

/** How a disk refuses, and which kinds: for good until it is well again, or a single time. What is gone altogether has no names either. */
interface Refusal {
  name: string;
  errno: number;
  names: number;
  stays: boolean;
  kinds: readonly (typeof KINDS)[number][];
}

const REFUSALS: readonly Refusal[] = [
  { name: 'full', errno: constants.errno.ENOSPC, names: 0, stays: true, kinds: ['writes'] },
  { name: 'read-only', errno: constants.errno.EROFS, names: 0, stays: true, kinds: ['writes', 'removes', 'reopens'] },
  { name: 'failing once', errno: constants.errno.EIO, names: 0, stays: false, kinds: ['writes', 'removes', 'flushes'] },
];
const VANISHED: Refusal = { name: 'vanished', errno: constants.errno.ENODEV, names: constants.errno.ENOENT, stays: true, kinds: KINDS };
const SIDE_BY_SIDE = 2;
/** Steps of this length round a circle leave no large gaps, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

interface Bench {
  folder: string;
  shim: string;
  inspectors: readonly Inspector[];
}

/** Whose writes are refused, in a day of which kind (test/torture/programs/day-on-failing-disk.ts); the store it begins with. */
interface Disk {
  name: string;
  /** Behind the store's folder (test/torture/places.ts). */
  suffix: string;
  day: 'counter' | 'backups' | 'export' | 'restore';
  store: 'ready' | 'lost' | null;
  refusals: readonly Refusal[];
}

const DISKS: readonly Disk[] = [
  { name: 'disk', suffix: '', day: 'counter', store: 'ready', refusals: REFUSALS },
  { name: 'backup disk', suffix: '-backups', day: 'backups', store: 'ready', refusals: [...REFUSALS, VANISHED] },
  { name: 'export place', suffix: '-exports', day: 'export', store: null, refusals: [...REFUSALS, VANISHED] },
  { name: 'disk of a restore', suffix: '', day: 'restore', store: 'lost', refusals: REFUSALS },
];

/** A refused write in one day's work: of which disk, which way, and the how-manieth. */
interface Round {
  disk: Disk;
  refusal: Refusal;
  at: number;
}

/**
 * One day's work (opening, import, corrections, signings, closing) for each of its writes to the disk, which is refused; one with
 * mirror and backups for each write to theirs, one that exports for each to that place, and one that restores for each of its
 * writes. What the desk could not do it must say in its own words, have done nothing of, and do when it is asked again.
 */
export const diskFaults: TorturePart = {
  name: 'disk-faults',
  round: 'a day with one write refused',
  // At most: the long form is over when every write was refused.
  rounds: { short: 14, long: 100_000 },
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
  const counted = await Promise.all(DISKS.map((disk) => spendDay(bench, `count-${disk.day}`, { disk, refusal: VANISHED, at: 0 })));
  for (const { day } of counted) if (day.faults.length > 0) throw new Error(`on a disk that refuses nothing: ${day.faults.join('; ')}`);
  const kinds = DISKS.flatMap((disk, d) => disk.refusals.map((refusal, r) => {
    const times = refusal.kinds.reduce((all, kind) => all + (counted[d]?.times[KINDS.indexOf(kind)] ?? 0), 0);
    return allOver(times, seed + d * DISKS.length + r).map((at) => ({ disk, refusal, at }));
  }));
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
  const { dir, day } = await spendDay(bench, `${refusal.errno}-${disk.day}-${at}`, round);
  const faults = [...day.faults, ...await storeFaults(inspector, disk, dir, day)];
  for (const each of [dir, `${dir}-backups`, `${dir}-exports`]) await rm(each, { recursive: true, force: true });
  const counts = Object.fromEntries(day.refused.map((what) => [`${name}: refused ${what}`, 1]));
  return { rounds: 1, ms: 0, counts: day.refused.length === 0 ? { [`${name}: nothing to refuse`]: 1 } : counts, findings: faults.map((fault) => `${name} at ${at}: ${fault}`) };
}

async function storeFaults(inspector: Inspector, { day, store }: Disk, dir: string, { told, place }: Day): Promise<readonly string[]> {
  if (store === null) return [];
  const atLeast = store === 'lost' ? HELD.lost : { ...HELD.ready, seals: 2 };
  return inspector.faultsOf({ dir, told, atLeast, ...(day === 'backups' ? { place } : {}) });
}

interface Day {
  told: readonly { seq: number; hash: string }[];
  place: { backups: readonly string[]; mirrored: number };
  refused: readonly string[];
  faults: readonly string[];
}

async function spendDay({ folder, shim }: Bench, name: string, { disk, refusal, at }: Round): Promise<{ dir: string; day: Day; times: readonly number[] }> {
  const dir = join(folder, `day-${name}`);
  const [freed, count] = [`${dir}.freed`, `${dir}.count`];
  for (const each of [`${dir}-backups`, `${dir}-exports`]) await mkdir(each);
  if (disk.store === 'ready') await cp(join(folder, 'ready'), dir, { recursive: true });
  if (disk.store === 'lost') await cp(join(folder, 'lost-backups'), `${dir}-backups`, { recursive: true });
  const [line = ''] = await runProgram('day-on-failing-disk.ts', [dir, join(folder, 'package'), freed, disk.day], {
    LD_PRELOAD: shim, FAILING_DISK_UNDER: `${dir}${disk.suffix}`, FAILING_DISK_AT: String(at), FAILING_DISK_ERRNO: String(refusal.errno), FAILING_DISK_NAMES: String(refusal.names), FAILING_DISK_STAYS: refusal.stays ? '1' : '0',
    FAILING_DISK_FREED: freed, FAILING_DISK_COUNT: count,
  });
  const times = (await readFile(count, 'utf8')).trim().split(' ').map(Number);
  await rm(freed, { force: true });
  await rm(count, { force: true });
  return { dir, day: JSON.parse(line) as Day, times };
}
