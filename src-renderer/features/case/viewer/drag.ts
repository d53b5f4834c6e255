import type { Point } from './image-view';

/** What the pointer is doing on an image. A press becomes a drag only after it has moved, so that a click stays a click. */
export type DragState =
  | { kind: 'idle' }
  | { kind: 'pressed'; pointerId: number; from: Point }
  | { kind: 'dragging'; pointerId: number; last: Point };

export type PointerInput =
  | { kind: 'down'; pointerId: number; at: Point }
  | { kind: 'move'; pointerId: number; at: Point }
  | { kind: 'up'; pointerId: number; at: Point }
  | { kind: 'cancel'; pointerId: number };

export interface DragStep {
  state: DragState;
  /** How far the image follows, in CSS pixels. */
  pan: Point | null;
}

export const IDLE: DragState = { kind: 'idle' };
const SLACK_PX = 3;

/** One step of the pointer. A second finger or mouse is ignored until the first one has gone. */
export function stepDrag(state: DragState, input: PointerInput): DragStep {
  if (state.kind === 'idle') {
    return input.kind === 'down' ? { state: { kind: 'pressed', pointerId: input.pointerId, from: input.at }, pan: null } : stay(state);
  }
  if (input.pointerId !== state.pointerId) return stay(state);
  switch (input.kind) {
    case 'down': return stay(state);
    case 'up':
    case 'cancel': return { state: IDLE, pan: null };
    case 'move': return follow(state, input.at);
  }
}

function follow(state: Exclude<DragState, { kind: 'idle' }>, at: Point): DragStep {
  const from = state.kind === 'pressed' ? state.from : state.last;
  const pan = { x: at.x - from.x, y: at.y - from.y };
  if (state.kind === 'pressed' && Math.hypot(pan.x, pan.y) < SLACK_PX) return stay(state);
  return { state: { kind: 'dragging', pointerId: state.pointerId, last: at }, pan };
}

function stay(state: DragState): DragStep {
  return { state, pan: null };
}
