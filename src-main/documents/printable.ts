/** What a paper can show of a character. */
export interface Coverage {
  covers(codePoint: number): boolean;
}

/** A character as its code point, for one that no font has: `〚U+2A6A5〛`, never a box. */
export function codePointMark(codePoint: number): string {
  return `〚U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}〛`;
}

/** The text as it is printed: line ends kept, every character that the font cannot show as its code point. */
export function printable(text: string, font: Coverage): string {
  let shown = '';
  for (const character of text.replace(/\r\n?/g, '\n')) {
    const codePoint = character.codePointAt(0) ?? 0;
    shown += character === '\n' || font.covers(codePoint) ? character : codePointMark(codePoint);
  }
  return shown;
}
