import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { fuzzReaders } from '../support/reader-fuzz';

/** `scripts/torture/reader-fuzz.ts` asks for a million. */
const STREAMS = Number(process.env['COUNTERSIGN_FUZZ_STREAMS'] ?? 40_000);
const SEED = Number(process.env['COUNTERSIGN_FUZZ_SEED'] ?? 467);
const MEBIBYTE = 1024 ** 2;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapNow(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

describe('bytes of any kind', () => {
  it('crash nothing, are accepted only when every check holds, and leave memory as it was', () => {
    const { streams, accepted, heap } = fuzzReaders(STREAMS, SEED, heapNow);
    if (process.env['COUNTERSIGN_FUZZ_STREAMS'] !== undefined) process.stderr.write(`${streams} streams from seed ${SEED}: ${accepted} frames accepted, heap ${(heap.early / MEBIBYTE).toFixed(1)} -> ${(heap.late / MEBIBYTE).toFixed(1)} MiB\n`);
    expect(accepted).toBeGreaterThan(STREAMS / 2);
    expect(heap.late - heap.early).toBeLessThan(4 * MEBIBYTE);
  }, 3_600_000);
});
