import { describe, expect, it } from 'vitest';
import { heapNow, MEBIBYTE } from '../support/heap-now';
import { tortureReader } from '../support/reader-torture';

const PEOPLE = 10_000;

describe('one card after the other while cables are pulled, processes die and answers go wrong', () => {
  it('each is told once or a reason is, none is told for the next person, the reader comes back, and memory is as it was', async () => {
    const { read, told, heap } = await tortureReader(PEOPLE, 467, heapNow);
    expect(read + told).toBe(PEOPLE);
    expect(read).toBeGreaterThan(PEOPLE * 0.9);
    expect(heap.late - heap.early).toBeLessThan(4 * MEBIBYTE);
  }, 240_000);
});
