import type { Fact, Label } from './labels';
import { ENGLISH, HEADING, INK, LABEL, LABEL_GROUND, RULE, TITLE_GROUND, VALUE } from './palette';
import type { Paper } from './paper';
import type { SetText, TextStyle } from './paper-text';
import { heightOf } from './paper-text';

/** A line of text in a cell, from the cell's upper left corner. */
interface PlacedLine {
  text: SetText;
  x: number;
  y: number;
  end: number;
}

/** Text set into a column, and the ground it stands on. */
export interface Cell {
  lines: readonly PlacedLine[];
  height: number;
  width: number;
  ground: string | null;
}

export interface CellPart {
  text: string;
  style: TextStyle;
}

const PAD_X = 4;
const PAD_Y = 2;
const HAIRLINE = 0.5;

export interface CellLook {
  ground?: string;
  /** The largest text of the row: first lines of all its cells share this one's base line. */
  base?: TextStyle;
  /** At least this high, the text in the middle. */
  minHeight?: number;
}

/** Parts under each other, each broken to the column. */
export function cell(paper: Paper, width: number, parts: readonly CellPart[], look: CellLook = {}): Cell {
  const lines: PlacedLine[] = [];
  const base = look.base ?? VALUE;
  let y = PAD_Y + baseLineShift(parts[0]?.style ?? base, base);
  for (const part of parts) {
    for (const line of paper.set(part.text, width - 2 * PAD_X, part.style).lines) {
      const text = { lines: [line], style: part.style };
      lines.push({ text, x: PAD_X, y, end: (y += heightOf(text)) });
    }
  }
  const slack = Math.max(0, (look.minHeight ?? 0) - y - PAD_Y);
  const centred = lines.map((line) => ({ ...line, y: line.y + slack / 2, end: line.end + slack / 2 }));
  return { lines: centred, height: y + PAD_Y + slack, width, ground: look.ground ?? null };
}

/** A label with its English beside it where there is room, else under it. */
export function labelCell(paper: Paper, width: number, label: Label, style: TextStyle = LABEL, base: TextStyle = VALUE): Cell {
  const look = { ground: LABEL_GROUND, base };
  const own = cell(paper, width, [{ text: label.zh, style }], look);
  if (label.en === '') return own;
  const beside = PAD_X + paper.widthOf(label.zh, style) + 3;
  const first = own.lines[0];
  if (first === undefined || own.lines.length > 1 || beside + paper.widthOf(label.en, ENGLISH) > width - PAD_X) {
    return cell(paper, width, [{ text: label.zh, style }, { text: label.en, style: ENGLISH }], look);
  }
  const english = { text: paper.set(label.en, width, ENGLISH), x: beside, y: PAD_Y + baseLineShift(ENGLISH, base), end: first.end };
  return { ...own, lines: [...own.lines, english] };
}

/** Label and value side by side. */
export function factCells(paper: Paper, fact: Fact, labelWidth: number, valueWidth: number, style: TextStyle = VALUE): Cell[] {
  const base = style.size < LABEL.size ? LABEL : style;
  return [labelCell(paper, labelWidth, fact.label, LABEL, base), cell(paper, valueWidth, [{ text: fact.value, style }], { base })];
}

/** A framed row at the cursor. It stays whole on one page unless it is taller than half of one. */
export function drawRow(paper: Paper, cells: readonly Cell[], x = paper.left): void {
  const height = heightOfRows([cells]);
  const wholePage = paper.bottom - paper.top;
  if (height <= wholePage / 2) paper.keep(height);
  else if (paper.room < wholePage / 3) paper.addPage();
  if (height <= paper.room) return drawWholeRow(paper, cells, x, height);
  const [here, rest] = splitRow(cells, paper.room);
  drawWholeRow(paper, here, x, paper.room);
  paper.addPage();
  drawRow(paper, rest, x);
}

/** Of a title bar, in points. */
export const HEADING_HEIGHT = 15;

/** A title bar over a part of the paper, kept on one page with the rows that come first under it. */
export function drawHeading(paper: Paper, title: Label, first: readonly (readonly Cell[])[], width = paper.innerWidth): void {
  const height = HEADING_HEIGHT;
  paper.keep(height + Math.min(heightOfRows(first), (paper.bottom - paper.top) / 3));
  paper.fill({ x: paper.left, y: paper.y, width, height }, TITLE_GROUND);
  paper.frame({ x: paper.left, y: paper.y, width, height }, RULE, HAIRLINE);
  paper.fill({ x: paper.left, y: paper.y, width: 2.5, height }, INK);
  paper.drawText(paper.set(title.zh, width, HEADING), paper.left + 8, paper.y + 0.8);
  paper.drawText(paper.set(title.en, width, ENGLISH), paper.left + 12 + paper.widthOf(title.zh, HEADING), paper.y + 4.5);
  paper.y += height;
}

/** Groups of rows under a head that comes again on every page; a group stays together where a page can hold it. */
export function drawTable(paper: Paper, head: readonly Cell[], groups: readonly (readonly (readonly Cell[])[])[]): void {
  drawRow(paper, head);
  for (const group of groups) {
    const height = heightOfRows(group);
    if (height + heightOfRows([head]) <= paper.bottom - paper.top && paper.keep(height)) drawRow(paper, head);
    for (const row of group) drawRow(paper, row);
  }
}

/** The head of a table: labels in columns. */
export function headCells(paper: Paper, widths: readonly number[], labels: readonly (readonly [zh: string, en: string])[]): Cell[] {
  return labels.map(([zh, en], i) => labelCell(paper, widths[i] ?? 0, { zh, en }));
}

/** Of rows on one page, in points. */
export function heightOfRows(rows: readonly (readonly Cell[])[]): number {
  return rows.reduce((sum, row) => sum + Math.max(...row.map((column) => column.height)), 0);
}

/** How far down smaller text starts so that it stands on the base line of the larger one. */
function baseLineShift(style: TextStyle, base: TextStyle): number {
  return Math.max(0, base.size - style.size) * 1.09;
}

function drawWholeRow(paper: Paper, cells: readonly Cell[], x: number, height: number): void {
  let left = x;
  for (const column of cells) {
    const box = { x: left, y: paper.y, width: column.width, height };
    if (column.ground) paper.fill(box, column.ground);
    paper.frame(box, RULE, HAIRLINE);
    for (const line of column.lines) paper.drawText(line.text, left + line.x, paper.y + line.y);
    left += column.width;
  }
  paper.y += height;
}

function splitRow(cells: readonly Cell[], height: number): [Cell[], Cell[]] {
  const fits = (line: PlacedLine): boolean => line.end + PAD_Y <= height;
  const here = cells.map((column) => ({ ...column, lines: column.lines.filter(fits) }));
  const rest = cells.map((column) => {
    const left = column.lines.filter((line) => !fits(line));
    const up = (left[0]?.y ?? PAD_Y) - PAD_Y;
    return { ...column, lines: left.map((line) => ({ ...line, y: line.y - up, end: line.end - up })), height: (left.at(-1)?.end ?? 0) - up + PAD_Y };
  });
  return [here, rest];
}
