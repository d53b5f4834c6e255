import type { Cell } from './draw-table';
import { cell, labelCell } from './draw-table';
import { CORRECTED_GROUND, SMALL, VALUE, VALUE_STRONG } from './palette';
import type { Paper } from './paper';
import type { SheetField } from './sheet-model';

/** Rows of fields, two in a row; one that does not fit on a single line of its half, or that was corrected, takes a row of its own. */
export function fieldRows(paper: Paper, fields: readonly SheetField[], width: number, labelWidth: number): Cell[][] {
  const rows: Cell[][] = [];
  const half = width / 2;
  let waiting: SheetField | null = null;
  const alone = (field: SheetField): number => rows.push(fieldCells(paper, field, labelWidth, width));
  for (const field of fields) {
    if (field.corrected || !isShort(paper, field, half - labelWidth)) {
      if (waiting) alone(waiting);
      alone(field);
      waiting = null;
    } else if (waiting) {
      rows.push([...fieldCells(paper, waiting, labelWidth, half), ...fieldCells(paper, field, labelWidth, half)]);
      waiting = null;
    } else {
      waiting = field;
    }
  }
  if (waiting) alone(waiting);
  return rows;
}

function isShort(paper: Paper, field: SheetField, width: number): boolean {
  return cell(paper, width, [{ text: field.value, style: VALUE }]).lines.length === 1;
}

function fieldCells(paper: Paper, field: SheetField, labelWidth: number, width: number): Cell[] {
  const label = labelCell(paper, labelWidth, field.label);
  if (!field.corrected) return [label, cell(paper, width - labelWidth, [{ text: field.value, style: VALUE }])];
  const mark = `▲ 更正 ${field.corrected.numbers.join('、')}　原值：${field.corrected.old}`;
  return [label, cell(paper, width - labelWidth, [{ text: field.value, style: VALUE_STRONG }, { text: mark, style: SMALL }], { ground: CORRECTED_GROUND })];
}
