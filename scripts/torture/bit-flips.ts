import { Program } from './programs.ts';
import { advance, type Budget, type Progress, type TorturePart } from './torture-part.ts';

/** What the program says after every flip, counted from where it began (test/torture/flip-bits.ts). */
interface Tally {
  done: number;
  refused: number;
  told: number;
  harmless: number;
  findings: readonly string[];
}

/** Single random bits of a store with sealed cases, flipped one at a time; what is read then is as it was, or refused. */
export const bitFlips: TorturePart = {
  name: 'bit-flips',
  round: 'a bit flipped in a store of sealed cases',
  rounds: { short: 150, long: 2_000 },
  async* run(from, budget) {
    if (from.done >= budget.rounds) return;
    const program = new Program('flip-bits.ts', [String(budget.rounds), String(from.seed), String(from.done)]);
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
  const started = performance.now();
  let done = from.done;
  for (let line = await program.nextLine(); line !== null; line = await program.nextLine()) {
    const tally = JSON.parse(line) as Tally;
    done = tally.done;
    const counts = { 'the store was refused': tally.refused, 'what was touched was refused': tally.told, 'everything read as before': tally.harmless };
    yield advance(from, { rounds: done - from.done, ms: performance.now() - started, counts, findings: tally.findings });
  }
  if (done < rounds && !signal.aborted) throw new Error(`flip-bits: ${program.complaints}`);
}
