import type { TextOutline } from '../../images/text-outline';

/** Both weights of the font that papers are written in. */
export interface PaperPens {
  regular: TextOutline;
  bold: TextOutline;
}

export interface WritingStyle {
  bold?: boolean;
  fill?: string;
  /** Which point of the line stands at x. */
  anchor?: 'start' | 'middle' | 'end';
  spacing?: number;
  /** Letters shrink until the line is no wider. */
  fit?: number;
}

const INK = '#23262b';
/** What stays on one line: numbers and Latin words, with the marks that may not begin or end a line. */
const UNBROKEN = /[“（《]*(?:[0-9A-Za-z.-]+|[^“（《])[，。、；：！？）》”]*/gu;

/** An SVG drawing of one sheet of paper, in pixels. Text becomes outlines. */
export class PaperPage {
  readonly width: number;
  readonly height: number;
  readonly pens: PaperPens;
  readonly #parts: string[] = [];

  constructor(pens: PaperPens, width: number, height: number) {
    this.pens = pens;
    this.width = width;
    this.height = height;
  }

  add(markup: string): void {
    this.#parts.push(markup);
  }

  write(x: number, y: number, size: number, text: string, style: WritingStyle = {}): void {
    this.add(`<path fill="${style.fill ?? INK}" d="${this.outline(x, y, size, text, style)}"/>`);
  }

  outline(x: number, y: number, size: number, text: string, style: WritingStyle = {}): string {
    const pen = this.#pen(style);
    const spacing = style.spacing ?? 0;
    const full = pen.width(text, size, spacing);
    const scale = style.fit !== undefined && full > style.fit ? style.fit / full : 1;
    const shift = { start: 0, middle: -0.5, end: -1 }[style.anchor ?? 'start'] * full * scale;
    return pen.path(text, { x: x + shift, y, size: size * scale, spacing: spacing * scale });
  }

  /** Writes running text between x and x + width; returns the baseline below the last line. */
  writeParagraph(x: number, y: number, width: number, size: number, text: string, style: WritingStyle & { leading?: number } = {}): number {
    const leading = style.leading ?? size * 1.9;
    const lines = this.#linesOf(text, width, size, style);
    lines.forEach((line, i) => this.write(x, y + i * leading, size, line, style));
    return y + lines.length * leading;
  }

  line(x1: number, y1: number, x2: number, y2: number, stroke = '#565b63', width = 1.5): void {
    this.add(`<path fill="none" stroke="${stroke}" stroke-width="${width}" d="M${x1} ${y1}L${x2} ${y2}"/>`);
  }

  box(x: number, y: number, width: number, height: number, style = 'fill="none" stroke="#565b63" stroke-width="1.5"'): void {
    this.add(`<rect x="${x}" y="${y}" width="${width}" height="${height}" ${style}/>`);
  }

  toSvg(): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}">${this.#parts.join('')}</svg>`;
  }

  #pen(style: WritingStyle): TextOutline {
    return style.bold ? this.pens.bold : this.pens.regular;
  }

  #linesOf(text: string, width: number, size: number, style: WritingStyle): string[] {
    const pen = this.#pen(style);
    const lines = [''];
    for (const [piece] of text.matchAll(UNBROKEN)) {
      const line = lines.at(-1) ?? '';
      if (line !== '' && pen.width(line + piece, size, style.spacing) > width) lines.push(piece);
      else lines[lines.length - 1] = line + piece;
    }
    return lines;
  }
}
