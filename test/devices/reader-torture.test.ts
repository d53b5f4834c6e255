import { describe, expect, it } from 'vitest';
import { tortureReader } from '../support/reader-torture';

/** `scripts/torture/reader-fuzz.ts` asks for ten thousand. */
const PEOPLE = Number(process.env['COUNTERSIGN_TORTURE_READS'] ?? 10_000);
const SEED = Number(process.env['COUNTERSIGN_FUZZ_SEED'] ?? 467);

describe('one card after the other while cables are pulled, processes die and answers go wrong', () => {
  it('each is told once or a reason is, none is told for the next person, and the reader comes back', async () => {
    const { people, read, told } = await tortureReader(PEOPLE, SEED);
    if (process.env['COUNTERSIGN_TORTURE_READS'] !== undefined) process.stderr.write(`${people} cards from seed ${SEED}: ${read} read once, ${told} not read and told why\n`);
    expect(read + told).toBe(PEOPLE);
    expect(read).toBeGreaterThan(PEOPLE * 0.9);
  }, 3_600_000);
});
