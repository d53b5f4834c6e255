import type { SignatureForm, Stroke, StrokeSample } from '../domain/signature-form';

/** A stretch of ink of one width, as SVG path data in the unit of the strokes. Drawn with round caps and joins. */
export interface InkPath {
  d: string;
  width: number;
}

/** The rectangle around all samples. */
export interface InkBounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

const HALF_PRESSURE = 32_768;
/** The pen's width as a part of the signature's longer side, at half pressure. */
const PEN = 1 / 110;
/** Widths are stepped so that neighbouring samples join into one path. */
const WIDTH_STEPS = 12;
/** How large a viewer shows the picture by itself, in pixels. */
const SHOWN_WIDTH = 800;

export function inkBounds(form: SignatureForm): InkBounds {
  const samples = form.strokes.flat();
  const xs = samples.map(([x]) => x);
  const ys = samples.map(([, y]) => y);
  const [x, y] = [xs.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.min(a, b))];
  return { x, y, width: xs.reduce((a, b) => Math.max(a, b)) - x, height: ys.reduce((a, b) => Math.max(a, b)) - y };
}

/** The ink as smooth paths through the samples, broader where the pen was pressed; of even width where the device gives no pressure. */
export function inkPaths(form: SignatureForm): readonly InkPath[] {
  const { width, height } = inkBounds(form);
  const pen = Math.max(width, height, 1) * PEN;
  return form.strokes.flatMap((stroke) => strokePaths(stroke, pen));
}

/** signature.svg of the result package: the same ink for everyone, made from signature.json alone. */
export function signatureSvg(form: SignatureForm): string {
  const { x, y, width, height } = inkBounds(form);
  const margin = Math.ceil(Math.max(width, height, 1) * PEN * 2);
  const [boxWidth, boxHeight] = [width + 2 * margin, height + 2 * margin];
  const box = [x - margin, y - margin, boxWidth, boxHeight].join(' ');
  const shownHeight = Math.max(1, Math.round((SHOWN_WIDTH * boxHeight) / boxWidth));
  const paths = inkPaths(form).map((path) => `<path d="${path.d}" stroke-width="${path.width}"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SHOWN_WIDTH}" height="${shownHeight}" viewBox="${box}">`,
    '<g fill="none" stroke="#111" stroke-linecap="round" stroke-linejoin="round">', ...paths, '</g>', '</svg>', '',
  ].join('\n');
}

function strokePaths(stroke: Stroke, pen: number): InkPath[] {
  const paths: InkPath[] = [];
  stroke.forEach((sample, i) => {
    const width = penWidth(sample, pen);
    const from = middle(stroke[i - 1] ?? sample, sample);
    const to = middle(sample, stroke[i + 1] ?? sample);
    const step = `Q${sample[0]} ${sample[1]} ${to}`;
    const last = paths.at(-1);
    if (last?.width === width) last.d += step;
    else paths.push({ d: `M${from}${step}`, width });
  });
  return paths;
}

function middle(a: StrokeSample, b: StrokeSample): string {
  return `${Math.round((a[0] + b[0]) / 2)} ${Math.round((a[1] + b[1]) / 2)}`;
}

function penWidth(sample: StrokeSample, pen: number): number {
  const press = Math.round(((sample[2] ?? HALF_PRESSURE) / (2 * HALF_PRESSURE)) * WIDTH_STEPS) / WIDTH_STEPS;
  return Math.round(pen * (0.4 + 1.2 * press) * 100) / 100;
}
