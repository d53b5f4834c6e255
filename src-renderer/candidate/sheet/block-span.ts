/** A sheet is drawn in six columns. */
export const COLUMNS = 6;

/** How many of them a block takes. */
export type Span = 2 | 3 | 6;

/** How wide a text is, counted in Latin letters: a Chinese character counts two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2;
  return width;
}

/** Columns for a value, so that short ones share a row and long ones do not grow tall. */
export function spanFor(text: string): Span {
  const width = textWidth(text);
  return width <= 26 ? 2 : width <= 44 ? 3 : 6;
}
