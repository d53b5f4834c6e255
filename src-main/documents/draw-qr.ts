import { create } from 'qrcode';
import type { Box, Paper } from './paper';

/** Modules of white that a reader needs around the code (ISO/IEC 18004). */
const QUIET = 4;

/** Draws the code as vectors into a square box, its white border included. */
export function drawQr(paper: Paper, text: string, box: Box): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = Math.min(box.width, box.height) / (modules.size + 2 * QUIET);
  paper.fill(box, '#fff');
  for (let row = 0; row < modules.size; row += 1) {
    for (const [start, length] of darkRuns(modules, row)) {
      paper.pdf.rect(box.x + (start + QUIET) * side, box.y + (row + QUIET) * side, length * side, side);
    }
  }
  paper.pdf.fill('#000');
}

interface Modules {
  size: number;
  get(row: number, column: number): number;
}

/** Dark modules side by side as one rectangle, so that no hairline shows between them. */
function darkRuns(modules: Modules, row: number): [start: number, length: number][] {
  const runs: [number, number][] = [];
  for (let column = 0; column < modules.size; column += 1) {
    if (!modules.get(row, column)) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === column) last[1] += 1;
    else runs.push([column, 1]);
  }
  return runs;
}
