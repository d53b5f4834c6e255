import type { Font } from 'fontkit';
import { create } from 'fontkit';
import { readFile } from 'node:fs/promises';
import type { FontFiles } from './fonts';

/** Control, format, surrogate, private-use and unassigned characters and line separators: a paper shows them by code point. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;

/** One weight of the papers' font: its bytes for embedding, and what the layout asks of it. */
export class PaperFont {
  readonly bytes: Buffer;
  readonly #font: Font;
  readonly #advances = new Map<number, number>();

  constructor(bytes: Buffer) {
    const font = create(bytes);
    if ('fonts' in font) throw new Error('a single font is needed, not a collection');
    this.bytes = bytes;
    this.#font = font;
  }

  /** False when the character would come out as a box, or as nothing. */
  covers(codePoint: number): boolean {
    return !UNPRINTABLE.test(String.fromCodePoint(codePoint)) && this.#font.hasGlyphForCodePoint(codePoint);
  }

  glyphId(codePoint: number): number {
    return this.#font.glyphForCodePoint(codePoint).id;
  }

  /** Width in points of text in which every character is covered. */
  width(text: string, size: number): number {
    let units = 0;
    for (const character of text) units += this.#advance(character.codePointAt(0) ?? 0);
    return (units * size) / this.#font.unitsPerEm;
  }

  /** Outline of a line as SVG path data, baseline at (0, 0), y downwards: a drawing that no text search meets. */
  outline(text: string, size: number): string {
    const scale = size / this.#font.unitsPerEm;
    let x = 0;
    return this.#font.layout(text).glyphs.map((glyph) => {
      const path = glyph.path.transform(scale, 0, 0, -scale, x, 0).toSVG();
      x += glyph.advanceWidth * scale;
      return path;
    }).join('');
  }

  #advance(codePoint: number): number {
    const known = this.#advances.get(codePoint);
    if (known !== undefined) return known;
    const advance = this.#font.glyphForCodePoint(codePoint).advanceWidth;
    this.#advances.set(codePoint, advance);
    return advance;
  }
}

export interface PaperFonts {
  regular: PaperFont;
  bold: PaperFont;
}

/** Reads both weights (about 20 MB); whoever draws many papers opens them once. */
export async function openPaperFonts(files: FontFiles): Promise<PaperFonts> {
  const [regular, bold] = await Promise.all([readFile(files.regular), readFile(files.bold)]);
  return { regular: new PaperFont(regular), bold: new PaperFont(bold) };
}
