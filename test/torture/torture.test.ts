import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diskFaults } from '../../scripts/torture/disk-faults';
import { kills } from '../../scripts/torture/kills';
import { keepProgress, readProgress } from '../../scripts/torture/progress-file';
import { readerFuzz } from '../../scripts/torture/reader-fuzz';
import { randomOf } from '../../scripts/torture/random';
import { table } from '../../scripts/torture/torture';
import { advance, noProgress, type Progress, type TorturePart } from '../../scripts/torture/torture-part';

const SEED = 20_260_301;

async function shortForm(part: TorturePart, from: Progress = noProgress(SEED)): Promise<Progress> {
  let progress = from;
  for await (const next of part.run(from, { rounds: part.rounds.short, form: 'short', signal: new AbortController().signal })) progress = next;
  return progress;
}

function sumOf(progress: Progress, begins: string): number {
  return Object.entries(progress.counts).reduce((sum, [name, n]) => (name.startsWith(begins) ? sum + n : sum), 0);
}

test('a process that is killed at its work loses nothing that it was told of, and leaves nothing half done', { timeout: 240_000 }, async () => {
  const progress = await shortForm(kills);
  expect(progress.findings).toEqual([]);
  expect(progress.done).toBe(kills.rounds.short);
  expect(sumOf(progress, 'killed: '), 'most were killed before their work was done').toBeGreaterThan(kills.rounds.short / 2);
});

test('a disk that refuses a write is told in the words of the desk, and the work goes on when it is well again', { timeout: 240_000 }, async () => {
  const progress = await shortForm(diskFaults);
  expect(progress.findings).toEqual([]);
  expect(progress.done).toBe(diskFaults.rounds.short);
  for (const disk of ['disk', 'backup disk', 'export place', 'disk of a restore']) {
    for (const way of ['full', 'read-only', 'failing once']) expect(sumOf(progress, `${disk} ${way}: refused`), `${disk} ${way}`).toBeGreaterThan(0);
  }
  expect(sumOf(progress, 'backup disk vanished: refused') + sumOf(progress, 'export place vanished: refused')).toBeGreaterThan(0);
});

test('a reader under random bytes, and cards while its cable is pulled, goes on where it was broken off', { timeout: 120_000 }, async () => {
  const progress = await shortForm(readerFuzz, { ...noProgress(SEED), done: readerFuzz.rounds.short - 1 });
  expect(progress.findings).toEqual([]);
  expect(progress.done).toBe(readerFuzz.rounds.short);
  expect(progress.counts).toMatchObject({ streams: 20_000, cards: 200 });
});

describe('a torture', () => {
  test('goes on where it was broken off, with its seed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
    try {
      const file = join(folder, 'kills.json');
      const broken = advance(noProgress(7), { rounds: 3, ms: 12, counts: { killed: 3 }, findings: ['round 2: a commit lost'] });
      keepProgress(file, broken);
      expect(readProgress(file, null)).toEqual(broken);
      expect(readProgress(file, 7)).toEqual(broken);
      expect(readProgress(file, 8), 'another seed begins anew').toEqual(noProgress(8));
      expect(readProgress(join(folder, 'none.json'), 5)).toEqual(noProgress(5));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('runs a finding again: everything random follows from seed and round', () => {
    const draw = (seed: number, round: number): readonly number[] => Array.from({ length: 5 }, randomOf(seed, round));
    expect(draw(1, 40)).toEqual(draw(1, 40));
    expect(draw(1, 40)).not.toEqual(draw(1, 41));
    expect(draw(2, 40)).not.toEqual(draw(1, 40));
    for (const value of draw(3, 3)) expect(value >= 0 && value < 1).toBe(true);
  });

  test('that found something, or is not finished, has not passed', () => {
    const part = { ...kills, run: kills.run.bind(kills) };
    const passed = advance(noProgress(1), { rounds: 10, ms: 1_000 });
    expect(table([{ part, progress: passed, goal: 10 }])).toContain('ok');
    expect(table([{ part, progress: passed, goal: 11 }])).toContain('not finished');
    expect(table([{ part, progress: advance(passed, { rounds: 1, ms: 1, findings: ['round 11: half a seal'] }), goal: 11 }])).toMatch(/FAILED[^]*FOUND +round 11: half a seal/);
  });
});
