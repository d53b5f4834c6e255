import { isSectionWhole } from './section-parts';
import type { Sha256, Time } from './vocabulary';

/** One sample as the device gave it: x, y, pressure 0-65535, tiltX and tiltY in degrees, µs since `startedAt`. Null where the device gives none. */
export type StrokeSample = readonly [
  x: number, y: number, pressure: number | null, tiltX: number | null, tiltY: number | null, t: number,
];
export type Stroke = readonly StrokeSample[];

/** `px/100`: CSS pixels × 100. `pad`: device units. `mm/100`: only when the device reports its resolution. */
export type SignatureUnit = 'px/100' | 'pad' | 'mm/100';
export type SignatureDeviceKind = 'pen' | 'touch' | 'mouse' | 'pad';

/** A section of the sheet as the candidate confirmed it; `picture` is the digest of what was on the screen. */
export type ConfirmedSection = {
  /** One that was higher than the screen stands part by part, each with its picture (section-parts.ts). */
  id: string;
  /** Milliseconds since `startedAt`. */
  confirmedAtMs: number;
  picture: Sha256;
};

/**
 * signature.json (spec case-and-finality.md, Forms): the candidate's confirmation and ink.
 * Everything is counted from `startedAt`, when the sheet came on the screen; `durationMs` ends with the pressed "sign".
 */
export type SignatureForm = {
  format: 'countersign.signature';
  version: 1;
  sheetDigest: Sha256;
  unit: SignatureUnit;
  /** Width and height of the signing area in the unit of the strokes; `scale100` is device pixels per CSS pixel × 100. */
  area: { w: number; h: number; scale100: number };
  device: { kind: SignatureDeviceKind; name: string };
  startedAt: Time;
  durationMs: number;
  /** How often the candidate began: 1 without a redo. */
  attempts: number;
  sections: readonly ConfirmedSection[];
  strokes: readonly Stroke[];
  samples: number;
};

export interface SignatureExpectation {
  sheetDigest: Sha256;
  minDwellSeconds: number;
  /** Sections that the policy wants confirmed; left out, none is asked for. */
  sections?: readonly string[];
}

export type SignatureProblemCode =
  | 'other-sheet' | 'too-fast' | 'section-unconfirmed' | 'section-repeated' | 'bad-section' | 'bad-time' | 'bad-area' | 'bad-attempts'
  | 'no-strokes' | 'empty-stroke' | 'only-a-dot' | 'too-many-samples' | 'sample-count' | 'bad-sample' | 'time-backwards';

/** What is wrong with a signature, and where: `at` names a section, or stroke and sample by position (`3.17`). */
export interface SignatureProblem {
  code: SignatureProblemCode;
  at: string | null;
}

const DAY_MS = 86_400_000;
/** A minute of a 1 kHz pad and more; what lies above it is no signature. */
const MAX_SAMPLES = 100_000;
const MAX_EXTENT = 10_000_000;
const MAX_ATTEMPTS = 1_000;
const DIGEST = /^[0-9a-f]{64}$/;
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Everything that keeps a signature from being accepted for a sheet; empty when it may be sealed. */
export function signatureProblems(form: SignatureForm, expected: SignatureExpectation): readonly SignatureProblem[] {
  return [...originProblems(form, expected), ...sectionProblems(form, expected.sections ?? []), ...inkProblems(form)];
}

function originProblems(form: SignatureForm, expected: SignatureExpectation): SignatureProblem[] {
  const problems: SignatureProblem[] = [];
  if (form.sheetDigest !== expected.sheetDigest) problems.push(problem('other-sheet'));
  if (!RFC3339.test(form.startedAt) || !isIntegerIn(form.durationMs, 0, DAY_MS)) problems.push(problem('bad-time'));
  else if (form.durationMs < expected.minDwellSeconds * 1000) problems.push(problem('too-fast'));
  const { w, h, scale100 } = form.area;
  if (![w, h].every((side) => isIntegerIn(side, 1, MAX_EXTENT)) || !isIntegerIn(scale100, 1, 10_000)) problems.push(problem('bad-area'));
  if (!isIntegerIn(form.attempts, 1, MAX_ATTEMPTS)) problems.push(problem('bad-attempts'));
  return problems;
}

function sectionProblems(form: SignatureForm, wanted: readonly string[]): SignatureProblem[] {
  const confirmed = form.sections.map((section) => section.id);
  const missing = wanted.filter((id) => !isSectionWhole(id, confirmed)).map((id) => problem('section-unconfirmed', id));
  const repeated = confirmed.filter((id, i) => confirmed.indexOf(id) !== i).map((id) => problem('section-repeated', id));
  const bad = form.sections.filter((section) => !isSound(section, form)).map((section) => problem('bad-section', section.id));
  return [...missing, ...repeated, ...bad];
}

function isSound(section: ConfirmedSection, form: SignatureForm): boolean {
  return section.id !== '' && isIntegerIn(section.confirmedAtMs, 0, form.durationMs) && DIGEST.test(section.picture);
}

function inkProblems(form: SignatureForm): SignatureProblem[] {
  const { strokes } = form;
  const count = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  if (count > MAX_SAMPLES) return [problem('too-many-samples')];
  const problems: SignatureProblem[] = [];
  if (strokes.length === 0) problems.push(problem('no-strokes'));
  else if (isOnlyADot(strokes)) problems.push(problem('only-a-dot'));
  if (form.samples !== count) problems.push(problem('sample-count'));
  return [...problems, ...strokes.flatMap((stroke, i) => strokeProblems(stroke, i, form)), ...orderProblems(strokes)];
}

/** An accidental tap must not end a case for good. */
function isOnlyADot(strokes: readonly Stroke[]): boolean {
  const points = new Set(strokes.flatMap((stroke) => stroke.map(([x, y]) => `${x},${y}`)));
  return points.size === 1;
}

function strokeProblems(stroke: Stroke, position: number, form: SignatureForm): SignatureProblem[] {
  if (stroke.length === 0) return [problem('empty-stroke', String(position))];
  return stroke.flatMap((sample, i) => (isPlausible(sample, form) ? [] : [problem('bad-sample', `${position}.${i}`)]));
}

/** A captured pen may leave the area; by more than the area's own size it cannot be meant. */
function isPlausible(sample: StrokeSample, form: SignatureForm): boolean {
  const [x, y, pressure, tiltX, tiltY, t] = sample;
  const { w, h } = form.area;
  return sample.length === 6
    && isIntegerIn(x, -w, 2 * w) && isIntegerIn(y, -h, 2 * h)
    && (pressure === null || isIntegerIn(pressure, 0, 65_535))
    && [tiltX, tiltY].every((tilt) => tilt === null || isIntegerIn(tilt, -90, 90))
    && isIntegerIn(t, 0, form.durationMs * 1000);
}

/** Equal times are two samples of one device report; an earlier one is a forgery or a fault. */
function orderProblems(strokes: readonly Stroke[]): SignatureProblem[] {
  let last = 0;
  const problems: SignatureProblem[] = [];
  strokes.forEach((stroke, i) => stroke.forEach((sample, j) => {
    if (sample[5] < last) problems.push(problem('time-backwards', `${i}.${j}`));
    last = Math.max(last, sample[5]);
  }));
  return problems;
}

function isIntegerIn(value: number, low: number, high: number): boolean {
  return Number.isSafeInteger(value) && value >= low && value <= high;
}

function problem(code: SignatureProblemCode, at: string | null = null): SignatureProblem {
  return { code, at };
}
