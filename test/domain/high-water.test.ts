import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highestMark, standingOf } from '../../src-main/domain/high-water';

const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

describe('the highest mark', () => {
  test('is the highest of this store, wherever it was kept', () => {
    expect(highestMark([null, { storeId: 's', seq: 3, hash: HASH }, { storeId: 's', seq: 7, hash: OTHER }, { storeId: 'other', seq: 90, hash: HASH }], 's')).toEqual({ seq: 7, hash: OTHER });
    expect(highestMark([null, { storeId: 'other', seq: 90, hash: HASH }], 's')).toBeNull();
  });
});

describe('a store', () => {
  test('is current while it holds the event that was seen, whatever came after', () => {
    fc.assert(fc.property(fc.nat(1_000), fc.nat(1_000), (mark, more) => {
      expect(standingOf({ seq: mark + more, hash: OTHER }, { seq: mark, hash: HASH }, HASH)).toEqual({ standing: 'current' });
    }));
  });

  test('is behind when events that were seen are missing', () => {
    fc.assert(fc.property(fc.nat(1_000), fc.integer({ min: 1, max: 1_000 }), (head, missing) => {
      const seen = { seq: head + missing, hash: HASH };
      expect(standingOf({ seq: head, hash: OTHER }, seen, null)).toEqual({ standing: 'behind', head, seen });
    }));
  });

  test('has diverged when another event stands in the place of the one that was seen', () => {
    const seen = { seq: 5, hash: HASH };
    expect(standingOf({ seq: 9, hash: OTHER }, seen, OTHER)).toEqual({ standing: 'diverged', seen });
    expect(standingOf({ seq: 9, hash: OTHER }, seen, null)).toEqual({ standing: 'diverged', seen });
  });

  test('of which nothing was seen is current', () => {
    expect(standingOf({ seq: 9, hash: OTHER }, null, null)).toEqual({ standing: 'current' });
  });
});
