import PDFDocument from 'pdfkit';
import type { PaperFonts } from './paper-font';
import type { SetText, TextStyle, Weight } from './paper-text';
import { GlyphReadings, LINE_HEIGHT, setText } from './paper-text';

/** Millimetres as points. */
export function mm(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PaperOptions {
  size: 'A4' | 'A5';
  /** Points at each side. */
  margins: { top: number; bottom: number; side: number };
  title: string;
  author: string;
  /** The PDF's creation time, so that the same paper drawn again is the same file. */
  madeAt: Date;
}

const SIZES = { A4: [595.28, 841.89], A5: [419.53, 595.28] } as const;
/** Where the ink of an ideograph sits in its em square: places the base line so that Chinese text looks centred. */
const BASELINE = 0.88;

/** Pages that fill from the top: a cursor, text set in the papers' fonts, boxes and vector paths. Points, y downwards. */
export class Paper {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where the next thing is drawn. */
  y: number;
  readonly fonts: PaperFonts;
  readonly pdf: PDFKit.PDFDocument;
  readonly #readings: Record<Weight, GlyphReadings>;
  readonly #chunks: Uint8Array[] = [];

  constructor(fonts: PaperFonts, options: PaperOptions) {
    const { margins } = options;
    [this.width, this.height] = SIZES[options.size];
    [this.left, this.right] = [margins.side, this.width - margins.side];
    [this.top, this.bottom] = [margins.top, this.height - margins.bottom];
    this.y = this.top;
    this.fonts = fonts;
    this.#readings = { regular: new GlyphReadings(fonts.regular), bold: new GlyphReadings(fonts.bold) };
    this.pdf = new PDFDocument({
      size: options.size, margin: 0, autoFirstPage: false, bufferPages: true, pdfVersion: '1.7', lang: 'zh-CN', displayTitle: true, font: '',
      info: { Title: options.title, Author: options.author, Creator: 'Countersign', Producer: 'Countersign', CreationDate: options.madeAt, ModDate: options.madeAt },
    });
    for (const weight of ['regular', 'bold'] as const) this.pdf.registerFont(weight, fonts[weight].bytes);
    this.pdf.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk));
  }

  get innerWidth(): number {
    return this.right - this.left;
  }

  /** Height left on this page. */
  get room(): number {
    return this.bottom - this.y;
  }

  addPage(): void {
    this.pdf.addPage();
    this.y = this.top;
  }

  /** Widths of columns that fill the paper's inner width, by their shares. */
  columns(...shares: readonly number[]): number[] {
    const whole = shares.reduce((sum, share) => sum + share, 0);
    return shares.map((share) => (share * this.innerWidth) / whole);
  }

  /** Goes to a new page when less than `height` is left; true when it did. */
  keep(height: number): boolean {
    if (height <= this.room) return false;
    this.addPage();
    return true;
  }

  set(text: string, width: number, style: TextStyle): SetText {
    return setText(text, width, style, this.fonts);
  }

  widthOf(text: string, style: TextStyle): number {
    return this.fonts[style.weight].width(text, style.size);
  }

  /** Draws set text with its upper left corner at (x, y). */
  drawText(text: SetText, x: number, y: number, align: { to: 'left' | 'centre' | 'right'; width: number } = { to: 'left', width: 0 }): void {
    const { size } = text.style;
    text.lines.forEach((line, i) => {
      const slack = align.to === 'left' ? 0 : (align.width - this.widthOf(line, text.style)) * (align.to === 'centre' ? 0.5 : 1);
      this.#drawLine(line, x + slack, y + i * size * LINE_HEIGHT + (size * (LINE_HEIGHT - 1)) / 2 + size * BASELINE, text.style);
    });
  }

  fill(box: Box, color: string): void {
    this.pdf.rect(box.x, box.y, box.width, box.height).fill(color);
  }

  frame(box: Box, color: string, lineWidth: number): void {
    this.pdf.lineWidth(lineWidth).rect(box.x, box.y, box.width, box.height).stroke(color);
  }

  line(x1: number, y1: number, x2: number, y2: number, color: string, lineWidth: number): void {
    this.pdf.lineWidth(lineWidth).moveTo(x1, y1).lineTo(x2, y2).stroke(color);
  }

  /** Calls `decorate` for every page, which is then the current one, and closes the document. */
  async finish(decorate: (page: number, pages: number) => void): Promise<Uint8Array> {
    const { count } = this.pdf.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.pdf.switchToPage(page);
      decorate(page + 1, count);
    }
    const ended = new Promise<void>((resolve, reject) => this.pdf.once('end', resolve).once('error', reject));
    this.pdf.end();
    await ended;
    return Buffer.concat(this.#chunks);
  }

  #drawLine(line: string, x: number, baseline: number, style: TextStyle): void {
    this.pdf.font(style.weight).fontSize(style.size).fillColor(style.color);
    let at = x;
    for (const run of this.#readings[style.weight].runs(line)) {
      if (run.readAs !== null) this.pdf.markContent('Span', { actual: run.readAs });
      this.pdf.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
      if (run.readAs !== null) this.pdf.endMarkedContent();
      at += this.pdf.widthOfString(run.text);
    }
  }
}
