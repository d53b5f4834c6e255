import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../places.ts';
import { randomOf } from './random.ts';
import { advance, type Gain, type Progress, type TorturePart } from './torture-part.ts';

const FEWEST_DESKS = 2;
/** Of one race: enough for most of its cases to be signed, and for the last commands to come too late. */
const SIZES = { short: { commands: 200, cases: 4, mostDesks: 6 }, long: { commands: 2_500, cases: 50, mostDesks: 16 } };
const CUT_EVERY_MS = 400;
const LOADER = join(root, 'test/support/plain-node-typescript.mjs');

interface Report {
  commands: number;
  desks: number;
  applied: Readonly<Record<string, number>>;
  refused: Readonly<Record<string, number>>;
  sentAgain: number;
  cuts: number;
  ended: number;
  ms: number;
  findings: readonly string[];
}

/** One race of the torture (test/torture/races/run-race.ts): everything random of race n follows from the seed and n. */
function raceOf(seed: number, n: number, form: keyof typeof SIZES) {
  const { mostDesks, ...size } = SIZES[form];
  const desks = FEWEST_DESKS + Math.floor(randomOf(seed, n)() * (mostDesks - FEWEST_DESKS + 1));
  return { ...size, desks, seed: (seed + n) >>> 0, cutEveryMs: CUT_EVERY_MS };
}

function gainOf(report: Report, race: number): Gain {
  const { commands, desks, findings } = report;
  const named = (what: string, tally: Readonly<Record<string, number>>): [string, number][] => Object.entries(tally).map(([name, n]) => [`${what}: ${name}`, n]);
  const counts = {
    [`race ${race}, ${desks} desks: commands, ${findings.length === 0 ? 'sound' : 'NOT SOUND'}`]: commands, commands, 'sent again': report.sentAgain, 'networks cut': report.cuts, 'connections ended': report.ended,
    ...Object.fromEntries([...named('applied', report.applied), ...named('refused', report.refused)]),
  };
  return { rounds: 1, ms: report.ms, counts, findings: findings.map((finding) => `race ${race}, ${desks} desks: ${finding}`) };
}

/**
 * Desks in processes of their own, more or fewer from race to race, sign, claim and correct the same cases on a real PostgreSQL
 * server, with their networks cut and their connections ended at random.
 */
export const races: TorturePart = {
  name: 'races',
  round: `a race of ${FEWEST_DESKS} to ${SIZES.long.mostDesks} desks for the same cases (${SIZES.long.commands.toLocaleString('en')} commands; short: to ${SIZES.short.mostDesks}, ${SIZES.short.commands})`,
  rounds: { short: 2, long: 8 },
  async* run(from, { rounds, form, signal }) {
    const toCome = Array.from({ length: Math.max(0, rounds - from.done) }, (_, n) => raceOf(from.seed, from.done + n, form));
    if (toCome.length === 0) return;
    const program = spawn(process.execPath, ['--import', LOADER, join(root, 'test/torture/races/race-program.ts'), JSON.stringify(toCome)], {
      env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(program, 'exit');
    const stop = (): void => void program.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    let progress: Progress = from;
    try {
      for await (const line of createInterface(program.stdout)) {
        progress = advance(progress, gainOf(JSON.parse(line) as Report, progress.done));
        yield progress;
      }
    } finally {
      stop();
      await ended;
    }
  },
};
