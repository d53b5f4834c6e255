import { join } from 'node:path';
import { withDatabases } from './database-server.ts';
import { delayFigure, ratioFigure, type Figure } from './figure.ts';
import { median, percentile } from './statistics.ts';
import { runStoreProgram } from './store-program.ts';

const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
const ROUNDS = 3;
const LARGE = 1_000_000;
const SMALL = 1_000;
/** The ways of searching that the list promises. */
const WAYS = ['name prefix', 'pinyin initials', 'number', 'last four digits'];
/** Typed texts that find more than a screen of people among a thousand already. */
const FULL_SCREENS = ['surname', 'initial', 'number prefix'];

/** Milliseconds of each search, by what was typed, in which states, and how many rows were asked for. */
type Times = Readonly<Record<string, readonly number[]>>;

/** Searches in stores of a thousand to a million registrations, in files. */
export function measureSearch(folder: string): Promise<readonly Figure[]> {
  return measureIn('SQLite', folder, []);
}

/** The same on a PostgreSQL server of this machine. */
export function measureServerSearch(folder: string): Promise<readonly Figure[]> {
  return withDatabases(SIZES.length, (urls) => measureIn('PostgreSQL', folder, urls));
}

async function measureIn(engine: string, folder: string, urls: readonly string[]): Promise<readonly Figure[]> {
  const placeOf = (index: number, size: number): readonly string[] => [join(folder, `people-${size}`), String(size), ...urls.slice(index, index + 1)];
  for (const [index, size] of SIZES.entries()) await runStoreProgram('fill-store.ts', placeOf(index, size));
  const rounds: Map<number, Times>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const times = new Map<number, Times>();
    for (const [index, size] of SIZES.entries()) times.set(size, JSON.parse(await runStoreProgram('search-store.ts', placeOf(index, size))) as Times);
    rounds.push(times);
  }
  return [slowest(engine, rounds), growth(engine, rounds), growthOfFullScreen(engine, rounds)];
}

function slowest(engine: string, rounds: readonly Map<number, Times>[]): Figure {
  const worst = (times: Times): number => Math.max(...WAYS.map((way) => percentile(timesOf(times, (kind) => kind.startsWith(`${way}, `)), 99)));
  return delayFigure({
    name: `search p99 at 1,000,000, ${engine}`, meaning: 'p99 of the slowest of the four ways of searching, in any states, a page of 100 rows or a screen of 20, beside the same among 1,000',
    aim: { atMost: 5 }, rounds: { unit: 'ms', desk: rounds.map((times) => worst(sizeOf(times, LARGE))), against: rounds.map((times) => worst(sizeOf(times, SMALL))) },
    further: Object.fromEntries(SIZES.flatMap((size) => [50, 99].map((share) => [`p${share} of all at ${size}`, rounds.map((times) => percentile(Object.values(sizeOf(times, size)).flat(), share))]))),
  });
}

/** The rows themselves grow with it: among a thousand most searches find one or two people, among a million a whole screen. */
function growth(engine: string, rounds: readonly Map<number, Times>[]): Figure {
  return growthOf(WAYS, rounds, { name: `search growth, ${engine}`, meaning: 'median search for a screen of rows among 1,000,000, mean of the four ways, over the same among 1,000' });
}

/** As many rows at every size: what the size alone costs. */
function growthOfFullScreen(engine: string, rounds: readonly Map<number, Times>[]): Figure {
  return growthOf(FULL_SCREENS, rounds, { name: `search growth, full screen, ${engine}`, meaning: 'the same for texts that find more than a screen of rows at either size' });
}

/** A logarithm doubles from a thousand to a million. */
function growthOf(ways: readonly string[], rounds: readonly Map<number, Times>[], told: Pick<Figure, 'name' | 'meaning'>): Figure {
  const middles = (times: Times): readonly number[] => ways.map((way) => median(timesOf(times, (kind) => kind === `${way}, every state, screen`)));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return ratioFigure({
    ...told, aim: { atMost: 2 },
    rounds: { unit: 'ms', desk: rounds.map((times) => mean(middles(sizeOf(times, LARGE)))), against: rounds.map((times) => mean(middles(sizeOf(times, SMALL)))) },
    further: Object.fromEntries(SIZES.map((size) => [`by way at ${size}`, middles(sizeOf(rounds[0] ?? new Map<number, Times>(), size))])),
  });
}

function sizeOf(times: ReadonlyMap<number, Times>, size: number): Times {
  const found = times.get(size);
  if (found === undefined) throw new RangeError(`no searches among ${size}`);
  return found;
}

function timesOf(times: Times, is: (kind: string) => boolean): readonly number[] {
  return Object.entries(times).flatMap(([kind, taken]) => (is(kind) ? taken : []));
}
