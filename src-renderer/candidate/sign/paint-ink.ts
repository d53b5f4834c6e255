import { allStrokes, type Ink, type InkStroke } from './ink';
import { piecesOf, tailOf, type InkPiece } from './ink-path';

const PAPER = '#ffffff';
const INK = '#0b1f4b';
const LINE = '#b8c4c7';

/** How the ink is shown: the height of the area as it was first signed in, in CSS px, and device px per such px. */
export interface Picture {
  height: number;
  scale: number;
}

/** The whole area anew: paper, the line to sign on, all ink. */
export function paintAll(canvas: CanvasRenderingContext2D, picture: Picture, ink: Ink): void {
  canvas.setTransform(1, 0, 0, 1, 0, 0);
  canvas.fillStyle = PAPER;
  canvas.fillRect(0, 0, canvas.canvas.width, canvas.canvas.height);
  canvas.setTransform(picture.scale, 0, 0, picture.scale, 0, 0);
  paintBaseline(canvas, canvas.canvas.width / picture.scale, picture.height);
  for (const stroke of ink.strokes) paintFinished(canvas, stroke, 0);
  for (const stroke of allStrokes(ink).slice(ink.strokes.length)) paintPieces(canvas, piecesOf(stroke.samples));
}

/** Across all of the area, also where it is wider than the ink's own size. */
function paintBaseline(canvas: CanvasRenderingContext2D, width: number, height: number): void {
  const y = Math.round(height * 0.78);
  canvas.strokeStyle = LINE;
  canvas.lineWidth = 2;
  canvas.beginPath();
  canvas.moveTo(24, y);
  canvas.lineTo(width - 24, y);
  canvas.stroke();
}

/** Only what came since: the pen's point must not wait for the whole picture. */
export function paintChange(canvas: CanvasRenderingContext2D, picture: Picture, before: Ink, after: Ink): void {
  const known = before.phase.name === 'drawing' ? before.phase.stroke.samples.length : 0;
  const ended = after.strokes.length === before.strokes.length + 1 ? after.strokes.at(-1) : undefined;
  if (after.phase.name === 'drawing' && after.strokes === before.strokes) paintPieces(canvas, piecesOf(after.phase.stroke.samples, known));
  else if (after.phase.name === 'idle' && ended !== undefined) paintFinished(canvas, ended, known);
  else if (after.strokes !== before.strokes || after.phase.name !== before.phase.name) paintAll(canvas, picture, after);
}

function paintFinished(canvas: CanvasRenderingContext2D, { samples }: InkStroke, first: number): void {
  const tail = tailOf(samples);
  paintPieces(canvas, [...piecesOf(samples, first), ...(tail === null ? [] : [tail])]);
}

function paintPieces(canvas: CanvasRenderingContext2D, pieces: readonly InkPiece[]): void {
  canvas.strokeStyle = INK;
  canvas.fillStyle = INK;
  canvas.lineCap = 'round';
  for (const { from, around, to, width } of pieces) {
    canvas.beginPath();
    if (from === to) {
      canvas.arc(...from, width / 2, 0, 2 * Math.PI);
      canvas.fill();
    } else {
      canvas.lineWidth = width;
      canvas.moveTo(...from);
      canvas.quadraticCurveTo(...around, ...to);
      canvas.stroke();
    }
  }
}
