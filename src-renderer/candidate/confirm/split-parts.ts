import { COLUMNS, type Span } from '../sheet/block-span';

/** A block as it was measured; heights in CSS pixels. */
export interface MeasuredBlock {
  span: Span;
  height: number;
}

interface Row {
  first: number;
  height: number;
}

/** Rows as the grid lays blocks out: in order, a block that does not fit begins the next row. */
function rowsOf(blocks: readonly MeasuredBlock[]): Row[] {
  const rows: Row[] = [];
  let taken = COLUMNS;
  blocks.forEach(({ span, height }, index) => {
    const row = rows.at(-1);
    if (row === undefined || taken + span > COLUMNS) {
      rows.push({ first: index, height });
      taken = span;
    } else {
      row.height = Math.max(row.height, height);
      taken += span;
    }
  });
  return rows;
}

/**
 * Splits a section that is higher than the screen: the index of the first block of each part, so that every part fits into
 * `available` CSS pixels. A row that is higher than that by itself stands alone. Depends on heights only, so that measuring
 * again after the split gives the same parts.
 */
export function splitIntoParts(blocks: readonly MeasuredBlock[], available: number): readonly number[] {
  const starts = [0];
  let used = 0;
  for (const row of rowsOf(blocks)) {
    if (used > 0 && used + row.height > available) {
      starts.push(row.first);
      used = row.height;
    } else {
      used += row.height;
    }
  }
  return starts;
}
