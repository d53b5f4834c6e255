import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../places.ts';

/** How far the races have come: plain JSON, from which a run that was broken off goes on. */
export interface RacesProgress {
  seed: number;
  /** Races that are over; everything random of race n follows from the seed and n. */
  done: number;
  ms: number;
  /** `commands`, `sent again`, `cuts`, `applied: candidate.sign`, `refused: claimed-elsewhere`, … */
  counts: Readonly<Record<string, number>>;
  /** What must never be, a line each, with its race. */
  findings: readonly string[];
}

export interface RacesInput {
  /** Of all races together. */
  commands: number;
  desks: number;
  seed: number;
  resumeFrom?: RacesProgress;
  signal?: AbortSignal;
}

/** Commands of one race: enough for most of its cases to be signed, and for the last ones to come too late. */
const COMMANDS_A_RACE = 2_500;
const CASES = 50;
const CUT_EVERY_MS = 400;
const LOADER = join(root, 'test/support/plain-node-typescript.mjs');

interface Report {
  commands: number;
  applied: Readonly<Record<string, number>>;
  refused: Readonly<Record<string, number>>;
  sentAgain: number;
  cuts: number;
  ended: number;
  ms: number;
  findings: readonly string[];
}

function countsOf(report: Report): Readonly<Record<string, number>> {
  const named = (what: string, tally: Readonly<Record<string, number>>): [string, number][] => Object.entries(tally).map(([name, n]) => [`${what}: ${name}`, n]);
  return {
    commands: report.commands, 'sent again': report.sentAgain, 'networks cut': report.cuts, 'connections ended': report.ended,
    ...Object.fromEntries([...named('applied', report.applied), ...named('refused', report.refused)]),
  };
}

function advance(progress: RacesProgress, report: Report): RacesProgress {
  const counts: Record<string, number> = { ...progress.counts };
  for (const [name, n] of Object.entries(countsOf(report))) counts[name] = (counts[name] ?? 0) + n;
  const findings = report.findings.map((finding) => `race ${progress.done}: ${finding}`);
  return { ...progress, done: progress.done + 1, ms: progress.ms + report.ms, counts, findings: [...progress.findings, ...findings] };
}

/**
 * Desks in processes of their own sign, claim and correct the same cases on a real PostgreSQL server, with their networks cut
 * and their connections ended at random. Tells its progress after each race.
 */
export async function* runRaces(input: RacesInput): AsyncGenerator<RacesProgress> {
  let progress: RacesProgress = input.resumeFrom ?? { seed: input.seed, done: 0, ms: 0, counts: {}, findings: [] };
  const inAll = Math.ceil(input.commands / COMMANDS_A_RACE);
  const races = Array.from({ length: Math.max(0, inAll - progress.done) }, (_, n) => ({
    commands: Math.min(COMMANDS_A_RACE, input.commands), desks: input.desks, seed: (progress.seed + progress.done + n) >>> 0, cases: CASES, cutEveryMs: CUT_EVERY_MS,
  }));
  if (races.length === 0) return;
  const program = spawn(process.execPath, ['--import', LOADER, join(root, 'test/torture/races/race-program.ts'), JSON.stringify(races)], {
    env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(program, 'exit');
  const stop = (): void => void program.kill('SIGTERM');
  input.signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const line of createInterface(program.stdout)) {
      progress = advance(progress, JSON.parse(line) as Report);
      yield progress;
    }
  } finally {
    stop();
    await ended;
  }
}
