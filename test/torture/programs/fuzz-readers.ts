// `fuzz-readers SEED FROM ROUNDS STREAMS CARDS`: bytes and cards of any kind at a reader, in rounds; a line of JSON after each, what
// it counted and found.
import { randomOf } from '../../../scripts/torture/random';
import { heapNow, MEBIBYTE } from '../../support/heap-now';
import { fuzzReaders } from '../../support/reader-fuzz';
import { tortureReader } from '../../support/reader-torture';

const [seed = 1, from = 0, rounds = 1, streams = 1000, cards = 10] = process.argv.slice(2).map(Number);
/** More than this is not the collector's leisure. */
const MOST_GROWTH = 4 * MEBIBYTE;

interface Heap {
  early: number;
  late: number;
}

function growthIn({ early, late }: Heap, where: string): readonly string[] {
  return late - early < MOST_GROWTH ? [] : [`${where}: memory grew from ${(early / MEBIBYTE).toFixed(1)} to ${(late / MEBIBYTE).toFixed(1)} MiB`];
}

async function orItsFault<T>(work: () => Promise<T> | T): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? error.stack ?? error.message : String(error);
  }
}

async function fuzz(round: number): Promise<{ counts: Record<string, number>; findings: readonly string[] }> {
  const ofRound = Math.floor(randomOf(seed, round)() * 2 ** 31);
  const bytes = await orItsFault(() => fuzzReaders(streams, ofRound, heapNow));
  const people = await orItsFault(() => tortureReader(cards, ofRound, heapNow));
  return {
    counts: {
      ...(typeof bytes === 'string' ? {} : { streams: bytes.streams, 'frames accepted': bytes.accepted }),
      ...(typeof people === 'string' ? {} : { cards: people.people, 'cards read': people.read, 'cards not read, and told why': people.told }),
    },
    findings: [
      ...(typeof bytes === 'string' ? [`streams: ${bytes}`] : growthIn(bytes.heap, 'streams')), ...(typeof people === 'string' ? [`cards: ${people}`] : growthIn(people.heap, 'cards')),
    ],
  };
}

/** After its first round, when everything was compiled: no later one leaves anything behind. */
let early: number | null = null;
for (let round = from; round < rounds; round += 1) {
  const begun = performance.now();
  const { counts, findings } = await fuzz(round);
  early ??= heapNow();
  const all = [...findings, ...growthIn({ early, late: heapNow() }, 'the rounds so far')].map((finding) => `round ${round}, ${finding}`);
  process.stdout.write(`${JSON.stringify({ ms: performance.now() - begun, counts, findings: all })}\n`);
}
