import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InkSample } from '../../../src-preload/contract/signing';
import { allStrokes, hasSignature, inkAfter, isFull, kindOf, NO_INK, sampleCount, type Ink, type InkEvent, type PointerKind } from '../../../src-renderer/candidate/sign/ink';

function point(x: number, t: number): InkSample {
  return [x, 0, null, null, null, t];
}

function down(pointer: number, kind: PointerKind, at: number, ...samples: readonly InkSample[]): InkEvent {
  return { type: 'down', pointer, kind, at, samples };
}

function move(pointer: number, ...samples: readonly InkSample[]): InkEvent {
  return { type: 'move', pointer, samples };
}

function up(pointer: number, ...samples: readonly InkSample[]): InkEvent {
  return { type: 'up', pointer, samples };
}

function after(...events: readonly InkEvent[]): Ink {
  return events.reduce(inkAfter, NO_INK);
}

describe('a stroke', () => {
  it('holds every sample from pen down to pen up', () => {
    const ink = after(down(1, 'pen', 0, point(1, 10)), move(1, point(2, 20), point(3, 30)), up(1, point(3, 40)));
    expect(ink.phase).toEqual({ name: 'idle' });
    expect(ink.strokes).toEqual([{ kind: 'pen', samples: [point(1, 10), point(2, 20), point(3, 30), point(3, 40)] }]);
  });

  it('keeps what was drawn when the device takes the pointer away', () => {
    expect(after(down(1, 'mouse', 0, point(1, 10)), move(1, point(2, 20)), { type: 'lost', pointer: 1 }).strokes).toHaveLength(1);
  });

  it('takes nothing from a pointer that did not begin it', () => {
    const drawing = after(down(1, 'touch', 0, point(1, 10)));
    for (const event of [move(2, point(9, 20)), up(2, point(9, 20)), { type: 'lost', pointer: 2 } as const, down(2, 'touch', 5, point(9, 20))]) expect(inkAfter(drawing, event)).toBe(drawing);
  });

  it('takes nothing from a pointer that only moves over the area', () => {
    expect(after(move(1, point(5, 5)), up(1, point(6, 6)))).toEqual(NO_INK);
  });

  it('never goes back in time, whatever order the device reports in', () => {
    const batch = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 8 });
    fc.assert(fc.property(fc.array(fc.array(batch, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), (strokes) => {
      const ink = strokes.reduce((before, moves, pointer) => inkAfter(moves.reduce((drawn, times) => inkAfter(drawn, move(pointer, ...times.map((t) => point(t, t)))), inkAfter(before, down(pointer, 'mouse', 0, point(0, 0)))), up(pointer)), NO_INK);
      const times = allStrokes(ink).flatMap(({ samples }) => samples.map((sample) => sample[5]));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(sampleCount(ink)).toBe(strokes.reduce((count, moves) => count + 1 + moves.flat().length, 0));
    }));
  });

  it('ends growing at what the desk takes at most, and no other begins then', () => {
    const many = Array.from({ length: 100_005 }, (_each, t) => point(t, t));
    const full = after(down(1, 'pen', 0, ...many), up(1));
    expect([sampleCount(full), isFull(full)]).toEqual([100_000, true]);
    expect(sampleCount(inkAfter(full, down(2, 'pen', 9, point(1, 1))))).toBe(100_000);
  });
});

describe('a hand that holds a pen', () => {
  it('leaves no ink while the pen is near', () => {
    expect(allStrokes(after({ type: 'penNear', at: 100 }, down(2, 'touch', 200, point(1, 1))))).toEqual([]);
  });

  it('leaves no ink shortly after the pen was lifted', () => {
    expect(allStrokes(after({ type: 'penNear', at: 100 }, { type: 'penGone', at: 300 }, down(2, 'touch', 1_200, point(1, 1))))).toEqual([]);
  });

  it('came down before the pen: its line goes when the pen comes near', () => {
    const ink = after(down(2, 'touch', 0, point(1, 1)), move(2, point(2, 2)), { type: 'penNear', at: 10 }, move(2, point(3, 3)), up(2));
    expect(allStrokes(ink)).toEqual([]);
  });

  it('came down before the pen: its line goes when the pen touches without having been near', () => {
    const ink = after(down(2, 'touch', 0, point(1, 1)), down(7, 'pen', 10, point(5, 10)), move(2, point(3, 11)), up(7, point(6, 20)));
    expect(allStrokes(ink).map(({ kind }) => kind)).toEqual(['pen']);
  });

  it('does not take away what fingers finished before', () => {
    const ink = after(down(2, 'touch', 0, point(1, 1)), up(2, point(2, 2)), { type: 'penNear', at: 10 });
    expect(allStrokes(ink)).toHaveLength(1);
  });

  it('may sign with a finger again when the pen has been away for a while, or was taken away unnoticed', () => {
    expect(allStrokes(after({ type: 'penNear', at: 0 }, { type: 'penGone', at: 0 }, down(2, 'touch', 1_000, point(1, 1))))).toHaveLength(1);
    expect(allStrokes(after({ type: 'penNear', at: 0 }, down(2, 'touch', 5_000, point(1, 1))))).toHaveLength(1);
  });
});

describe('clearing', () => {
  it('takes the ink away and counts another beginning', () => {
    const ink = after(down(1, 'mouse', 0, point(1, 1)), up(1), { type: 'clear' });
    expect([allStrokes(ink), ink.attempts]).toEqual([[], 2]);
  });

  it('counts nothing when there was no ink', () => {
    expect(after({ type: 'clear' }, { type: 'clear' }).attempts).toBe(1);
  });
});

describe('a signature', () => {
  it('is more than a dot', () => {
    expect(hasSignature(NO_INK)).toBe(false);
    expect(hasSignature(after(down(1, 'pen', 0, point(5, 1)), up(1, point(5, 2))))).toBe(false);
    expect(hasSignature(after(down(1, 'pen', 0, point(5, 1)), up(1, point(6, 2))))).toBe(true);
  });

  it('is by pen where a pen took part, else by finger, else by mouse', () => {
    const line = (pointer: number, kind: PointerKind): readonly InkEvent[] => [down(pointer, kind, 9_000 * pointer, point(1, 1)), up(pointer)];
    expect(kindOf(after(...line(1, 'pen'), ...line(2, 'touch')))).toBe('pen');
    expect(kindOf(after(...line(1, 'mouse'), ...line(2, 'touch')))).toBe('touch');
    expect(kindOf(after(...line(1, 'mouse')))).toBe('mouse');
  });
});
