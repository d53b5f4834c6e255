import type { InkSample } from '../../../src-preload/contract/signing';

export type PointerKind = 'pen' | 'touch' | 'mouse';

/** A finished line of the hand, and what drew it. */
export interface InkStroke {
  kind: PointerKind;
  samples: readonly InkSample[];
}

type Phase = { name: 'idle' } | { name: 'drawing'; pointer: number; stroke: InkStroke };

/** The ink of one signature. Times of the page's clock are in ms. */
export interface Ink {
  phase: Phase;
  strokes: readonly InkStroke[];
  /** A pen is over the area or touches it. */
  penNear: boolean;
  /** When a pen was last near; null when none was. */
  penLastAt: number | null;
  /** How often the person began: 1 without a redo. */
  attempts: number;
}

export type InkEvent =
  | { type: 'down'; pointer: number; kind: PointerKind; at: number; samples: readonly InkSample[] }
  | { type: 'move'; pointer: number; samples: readonly InkSample[] }
  | { type: 'up'; pointer: number; samples: readonly InkSample[] }
  /** The device took the pointer away: what was drawn stays. */
  | { type: 'lost'; pointer: number }
  | { type: 'penNear'; at: number }
  | { type: 'penGone'; at: number }
  | { type: 'clear' };

export const NO_INK: Ink = { phase: { name: 'idle' }, strokes: [], penNear: false, penLastAt: null, attempts: 1 };

/** A hand that holds a pen rests on the glass: so long after the pen has gone, touches are taken for that hand. */
const PALM_MS = 1_000;
/** A pen that is near but tells nothing for so long was taken away unnoticed: fingers may sign again. */
const SILENT_PEN_MS = 5_000;
/** What the desk takes at most (`signature-form`); more is no signature. */
const MAX_SAMPLES = 100_000;

/** The ink after an event. Where nothing changes, the same object. */
export function inkAfter(ink: Ink, event: InkEvent): Ink {
  switch (event.type) {
    case 'down': return begin(ink, event);
    case 'move': return isDrawing(ink, event.pointer) ? draw(ink, event.samples) : ink;
    case 'up': return isDrawing(ink, event.pointer) ? finish(draw(ink, event.samples)) : ink;
    case 'lost': return isDrawing(ink, event.pointer) ? finish(ink) : ink;
    case 'penNear': return { ...withoutPalm(ink), penNear: true, penLastAt: event.at };
    case 'penGone': return { ...ink, penNear: false, penLastAt: event.at };
    case 'clear': return sampleCount(ink) === 0 ? ink : { ...ink, phase: { name: 'idle' }, strokes: [], attempts: ink.attempts + 1 };
  }
}

function isDrawing(ink: Ink, pointer: number): boolean {
  return ink.phase.name === 'drawing' && ink.phase.pointer === pointer;
}

function begin(ink: Ink, { pointer, kind, at, samples }: Extract<InkEvent, { type: 'down' }>): Ink {
  if (kind === 'touch' && isPalmTime(ink, at)) return ink;
  const ready = kind === 'pen' ? { ...finish(withoutPalm(ink)), penNear: true, penLastAt: at } : ink;
  if (ready.phase.name === 'drawing' || isFull(ready)) return ready;
  return draw({ ...ready, phase: { name: 'drawing', pointer, stroke: { kind, samples: [] } } }, samples);
}

function isPalmTime({ penNear, penLastAt }: Ink, at: number): boolean {
  return penLastAt !== null && at - penLastAt < (penNear ? SILENT_PEN_MS : PALM_MS);
}

/** A touch that was drawing when the pen came near was the hand coming down: it leaves no ink. */
function withoutPalm(ink: Ink): Ink {
  return ink.phase.name === 'drawing' && ink.phase.stroke.kind === 'touch' ? { ...ink, phase: { name: 'idle' } } : ink;
}

function draw(ink: Ink, samples: readonly InkSample[]): Ink {
  if (ink.phase.name !== 'drawing' || samples.length === 0) return ink;
  const { pointer, stroke } = ink.phase;
  const taken = inOrder(lastTime(ink), samples.slice(0, MAX_SAMPLES - sampleCount(ink)));
  return { ...ink, phase: { name: 'drawing', pointer, stroke: { ...stroke, samples: [...stroke.samples, ...taken] } } };
}

function finish(ink: Ink): Ink {
  if (ink.phase.name === 'idle') return ink;
  const { stroke } = ink.phase;
  return { ...ink, phase: { name: 'idle' }, strokes: stroke.samples.length === 0 ? ink.strokes : [...ink.strokes, stroke] };
}

/** Devices report in batches whose times may overlap by a little; ink never goes back in time. */
function inOrder(from: number, samples: readonly InkSample[]): InkSample[] {
  let last = from;
  return samples.map(([x, y, pressure, tiltX, tiltY, t]) => {
    last = Math.max(last, t);
    return [x, y, pressure, tiltX, tiltY, last];
  });
}

function lastTime(ink: Ink): number {
  return allStrokes(ink).at(-1)?.samples.at(-1)?.[5] ?? 0;
}

/** Finished strokes and the one being drawn. */
export function allStrokes({ strokes, phase }: Ink): readonly InkStroke[] {
  return phase.name === 'drawing' && phase.stroke.samples.length > 0 ? [...strokes, phase.stroke] : strokes;
}

export function sampleCount(ink: Ink): number {
  return allStrokes(ink).reduce((count, { samples }) => count + samples.length, 0);
}

export function isFull(ink: Ink): boolean {
  return sampleCount(ink) >= MAX_SAMPLES;
}

/** More than a dot: an accidental tap is no signature. */
export function hasSignature(ink: Ink): boolean {
  const [first] = allStrokes(ink).flatMap(({ samples }) => samples.slice(0, 1));
  return first !== undefined && allStrokes(ink).some(({ samples }) => samples.some(([x, y]) => x !== first[0] || y !== first[1]));
}

/** What the signature was written with: a pen where one took part, else a finger, else a mouse. */
export function kindOf(ink: Ink): PointerKind {
  const kinds = allStrokes(ink).map(({ kind }) => kind);
  return (['pen', 'touch'] as const).find((kind) => kinds.includes(kind)) ?? 'mouse';
}
