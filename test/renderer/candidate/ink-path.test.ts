import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InkSample } from '../../../src-preload/contract/signing';
import { piecesOf, tailOf } from '../../../src-renderer/candidate/sign/ink-path';

const sample: fc.Arbitrary<InkSample> = fc.tuple(fc.integer({ min: 0, max: 80_000 }), fc.integer({ min: 0, max: 30_000 }), fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: null }), fc.constant(null), fc.constant(null), fc.nat(60_000_000));

describe('the line of a stroke', () => {
  it('is a dot for one sample', () => {
    const [dot] = piecesOf([[500, 700, 32_768, null, null, 0]]);
    expect(dot?.from).toEqual([5, 7]);
    expect(dot?.to).toBe(dot?.from);
    expect(tailOf([[500, 700, 32_768, null, null, 0]])).toBeNull();
  });

  it('has no gap from the first sample to the last', () => {
    fc.assert(fc.property(fc.array(sample, { minLength: 2, maxLength: 30 }), (samples) => {
      const [, ...pieces] = piecesOf(samples);
      const line = [...pieces, tailOf(samples)];
      expect(line[0]?.from).toEqual([(samples[0]?.[0] ?? 0) / 100, (samples[0]?.[1] ?? 0) / 100]);
      line.slice(1).forEach((piece, i) => expect(piece?.from).toEqual(line[i]?.to));
      expect(line.at(-1)?.to).toEqual([(samples.at(-1)?.[0] ?? 0) / 100, (samples.at(-1)?.[1] ?? 0) / 100]);
    }));
  });

  it('is the same drawn piece by piece or all at once', () => {
    fc.assert(fc.property(fc.array(sample, { maxLength: 30 }), fc.nat(30), (samples, cut) => {
      expect([...piecesOf(samples.slice(0, cut)), ...piecesOf(samples, cut)]).toEqual(piecesOf(samples));
    }));
  });

  it('is broader where the pen presses', () => {
    const light = piecesOf([[0, 0, 6_000, 0, 0, 0], [100, 0, 6_000, 0, 0, 5_000]]).at(-1)?.width ?? 0;
    const heavy = piecesOf([[0, 0, 60_000, 0, 0, 0], [100, 0, 60_000, 0, 0, 5_000]]).at(-1)?.width ?? 0;
    expect(heavy).toBeGreaterThan(2 * light);
  });

  it('is thinner where a mouse is quick', () => {
    const line = (perMs: number): InkSample[] => Array.from({ length: 8 }, (_each, i) => [i * perMs * 500, 0, null, null, null, i * 5_000]);
    expect(piecesOf(line(3)).at(-1)?.width ?? 9).toBeLessThan(piecesOf(line(0.2)).at(-1)?.width ?? 0);
  });
});
