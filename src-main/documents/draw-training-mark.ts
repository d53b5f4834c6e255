import type { Label } from './labels';
import type { Paper } from './paper';

const OPACITY = 0.09;
const ANGLE = -35;

/** The training mark across the current page, as outlines: it neither hides a value nor stands in the page's text. */
export function drawTrainingMark(paper: Paper, mark: Label): void {
  const size = paper.width / 11;
  const text = `${mark.zh}`;
  const outline = paper.fonts.bold.outline(text, size);
  const width = paper.fonts.bold.width(text, size);
  for (const part of [0.2, 0.5, 0.8]) {
    paper.pdf.save();
    paper.pdf.translate(paper.width / 2, paper.height * part).rotate(ANGLE).translate(-width / 2, size / 3);
    paper.pdf.path(outline).fillOpacity(OPACITY).fill('#000');
    paper.pdf.restore();
  }
}
