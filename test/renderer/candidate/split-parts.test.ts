import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanFor, textWidth, type Span } from '../../../src-renderer/candidate/sheet/block-span';
import { splitIntoParts, type MeasuredBlock } from '../../../src-renderer/candidate/confirm/split-parts';

function rows(...heights: readonly number[]): MeasuredBlock[] {
  return heights.map((height) => ({ span: 6, height }));
}

/** Height of a part as the grid would lay it out. */
function heightOf(blocks: readonly MeasuredBlock[]): number {
  let total = 0;
  let taken = 6;
  let row = 0;
  for (const { span, height } of blocks) {
    if (taken + span > 6) {
      total += row;
      row = 0;
      taken = 0;
    }
    row = Math.max(row, height);
    taken += span;
  }
  return total + row;
}

describe('a section that is higher than the screen', () => {
  it('stays whole when it fits', () => {
    expect(splitIntoParts(rows(100, 100, 100), 300)).toEqual([0]);
  });

  it('is split between rows, never through one', () => {
    expect(splitIntoParts(rows(100, 100, 101), 300)).toEqual([0, 2]);
    const threeInARow: MeasuredBlock[] = [{ span: 2, height: 80 }, { span: 2, height: 200 }, { span: 2, height: 80 }, { span: 2, height: 80 }];
    expect(splitIntoParts(threeInARow, 250)).toEqual([0, 3]);
  });

  it('gives a row that is higher than the screen a part of its own', () => {
    expect(splitIntoParts(rows(50, 900, 50), 300)).toEqual([0, 1, 2]);
  });

  it('is one part when there is nothing in it', () => {
    expect(splitIntoParts([], 300)).toEqual([0]);
  });

  it('never has a part that does not fit, but for a single row that is too high, and loses no block', () => {
    const block = fc.record({ span: fc.constantFrom<Span>(2, 3, 6), height: fc.integer({ min: 1, max: 500 }) });
    fc.assert(fc.property(fc.array(block, { maxLength: 40 }), fc.integer({ min: 100, max: 800 }), (blocks, available) => {
      const starts = splitIntoParts(blocks, available);
      expect(starts[0]).toBe(0);
      const parts = starts.map((start, i) => blocks.slice(start, starts[i + 1]));
      expect(parts.flat()).toEqual(blocks);
      for (const part of parts) {
        const tallest = Math.max(0, ...part.map(({ height }) => height));
        expect(heightOf(part) <= available || heightOf(part) === tallest).toBe(true);
      }
      expect(splitIntoParts(blocks, available)).toEqual(starts);
    }));
  });
});

describe('the width of a value', () => {
  it('counts a Chinese character, rare ones too, as two letters', () => {
    expect([textWidth('abc'), textWidth('范𬭎㛃'), textWidth('A·范')]).toEqual([3, 6, 4]);
  });

  it('gives short values a third of the row, longer ones a half, the longest all of it', () => {
    expect([spanFor('汉族'), spanFor('测试市测试区测试路九十九号测'), spanFor('测'.repeat(23))]).toEqual([2, 3, 6]);
  });
});
