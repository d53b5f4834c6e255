import type { SignatureForm } from '../domain/signature-form';
import type { Box, Paper } from './paper';
import { inkBounds, inkPaths } from './signature-svg';

const INK = '#10151f';

/** Draws the strokes as vectors, as large as the box allows and in its middle. */
export function drawInk(paper: Paper, form: SignatureForm, box: Box): void {
  const bounds = inkBounds(form);
  const scale = Math.min(box.width / Math.max(bounds.width, 1), box.height / Math.max(bounds.height, 1));
  paper.pdf.save();
  paper.pdf.translate(
    box.x + (box.width - bounds.width * scale) / 2 - bounds.x * scale,
    box.y + (box.height - bounds.height * scale) / 2 - bounds.y * scale,
  );
  paper.pdf.scale(scale).lineCap('round').lineJoin('round');
  for (const path of inkPaths(form)) paper.pdf.path(path.d).lineWidth(path.width).stroke(INK);
  paper.pdf.restore();
}
