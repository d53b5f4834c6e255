import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { delayFigure, ratioFigure, type Figure } from './figure.ts';
import { median } from './statistics.ts';
import { runStoreProgram } from './store-program.ts';

const EVENTS = 1_000_000;
const SIGN_ROUNDS = 3;

/** The signing transaction beside a commit of as many log frames, round by round of some two hundred of each. */
export async function measureSign(folder: string): Promise<readonly Figure[]> {
  const rounds = { desk: [] as number[], against: [] as number[], frames: [] as number[] };
  for (let round = 0; round < SIGN_ROUNDS; round += 1) {
    const dir = join(folder, `sign-${round}`);
    await mkdir(dir);
    const { sign, raw, frames } = JSON.parse(await runStoreProgram('sign-store.ts', [dir])) as { sign: readonly number[]; raw: readonly number[]; frames: number };
    rounds.desk.push(median(sign));
    rounds.against.push(median(raw));
    rounds.frames.push(frames);
  }
  return [ratioFigure({
    name: 'sign', meaning: 'durable signing transaction over one raw commit of as many log frames, opened in the same way, by turns', aim: { atMost: 2 },
    rounds: { unit: 'ms', desk: rounds.desk, against: rounds.against }, further: { frames: rounds.frames },
  })];
}

/** The whole audit chain verified, beside reading its rows alone. */
export async function measureAudit(folder: string): Promise<readonly Figure[]> {
  const dir = join(folder, 'audit');
  await mkdir(dir);
  const { verify, read, forged } = JSON.parse(await runStoreProgram('audit-store.ts', [dir, String(EVENTS)])) as Readonly<Record<'verify' | 'read' | 'forged', readonly number[]>>;
  return [delayFigure({
    name: 'audit verify, 1,000,000', meaning: 'verifying a chain of a million events, beside reading its rows alone; the last but one, forged, is then named', aim: { atMost: 10_000 },
    rounds: { unit: 'ms', desk: verify, against: read }, further: { forged },
  })];
}
