import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDLE, stepDrag, type DragState, type PointerInput } from '../../../src-renderer/features/case/viewer/drag';

function play(inputs: readonly PointerInput[]): { state: DragState; moved: { x: number; y: number } } {
  return inputs.reduce((now, input) => {
    const { state, pan } = stepDrag(now.state, input);
    return { state, moved: { x: now.moved.x + (pan?.x ?? 0), y: now.moved.y + (pan?.y ?? 0) } };
  }, { state: IDLE as DragState, moved: { x: 0, y: 0 } });
}

const down = (x: number, y: number, pointerId = 1): PointerInput => ({ kind: 'down', pointerId, at: { x, y } });
const move = (x: number, y: number, pointerId = 1): PointerInput => ({ kind: 'move', pointerId, at: { x, y } });
const up = (x: number, y: number, pointerId = 1): PointerInput => ({ kind: 'up', pointerId, at: { x, y } });

describe('dragging an image', () => {
  it('moves nothing while the pointer only passes over', () => {
    expect(play([move(10, 10), move(50, 80)])).toEqual({ state: IDLE, moved: { x: 0, y: 0 } });
  });

  it('leaves a click a click: a trembling hand moves nothing', () => {
    expect(play([down(10, 10), move(11, 11), move(12, 10), up(12, 10)])).toEqual({ state: IDLE, moved: { x: 0, y: 0 } });
  });

  it('carries the image as far as the pointer went, the slack included', () => {
    expect(play([down(10, 10), move(12, 10), move(40, 30), move(35, 60), up(35, 60)])).toEqual({ state: IDLE, moved: { x: 25, y: 50 } });
  });

  it('ends when the pointer is taken away, and the next move carries nothing', () => {
    expect(play([down(0, 0), move(20, 0), { kind: 'cancel', pointerId: 1 }, move(90, 90)])).toEqual({ state: IDLE, moved: { x: 20, y: 0 } });
  });

  it('ignores a second finger until the first has gone', () => {
    const { state, moved } = play([down(0, 0), move(10, 0), down(500, 500, 2), move(900, 900, 2), up(900, 900, 2), move(20, 0)]);
    expect(state.kind).toBe('dragging');
    expect(moved).toEqual({ x: 20, y: 0 });
  });

  it('moves by the whole way of any drag, however it is sampled', () => {
    fc.assert(fc.property(fc.array(fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) }), { minLength: 1, maxLength: 20 }), (points) => {
      const last = points.at(-1) ?? { x: 0, y: 0 };
      const { moved } = play([down(0, 0), move(10, 0), ...points.map(({ x, y }) => move(x, y)), up(last.x, last.y)]);
      expect(moved).toEqual({ x: last.x, y: last.y });
    }));
  });
});
