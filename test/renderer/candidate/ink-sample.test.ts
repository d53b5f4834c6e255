import { describe, expect, it } from 'vitest';
import { isNearArea, kindOfPointer, sampleOf } from '../../../src-renderer/candidate/sign/ink-sample';

const FRAME = { left: 100, top: 200, width: 800, height: 300, scale: 1 };
const FACTS = { clientX: 150.255, clientY: 212.5, pressure: 0.5, tiltX: 20, tiltY: -9.6, timeStamp: 1_002.5 };

describe('a sample', () => {
  it('of a pen has place, pressure, tilt and time', () => {
    expect(sampleOf(FACTS, 'pen', FRAME, 1_000)).toEqual([5026, 1250, 32768, 20, -10, 2_500]);
  });

  it('of a finger has no tilt, of a mouse no pressure either', () => {
    expect(sampleOf(FACTS, 'touch', FRAME, 1_000)).toEqual([5026, 1250, 32768, null, null, 2_500]);
    expect(sampleOf(FACTS, 'mouse', FRAME, 1_000)).toEqual([5026, 1250, null, null, null, 2_500]);
  });

  it('is measured in the size in which the area was first signed in', () => {
    expect(sampleOf({ ...FACTS, clientX: 150, clientY: 225 }, 'mouse', { ...FRAME, scale: 0.5 }, 1_000).slice(0, 2)).toEqual([10_000, 5_000]);
  });

  it('stays within what a signature may hold when a device exaggerates', () => {
    expect(sampleOf({ ...FACTS, pressure: 1.2 }, 'pen', FRAME, 1_000)[2]).toBe(65_535);
    expect(sampleOf({ ...FACTS, timeStamp: 900 }, 'pen', FRAME, 1_000)[5]).toBe(0);
  });

  it('farther away than the area is large is left out', () => {
    expect(isNearArea([-80_000, 60_000, null, null, null, 0], FRAME)).toBe(true);
    expect(isNearArea([-80_001, 0, null, null, null, 0], FRAME)).toBe(false);
    expect(isNearArea([0, 60_001, null, null, null, 0], FRAME)).toBe(false);
  });
});

describe('a pointer of an unknown kind', () => {
  it('counts as a mouse', () => {
    expect([kindOfPointer('pen'), kindOfPointer('touch'), kindOfPointer('mouse'), kindOfPointer('')]).toEqual(['pen', 'touch', 'mouse', 'mouse']);
  });
});
