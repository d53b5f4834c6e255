import type { InkSample } from '../../../src-preload/contract/signing';
import type { PointerKind } from './ink';

/** What a pointer event tells of one point. `timeStamp` in ms of the page's clock. */
export interface PointerFacts {
  clientX: number;
  clientY: number;
  pressure: number;
  tiltX: number;
  tiltY: number;
  timeStamp: number;
}

/** The signing area: where it lies in the window, its size as it was first signed in, and how much larger it is shown now. */
export interface InkFrame {
  left: number;
  top: number;
  width: number;
  height: number;
  scale: number;
}

const MAX_PRESSURE = 65_535;

export function kindOfPointer(pointerType: string): PointerKind {
  return pointerType === 'pen' || pointerType === 'touch' ? pointerType : 'mouse';
}

/** A point as the device gave it: px × 100 in the area, pressure and tilt where the kind of device has them, µs since `startedAt`. */
export function sampleOf(facts: PointerFacts, kind: PointerKind, frame: InkFrame, startedAt: number): InkSample {
  return [
    Math.round(((facts.clientX - frame.left) / frame.scale) * 100),
    Math.round(((facts.clientY - frame.top) / frame.scale) * 100),
    kind === 'mouse' ? null : Math.round(Math.min(1, Math.max(0, facts.pressure)) * MAX_PRESSURE),
    kind === 'pen' ? Math.round(facts.tiltX) : null,
    kind === 'pen' ? Math.round(facts.tiltY) : null,
    Math.max(0, Math.round((facts.timeStamp - startedAt) * 1000)),
  ];
}

/** Farther away from the area than its own size no hand signs: such points are left out, as the desk would refuse them. */
export function isNearArea([x, y]: InkSample, { width, height }: InkFrame): boolean {
  const w = width * 100;
  const h = height * 100;
  return x >= -w && x <= 2 * w && y >= -h && y <= 2 * h;
}
