import { RULE, SMALL } from './palette';
import type { Box, Paper } from './paper';
import { mm } from './paper';

/** The registration's photo in its column of the sheet. */
export interface PhotoPlace {
  bytes: Uint8Array | null;
  /** What it may be used for: every image is printed with the policy's mark. */
  watermark: string;
  column: Box;
}

export const PHOTO_WIDTH = mm(25);
export const PHOTO_HEIGHT = mm(35);
const MARK_SIZE = 4.6;
const MARK_LEADING = 19;
const MARK_ANGLE = -30;

export function drawPhoto(paper: Paper, { bytes, watermark, column }: PhotoPlace): void {
  paper.frame(column, RULE, 0.5);
  const top = column.y + Math.min(24, (column.height - PHOTO_HEIGHT) / 2);
  const box = { x: column.x + (column.width - PHOTO_WIDTH) / 2, y: top, width: PHOTO_WIDTH, height: PHOTO_HEIGHT };
  const shown = bytes !== null && drawImage(paper, bytes, box);
  paper.frame(box, RULE, 0.4);
  if (shown) {
    drawMark(paper, watermark, box);
  } else {
    paper.drawText(paper.set(bytes ? '照片无法显示' : '无照片', box.width, SMALL), box.x, box.y + box.height / 2 - 6, { to: 'centre', width: box.width });
  }
}

/** False for bytes that the PDF library cannot show: a sealed case has its sheet all the same. */
function drawImage(paper: Paper, bytes: Uint8Array, box: Box): boolean {
  try {
    paper.pdf.image(Buffer.from(bytes), box.x, box.y, { fit: [box.width, box.height], align: 'center', valign: 'center' });
    return true;
  } catch {
    return false;
  }
}

/** Slanted lines of the mark over the whole photo, as outlines; the face below stays recognizable. */
function drawMark(paper: Paper, text: string, box: Box): void {
  const outline = paper.fonts.regular.outline(text, MARK_SIZE);
  const width = paper.fonts.regular.width(text, MARK_SIZE);
  paper.pdf.save();
  paper.pdf.rect(box.x, box.y, box.width, box.height).clip();
  paper.pdf.translate(box.x + box.width / 2, box.y + box.height / 2).rotate(MARK_ANGLE).fillOpacity(0.28).strokeOpacity(0.25).lineWidth(0.5);
  for (let line = -3; line <= 3; line += 1) {
    paper.pdf.save();
    paper.pdf.translate(-width / 2, line * MARK_LEADING).path(outline).fillAndStroke('#000', '#fff');
    paper.pdf.restore();
  }
  paper.pdf.restore();
}
