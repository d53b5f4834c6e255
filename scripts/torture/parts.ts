import type { TorturePart } from './torture-part.ts';

const COMMANDS_A_RACE = 2_500;
const DESKS = 16;
/** One race that is over in half a minute. */
const SHORT = { commands: 400, desks: 6 };

/** Desks in processes of their own on one PostgreSQL server. */
async function races(): Promise<TorturePart> {
  const { runRaces } = await import('./races.ts');
  return {
    name: 'races',
    round: `a race of desks for the same cases (${DESKS} desks, ${COMMANDS_A_RACE.toLocaleString('en')} commands; short: ${SHORT.desks} and ${SHORT.commands})`,
    rounds: { short: 1, long: 4 },
    run: (from, { rounds, signal }) => {
      const size = rounds === 1 ? SHORT : { commands: rounds * COMMANDS_A_RACE, desks: DESKS };
      return runRaces({ ...size, seed: from.seed, resumeFrom: from, signal });
    },
  };
}

/** Every part by its name; each is loaded when it is its turn, with the product's sources that it imports. */
export const PARTS: Readonly<Record<string, () => Promise<TorturePart>>> = {
  kills: async () => (await import('./kills.ts')).kills,
  'disk-faults': async () => (await import('./disk-faults.ts')).diskFaults,
  'bit-flips': async () => (await import('./bit-flips.ts')).bitFlips,
  'reader-fuzz': async () => (await import('./reader-fuzz.ts')).readerFuzz,
  races,
};
