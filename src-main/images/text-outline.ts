import { openSync, type Font, type Glyph } from 'fontkit';

/** Where a line of text stands: pixels, `y` at the baseline. `spacing` is put after every character. */
export interface TextPlace {
  x: number;
  y: number;
  size: number;
  spacing?: number;
}

interface Outline {
  commands: Glyph['path']['commands'];
  advance: number;
  unitsPerEm: number;
}

const RELATIVE: Readonly<Record<Outline['commands'][number]['command'], string>> = {
  moveTo: 'm', lineTo: 'l', quadraticCurveTo: 'q', bezierCurveTo: 'c', closePath: 'z',
};
/** Drawn glyphs are kept by character and size; this many are more than a paper needs. */
const MOST_KEPT = 5000;

/**
 * Text as glyph outlines, so that an image looks the same on a machine without Chinese fonts.
 * Each character comes from the first of the fonts that has it; one that none has is drawn as the first font's missing glyph.
 */
export class TextOutline {
  readonly #fonts: readonly Font[];
  readonly #outlines = new Map<number, Outline>();
  readonly #drawn = new Map<string, string>();

  constructor(fontFile: string, fallbackFiles: readonly string[] = []) {
    this.#fonts = [fontFile, ...fallbackFiles].map(openFont);
  }

  covers(codePoint: number): boolean {
    return this.#fonts.some((font) => font.hasGlyphForCodePoint(codePoint));
  }

  /** SVG path data of one line. */
  path(text: string, place: TextPlace): string {
    let x = place.x;
    const glyphs: string[] = [];
    for (const character of text) {
      const { advance, unitsPerEm } = this.#outlineOf(character);
      const shape = this.#draw(character, place.size);
      if (shape !== '') glyphs.push(`M${tenths(x) / 10} ${tenths(place.y) / 10}${shape}`);
      x += (advance * place.size) / unitsPerEm + (place.spacing ?? 0);
    }
    return glyphs.join('');
  }

  /** Width in pixels, without the space after the last character. */
  width(text: string, size: number, spacing = 0): number {
    const characters = [...text];
    const advances = characters.map((character) => {
      const { advance, unitsPerEm } = this.#outlineOf(character);
      return (advance * size) / unitsPerEm;
    });
    return advances.reduce((total, advance) => total + advance, 0) + spacing * Math.max(0, characters.length - 1);
  }

  #draw(character: string, size: number): string {
    const key = `${character}${size}`;
    const known = this.#drawn.get(key);
    if (known !== undefined) return known;
    const shape = relativePath(this.#outlineOf(character), size);
    if (this.#drawn.size >= MOST_KEPT) this.#drawn.clear();
    this.#drawn.set(key, shape);
    return shape;
  }

  #outlineOf(character: string): Outline {
    const codePoint = character.codePointAt(0) ?? 0;
    const known = this.#outlines.get(codePoint);
    if (known !== undefined) return known;
    const font = this.#fonts.find((candidate) => candidate.hasGlyphForCodePoint(codePoint)) ?? this.#fonts[0];
    if (font === undefined) throw new Error('no font');
    const glyph = font.glyphForCodePoint(codePoint);
    const outline = { commands: glyph.path.commands, advance: glyph.advanceWidth, unitsPerEm: font.unitsPerEm };
    this.#outlines.set(codePoint, outline);
    return outline;
  }
}

function openFont(file: string): Font {
  const font = openSync(file);
  if ('fonts' in font) throw new Error('a single font is needed, not a collection');
  return font;
}

/**
 * The glyph from where the pen stands, in pixels. Relative steps are taken between points already rounded, so that no
 * error adds up. Font units grow upwards, pixels downwards.
 */
function relativePath({ commands, unitsPerEm }: Outline, size: number): string {
  const scale = size / unitsPerEm;
  let [penX, penY, startX, startY] = [0, 0, 0, 0];
  const parts = commands.map(({ command, args }) => {
    if (command === 'closePath') {
      [penX, penY] = [startX, startY];
      return 'z';
    }
    const points = args.map((value, i) => tenths(i % 2 === 0 ? value * scale : -value * scale));
    const steps = points.map((value, i) => (value - (i % 2 === 0 ? penX : penY)) / 10);
    [penX, penY] = [points.at(-2) ?? 0, points.at(-1) ?? 0];
    if (command === 'moveTo') [startX, startY] = [penX, penY];
    return `${RELATIVE[command]}${steps.join(' ')}`;
  });
  return parts.join('');
}

/** A tenth of a pixel is finer than anything that survives JPEG. Whole tenths, so that sums stay exact. */
function tenths(value: number): number {
  return Math.round(value * 10);
}
