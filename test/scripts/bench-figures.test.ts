import { describe, expect, it } from 'vitest';
import { figureOf, median, percentile, tableOf } from '../../scripts/bench/figures.ts';

describe('a figure of the bench', () => {
  it('is the median of the ratios of runs that were taken together, not the ratio of medians', () => {
    const figure = figureOf('start', 'ms', [{ product: 100, against: 100 }, { product: 300, against: 200 }, { product: 240, against: 200 }], { kind: 'at most', value: 1.25 });
    expect(figure).toMatchObject({ ratio: 1.2, holds: true, spread: [1, 1.5] });
  });

  it('is missed on the wrong side of its aim', () => {
    const pairs = [{ product: 70, against: 100 }];
    expect(figureOf('rate', '/s', pairs, { kind: 'at least', value: 0.8 }).holds).toBe(false);
    expect(figureOf('time', 'ms', pairs, { kind: 'at most', value: 0.8 }).holds).toBe(true);
  });

  it('says in its row whether the aim holds', () => {
    expect(tableOf([figureOf('rate', '/s', [{ product: 70, against: 100 }], { kind: 'at least', value: 0.8 })])).toMatch(/0\.70 .*missed/);
  });

  it('takes the middle of an even number of runs, and the high end of a percentile', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(percentile([1, 2, 3, 4], 0.99)).toBe(4);
  });
});
