import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOffMs } from '../../src-main/storage/back-off';

test('a desk tries again soon, then ever more rarely, and never more rarely than every ten seconds', () => {
  fc.assert(fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
    const wait = backOffMs(failures, random);
    expect(wait).toBeGreaterThanOrEqual(125);
    expect(wait).toBeLessThanOrEqual(10_000);
    expect(backOffMs(failures + 1, random)).toBeGreaterThanOrEqual(wait);
  }));
  expect(backOffMs(0, 1)).toBe(250);
});

test('desks that lost the same server do not come back at the same moment', () => {
  expect(backOffMs(5, 0)).toBe(4_000);
  expect(backOffMs(5, 1)).toBe(8_000);
});
