import { join } from 'node:path';
import { exitCode } from '../exit-codes.ts';
import { outFolder } from '../places.ts';
import { writeFileSync } from 'node:fs';
import { PARTS } from './parts.ts';
import { keepProgress, progressFile, readProgress } from './progress-file.ts';
import { noProgress, type Progress, type TorturePart } from './torture-part.ts';

export interface TortureWish {
  /** Names of parts; none means all. */
  parts: readonly string[];
  form: 'short' | 'long';
  /** Null: that of the run before, or a new one. */
  seed: number | null;
  /** Runs this round of the long form alone, a finding for one, and keeps nothing. */
  round: number | null;
  /** Forgets what earlier runs came to. */
  anew: boolean;
}

interface PartEnd {
  part: TorturePart;
  progress: Progress;
  goal: number;
}

/** Runs the parts one after the other, going on where an earlier run stopped, and prints a table. */
export async function runTorture(wish: TortureWish, signal: AbortSignal): Promise<number> {
  const names = wish.parts.length === 0 ? Object.keys(PARTS) : wish.parts;
  const unknown = names.filter((name) => !(name in PARTS));
  if (unknown.length > 0) {
    console.error(`No such part: ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}`);
    return exitCode.usage;
  }
  const ends: PartEnd[] = [];
  for (const name of names) {
    const part = await PARTS[name]?.();
    if (part !== undefined && !signal.aborted) ends.push(await runPart(part, wish, signal));
  }
  console.log(`${table(ends)}\n\n${summary(ends)}`);
  if (wish.round === null) keepSummary(ends);
  return ends.every(isPassed) && !signal.aborted ? exitCode.ok : exitCode.failed;
}

async function runPart(part: TorturePart, wish: TortureWish, signal: AbortSignal): Promise<PartEnd> {
  if (wish.round !== null) return runRound(part, wish.seed ?? 0, wish.round, signal);
  const { form, seed, anew } = wish;
  const file = progressFile(part.name, form);
  const goal = part.rounds[form];
  const kept = readProgress(file, seed);
  // A short form is run whole each time: it is a test.
  let progress = anew || form === 'short' ? noProgress(seed ?? kept.seed) : kept;
  console.error(`[torture] ${part.name}: ${goal} × ${part.round}, seed ${progress.seed}${progress.done > 0 ? `, from ${progress.done}` : ''}`);
  for await (const next of part.run(progress, { rounds: goal, form, signal })) {
    for (const finding of next.findings.slice(progress.findings.length)) console.error(`[torture] ${part.name}: ${finding}`);
    progress = next;
    keepProgress(file, progress);
  }
  return { part, progress, goal: signal.aborted ? goal : progress.done };
}

async function runRound(part: TorturePart, seed: number, round: number, signal: AbortSignal): Promise<PartEnd> {
  let progress = { ...noProgress(seed), done: round };
  for await (const next of part.run(progress, { rounds: round + 1, form: 'long', signal })) progress = next;
  return { part, progress, goal: round + 1 };
}

function isPassed({ progress, goal }: PartEnd): boolean {
  return progress.done >= goal && progress.findings.length === 0;
}

/** A line for each part, and under it what it counted. */
export function table(ends: readonly PartEnd[]): string {
  return ends.flatMap((end) => {
    const { part, progress, goal } = end;
    const verdict = isPassed(end) ? 'ok' : progress.findings.length > 0 ? 'FAILED' : 'not finished';
    const head = `${part.name.padEnd(12)} ${verdict.padEnd(12)} ${progress.done} of ${goal} (${part.round}), ${progress.findings.length} findings, ${(progress.ms / 1000).toFixed(1)} s, seed ${progress.seed}`;
    return [head, ...Object.entries(progress.counts).map(([name, n]) => `  ${String(n).padStart(8)}  ${name}`), ...progress.findings.map((finding) => `  FOUND     ${finding}`)];
  }).join('\n');
}

function summary(ends: readonly PartEnd[]): string {
  return JSON.stringify(Object.fromEntries(ends.map(({ part, progress: { done, findings }, goal }) => [part.name, { done, goal, findings: findings.length }])));
}

function keepSummary(ends: readonly PartEnd[]): void {
  const lines = ends.map(({ part, progress, goal }) => ({ part: part.name, goal, ...progress }));
  writeFileSync(join(outFolder, 'torture', 'summary.json'), `${JSON.stringify(lines, null, 2)}\n`);
}
