import { describe, expect, test } from 'vitest';
import { flipBits } from './flip-bits';

describe('a flipped bit in a store', () => {
  test('never shows a wrong value of a sealed case as right', async () => {
    const tally = await flipBits({ flips: 150, seed: 20260302, resumeFrom: 0 });
    expect(tally.findings).toEqual([]);
    expect(tally.done).toBe(150);
    expect(tally.refused + tally.told, 'most are noticed').toBeGreaterThan(100);
  }, 120_000);
});
