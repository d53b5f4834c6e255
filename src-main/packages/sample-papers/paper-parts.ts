import QRCode from 'qrcode';
import type { PaperPage } from './paper-page';

/** Parts that several papers share: stock, seals, tables, the mark that says that all of it is invented. */

const RED = '#c5221f';

/** Sheet of paper, slightly toned and darker at the edges as a scanner sees it. */
export function layPaper(page: PaperPage, tone = '#fbfaf6', edge = '#e9e6dd'): void {
  page.add(`<defs><radialGradient id="stock" cx="0.5" cy="0.45" r="0.8"><stop offset="0.6" stop-color="${tone}"/><stop offset="1" stop-color="${edge}"/></radialGradient></defs>`);
  page.box(0, 0, page.width, page.height, 'fill="url(#stock)"');
}

/** Ornamental frame of a certificate: two rules with a woven line between them. */
export function layFrame(page: PaperPage, colour: string, inset = 34): void {
  const [width, height] = [page.width - 2 * inset, page.height - 2 * inset];
  page.box(inset, inset, width, height, `fill="none" stroke="${colour}" stroke-width="5"`);
  page.box(inset + 24, inset + 24, width - 48, height - 48, `fill="none" stroke="${colour}" stroke-width="1.6"`);
  const strands = [0, Math.PI].map((phase) => weave(inset + 14, page.width, page.height, phase));
  page.add(`<path fill="none" stroke="${colour}" stroke-width="1.4" stroke-opacity="0.75" d="${strands.join('')}"/>`);
}

/** Fine wavy lines behind the text, as on security paper. */
export function layWaves(page: PaperPage, colour: string, opacity: number): void {
  const waves = Array.from({ length: 26 }, (_, i) => {
    const y = (page.height / 26) * (i + 0.5);
    return wave(0, y, page.width, 14 + (i % 4) * 5, i * 0.7);
  });
  page.add(`<path fill="none" stroke="${colour}" stroke-width="1.2" stroke-opacity="${opacity}" d="${waves.join('')}"/>`);
}

/** Round seal with a star, the owner's name along the upper arc, and `样张` below. */
export function stampSeal(page: PaperPage, x: number, y: number, radius: number, owner: string, turn = -8): void {
  const characters = [...owner];
  const size = Math.min(radius * 0.29, (radius * 3.5) / characters.length);
  const step = Math.min(0.42, 4.1 / Math.max(1, characters.length - 1));
  const letters = characters.map((character, i) => {
    const angle = (i - (characters.length - 1) / 2) * step;
    const path = page.outline(0, -radius * 0.66, size, character, { bold: true, anchor: 'middle' });
    return `<path transform="rotate(${degrees(angle)})" d="${path}"/>`;
  });
  const below = page.outline(0, radius * 0.7, radius * 0.2, '样张专用', { bold: true, anchor: 'middle', spacing: 2 });
  page.add(
    `<g transform="translate(${x} ${y}) rotate(${turn})" fill="${RED}" fill-opacity="0.78"><circle r="${radius}" fill="none" stroke="${RED}" stroke-opacity="0.78" stroke-width="${radius * 0.055}"/>` +
      `<path d="${star(radius * 0.27)}"/>${letters.join('')}<path d="${below}"/></g>`,
  );
}

/** A person's name as if written by hand. */
export function signAs(page: PaperPage, x: number, y: number, size: number, name: string): void {
  page.add(`<path fill="#1d2f6f" transform="translate(${x} ${y}) rotate(-4) skewX(-14)" d="${page.outline(0, 0, size, name, { spacing: -size * 0.06 })}"/>`);
}

export interface TableCell {
  text: string;
  /** Share of the row's width. */
  share: number;
  label?: boolean;
}

/** A ruled table; label cells are toned. Returns the y below it. */
export function ruleTable(page: PaperPage, x: number, y: number, width: number, rowHeight: number, rows: readonly (readonly TableCell[])[], size = 22): number {
  rows.forEach((row, r) => {
    const shares = row.reduce((total, cell) => total + cell.share, 0);
    let left = x;
    for (const cell of row) {
      const cellWidth = (width * cell.share) / shares;
      const top = y + r * rowHeight;
      page.box(left, top, cellWidth, rowHeight, `fill="${cell.label ? '#eef1f4' : 'none'}" fill-opacity="0.8" stroke="#565b63" stroke-width="1.4"`);
      const middle = top + rowHeight / 2 + size * 0.36;
      if (cell.label) page.write(left + cellWidth / 2, middle, size * 0.92, cell.text, { anchor: 'middle', fill: '#48505a', fit: cellWidth - 12 });
      else page.write(left + 14, middle, size, cell.text, { fit: cellWidth - 24 });
      left += cellWidth;
    }
  });
  return y + rows.length * rowHeight;
}

/** The row `label | value | label | value …`. */
export function pairs(...texts: readonly string[]): TableCell[] {
  return texts.map((text, i) => (i % 2 === 0 ? { text, share: 1, label: true } : { text, share: texts.length === 2 ? 5 : 2 }));
}

export function drawQr(page: PaperPage, x: number, y: number, size: number, text: string): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const step = size / modules.size;
  const dots = Array.from({ length: modules.size * modules.size }, (_, i) =>
    modules.data[i] ? `M${round(x + (i % modules.size) * step)} ${round(y + Math.floor(i / modules.size) * step)}h${round(step)}v${round(step)}h${round(-step)}z` : '',
  );
  page.add(`<path fill="#23262b" d="${dots.join('')}"/>`);
}

/** Says on every image, large and small, that paper and person are invented. */
export function markAsSample(page: PaperPage): void {
  const size = Math.min(page.width, page.height) * 0.17;
  const words = page.outline(0, size * 0.36, size, '样张 SAMPLE', { bold: true, anchor: 'middle' });
  const turn = page.width > page.height ? -24 : -48;
  page.add(`<path transform="translate(${page.width / 2} ${page.height / 2}) rotate(${turn})" fill="#8a3b3b" fill-opacity="0.11" d="${words}"/>`);
  page.write(page.width - 18, page.height - 12, 14, '虚构样例，仅供培训和测试 · invented sample for training and tests', { anchor: 'end', fill: '#8b8f96' });
}

function weave(inset: number, width: number, height: number, phase: number): string {
  const [right, bottom] = [width - inset, height - inset];
  const side = (length: number, at: (along: number, off: number) => string): string => {
    const steps = Math.round(length / 7);
    return Array.from({ length: steps + 1 }, (_, i) => `${i === 0 ? 'M' : 'L'}${at((length * i) / steps, 6 * Math.sin((i / steps) * Math.round(length / 44) * Math.PI * 2 + phase))}`).join('');
  };
  return (
    side(right - inset, (along, off) => `${round(inset + along)} ${round(inset + off)}`) +
    side(right - inset, (along, off) => `${round(inset + along)} ${round(bottom + off)}`) +
    side(bottom - inset, (along, off) => `${round(inset + off)} ${round(inset + along)}`) +
    side(bottom - inset, (along, off) => `${round(right + off)} ${round(inset + along)}`)
  );
}

function wave(x: number, y: number, width: number, amplitude: number, phase: number): string {
  const steps = 48;
  return Array.from({ length: steps + 1 }, (_, i) => `${i === 0 ? 'M' : 'L'}${round(x + (width * i) / steps)} ${round(y + amplitude * Math.sin(i * 0.52 + phase))}`).join('');
}

function star(radius: number): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const reach = i % 2 === 0 ? radius : radius * 0.382;
    const angle = (Math.PI / 5) * i;
    return `${round(reach * Math.sin(angle))} ${round(-reach * Math.cos(angle))}`;
  });
  return `M${points.join('L')}Z`;
}

function degrees(radians: number): number {
  return round((radians * 180) / Math.PI);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
