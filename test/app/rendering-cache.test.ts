import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RenderingCache } from '../../src-main/app/rendering-cache';

const bytes = (size: number): Uint8Array => new Uint8Array(size);

describe('renderings in memory', () => {
  it('are found again, and what was never kept is not', () => {
    const cache = new RenderingCache(100);
    const rendering = bytes(10);
    cache.keep('a 400', rendering);
    expect(cache.find('a 400')).toBe(rendering);
    expect(cache.find('a 800')).toBeNull();
  });

  it('make room for newer ones, the longest unused first', () => {
    const cache = new RenderingCache(30);
    for (const key of ['a', 'b', 'c']) cache.keep(key, bytes(10));
    cache.find('a');
    cache.keep('d', bytes(10));
    expect(['a', 'b', 'c', 'd'].map((key) => cache.find(key) !== null)).toEqual([true, false, true, true]);
  });

  it('count once when they are kept again in another size', () => {
    const cache = new RenderingCache(30);
    cache.keep('a', bytes(30));
    cache.keep('a', bytes(10));
    cache.keep('b', bytes(20));
    expect([cache.find('a')?.byteLength, cache.find('b')?.byteLength]).toEqual([10, 20]);
  });

  it('never take more than their room, and the newest is there unless it alone is too large', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 60 }))), (kept) => {
      const cache = new RenderingCache(100);
      for (const [key, size] of kept) cache.keep(key, bytes(size));
      const held = ['a', 'b', 'c', 'd', 'e'].reduce((sum, key) => sum + (cache.find(key)?.byteLength ?? 0), 0);
      expect(held).toBeLessThanOrEqual(100);
      const [newest] = kept.at(-1) ?? [];
      if (newest !== undefined) expect(cache.find(newest)).not.toBeNull();
    }));
    const cache = new RenderingCache(10);
    cache.keep('large', bytes(11));
    expect(cache.find('large')).toBeNull();
  });
});
