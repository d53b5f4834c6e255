import { describe, expect, it } from 'vitest';
import { heapNow, MEBIBYTE } from '../support/heap-now';
import { fuzzReaders } from '../support/reader-fuzz';

/** `npm run torture -- reader-fuzz` takes a million. */
const STREAMS = 40_000;

describe('bytes of any kind', () => {
  it('crash nothing, are accepted only when every check holds, and leave memory as it was', () => {
    const { accepted, heap } = fuzzReaders(STREAMS, 467, heapNow);
    expect(accepted).toBeGreaterThan(STREAMS / 2);
    expect(heap.late - heap.early).toBeLessThan(4 * MEBIBYTE);
  }, 120_000);
});
