import type { PaperFont, PaperFonts } from './paper-font';
import { printable } from './printable';
import { textLines } from './text-lines';

export type Weight = keyof PaperFonts;

/** How a text looks; sizes in points. */
export interface TextStyle {
  size: number;
  weight: Weight;
  color: string;
}

/** A text broken to a width, ready to be drawn. */
export interface SetText {
  lines: readonly string[];
  style: TextStyle;
}

/** A stretch of a line. `readAs` stands where the drawn glyphs alone would be read back as other characters. */
export interface TextRun {
  text: string;
  readAs: string | null;
}

export const LINE_HEIGHT = 1.42;

export function setText(text: string, width: number, style: TextStyle, fonts: PaperFonts): SetText {
  const font = fonts[style.weight];
  return { lines: textLines(printable(text, font), width, (part) => font.width(part, style.size)), style };
}

export function heightOf(text: SetText): number {
  return text.lines.length * text.style.size * LINE_HEIGHT;
}

/**
 * Keeps the text of a paper readable by machines. A PDF font says of each glyph which character it stands for, and only one; where the
 * font draws two characters alike (· and ・, say) the second one must be named beside it.
 */
export class GlyphReadings {
  readonly #font: PaperFont;
  readonly #readings = new Map<number, number>();

  constructor(font: PaperFont) {
    this.#font = font;
  }

  runs(line: string): TextRun[] {
    const runs: TextRun[] = [];
    for (const character of line) {
      const readAs = this.#isReadRight(character.codePointAt(0) ?? 0) ? null : character;
      const last = runs.at(-1);
      if (last && last.readAs === null && readAs === null) last.text += character;
      else runs.push({ text: character, readAs });
    }
    return runs;
  }

  #isReadRight(codePoint: number): boolean {
    const glyph = this.#font.glyphId(codePoint);
    const reading = this.#readings.get(glyph);
    if (reading === undefined) this.#readings.set(glyph, codePoint);
    return (reading ?? codePoint) === codePoint;
  }
}
