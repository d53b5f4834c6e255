import type { InkSample } from '../../../src-preload/contract/signing';

/** A piece of a line as it is drawn, in CSS px: a curve from one point to another around a third. A dot is one point three times. */
export interface InkPiece {
  from: readonly [number, number];
  around: readonly [number, number];
  to: readonly [number, number];
  width: number;
}

/** Width of a line at medium pressure, in CSS px. */
const WIDTH = 3.4;
/** A width follows the hand over so many samples, so that the line has no steps. */
const SMOOTHED = 4;

/**
 * A stroke as smooth curves from the middle between two samples to the next middle. Begin with `first` to get only the
 * pieces that samples from there on add: drawing piece by piece gives the same picture as drawing all at once.
 */
export function piecesOf(samples: readonly InkSample[], first = 0): readonly InkPiece[] {
  const pieces: InkPiece[] = [];
  for (let i = Math.max(first, 0); i < samples.length; i += 1) {
    const piece = pieceAt(samples, i);
    if (piece !== null) pieces.push(piece);
  }
  return pieces;
}

/** From the last middle to the end of a finished stroke; null for a dot. */
export function tailOf(samples: readonly InkSample[]): InkPiece | null {
  const last = samples.at(-1);
  const before = samples.at(-2);
  if (last === undefined || before === undefined) return null;
  return { from: middle(before, last), around: pointOf(last), to: pointOf(last), width: smoothWidth(samples, samples.length - 1) };
}

/** Sample `i` completes the piece around the sample before it. The first sample alone is a dot. */
function pieceAt(samples: readonly InkSample[], i: number): InkPiece | null {
  const here = samples[i];
  if (here === undefined) return null;
  const before = samples[i - 1];
  const width = smoothWidth(samples, i);
  if (before === undefined) {
    const dot = pointOf(here);
    return { from: dot, around: dot, to: dot, width };
  }
  const twoBefore = samples[i - 2];
  const from = twoBefore === undefined ? pointOf(before) : middle(twoBefore, before);
  return { from, around: pointOf(before), to: middle(before, here), width };
}

function pointOf([x, y]: InkSample): [number, number] {
  return [x / 100, y / 100];
}

function middle(a: InkSample, b: InkSample): [number, number] {
  return [(a[0] + b[0]) / 200, (a[1] + b[1]) / 200];
}

function smoothWidth(samples: readonly InkSample[], i: number): number {
  const widths: number[] = [];
  for (let k = Math.max(0, i - SMOOTHED + 1); k <= i; k += 1) widths.push(widthAt(samples, k));
  return widths.reduce((sum, width) => sum + width, 0) / widths.length;
}

/** Pressure makes the line; a mouse has none, so there a quick hand draws thinner, as ink does. */
function widthAt(samples: readonly InkSample[], i: number): number {
  const sample = samples[i];
  if (sample === undefined) return WIDTH;
  const pressure = sample[2];
  return pressure === null ? WIDTH * thinning(samples[i - 1], sample) : WIDTH * (0.4 + 1.2 * (pressure / 65_535));
}

function thinning(before: InkSample | undefined, here: InkSample): number {
  const elapsedMs = before === undefined ? 0 : (here[5] - before[5]) / 1000;
  if (before === undefined || elapsedMs <= 0) return 1;
  const speed = Math.hypot(here[0] - before[0], here[1] - before[1]) / 100 / elapsedMs;
  return Math.min(1.1, Math.max(0.55, 1.15 - 0.25 * speed));
}
