import type { RasteriseOptions } from '../images/rasterise';
import { TextOutline } from '../images/text-outline';
import type { CodeTables } from '../domain/code-tables';
import type { SampleCandidate, SamplePaper } from './sample-candidate';
import { drawPaper, drawPhoto } from './sample-papers/draw-paper';
import type { PaperPens } from './sample-papers/paper-page';

/** Turns an SVG without text elements into an image file; done by the image process inside the app. */
export type DrawImages = (svg: string, options: RasteriseOptions) => Promise<Uint8Array>;

export interface DrawnPaper {
  paper: SamplePaper;
  jpeg: Uint8Array;
}

export interface DrawnImages {
  papers: readonly DrawnPaper[];
  photo: Uint8Array;
}

/** Draws the images of one candidate at a time. */
export class SampleArtist {
  readonly #draw: DrawImages;
  readonly #tables: CodeTables;
  readonly #examYear: number;
  readonly #pens: PaperPens;
  /** A unit hands the same copy of its licence to all its people. */
  readonly #licences = new Map<string, Promise<Uint8Array>>();

  constructor(draw: DrawImages, tables: CodeTables, examYear: number, fontFiles: { regular: string; bold: string }) {
    this.#draw = draw;
    this.#tables = tables;
    this.#examYear = examYear;
    this.#pens = { regular: new TextOutline(fontFiles.regular), bold: new TextOutline(fontFiles.bold) };
  }

  async drawAll(candidate: SampleCandidate): Promise<DrawnImages> {
    const photo = this.#draw(drawPhoto(this.#pens, candidate), { format: 'jpeg', quality: 84 });
    const papers = candidate.papers.map(async (paper) => ({ paper, jpeg: await this.#drawPaper(candidate, paper) }));
    return { photo: await photo, papers: await Promise.all(papers) };
  }

  #drawPaper(candidate: SampleCandidate, paper: SamplePaper): Promise<Uint8Array> {
    if (paper.kind !== 'licence') return this.#drawScan(candidate, paper);
    const unit = paper.shows.workUnit ?? '';
    const known = this.#licences.get(unit);
    if (known !== undefined) return known;
    const drawing = this.#drawScan(candidate, paper);
    this.#licences.set(unit, drawing);
    return drawing;
  }

  #drawScan(candidate: SampleCandidate, paper: SamplePaper): Promise<Uint8Array> {
    const svg = drawPaper(this.#pens, candidate, paper, this.#examYear, this.#tables);
    if (paper.scan === 'rotated') return this.#draw(svg, { format: 'jpeg', quality: 78, rotateExif: 6 });
    return this.#draw(svg, { format: 'jpeg', quality: paper.scan === 'large' ? 90 : 78 });
  }
}

/** The same picture as another file: a JPEG comment after the first marker makes its digest its own. */
export function withComment(jpeg: Uint8Array, comment: string): Uint8Array {
  const text = Buffer.from(comment, 'ascii');
  const segment = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, text, jpeg.subarray(2)]);
}
