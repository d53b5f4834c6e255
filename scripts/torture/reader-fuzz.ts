import { Program } from './programs.ts';
import { advance, type Budget, type Gain, type Progress, type TorturePart } from './torture-part.ts';

/** Of one round (test/torture/programs/fuzz-readers.ts). */
const [STREAMS, CARDS] = [20_000, 200];

/** Random and mutated byte streams through the frame check and every carrier's envelope, and cards while cables are pulled and processes die. */
export const readerFuzz: TorturePart = {
  name: 'reader-fuzz',
  round: `${STREAMS.toLocaleString('en')} streams and ${CARDS} cards at a reader`,
  // A million streams and ten thousand cards.
  rounds: { short: 2, long: 50 },
  async* run(from, budget) {
    if (from.done >= budget.rounds) return;
    const program = new Program('fuzz-readers.ts', [from.seed, from.done, budget.rounds, STREAMS, CARDS].map(String));
    const stop = (): void => program.kill();
    budget.signal.addEventListener('abort', stop, { once: true });
    try {
      yield* progressOf(program, from, budget);
    } finally {
      await program.end();
    }
  },
};

async function* progressOf(program: Program, from: Progress, { rounds, signal }: Budget): AsyncGenerator<Progress> {
  let progress = from;
  for (let line = await program.nextLine(); line !== null; line = await program.nextLine()) {
    progress = advance(progress, { rounds: 1, ...(JSON.parse(line) as Omit<Gain, 'rounds'>) });
    yield progress;
  }
  if (progress.done < rounds && !signal.aborted) throw new Error(`reader-fuzz: ${program.complaints}`);
}
