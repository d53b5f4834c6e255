import { describe, expect, it } from 'vitest';
import { fontFiles } from '../../src-main/documents/fonts';
import { rasterise } from '../../src-main/images/rasterise';
import { TextOutline } from '../../src-main/images/text-outline';
import sharp from 'sharp';

const files = fontFiles('resources');
const outline = new TextOutline(files.regular);

/** What the path's points span: every glyph begins with an absolute M, and steps in relative m, l, q, c and z. */
function extent(path: string): { left: number; right: number; top: number; bottom: number } {
  const xs: number[] = [];
  const ys: number[] = [];
  let [pen, start] = [{ x: 0, y: 0 }, { x: 0, y: 0 }];
  for (const [, letter = '', rest = ''] of path.matchAll(/([Mmlqcz])([-\d. ]*)/g)) {
    const numbers = rest.split(' ').filter(Boolean).map(Number);
    const from = letter === 'M' ? { x: 0, y: 0 } : pen;
    const points = Array.from({ length: numbers.length / 2 }, (_, i) => ({ x: from.x + (numbers[2 * i] ?? NaN), y: from.y + (numbers[2 * i + 1] ?? NaN) }));
    pen = letter === 'z' ? start : (points.at(-1) ?? pen);
    if (letter === 'm') start = pen;
    if (letter === 'M') continue;
    xs.push(...points.map((point) => point.x));
    ys.push(...points.map((point) => point.y));
  }
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

describe('text as outlines', () => {
  it('is SVG path data without a single text element', () => {
    expect(outline.path('审核 A1', { x: 0, y: 100, size: 40 })).toMatch(/^(M|m|l|q|c|z|[-\d. ])+$/);
  });

  it('stands on its baseline, begins at x and ends where its width says', () => {
    const { left, right, top, bottom } = extent(outline.path('审核台', { x: 10, y: 100, size: 40 }));
    expect(outline.width('审核台', 40)).toBe(120);
    expect(left).toBeGreaterThanOrEqual(10);
    expect(right).toBeLessThanOrEqual(130);
    expect(top).toBeGreaterThan(60);
    expect(bottom).toBeLessThan(106);
  });

  it('puts space after every character but counts none after the last', () => {
    expect(outline.width('审核台', 40, 5)).toBe(130);
    expect(extent(outline.path('审核台', { x: 0, y: 0, size: 40, spacing: 5 })).right).toBeLessThanOrEqual(130);
  });

  it('grows with its size', () => {
    expect(outline.width('Countersign', 30)).toBeCloseTo(3 * outline.width('Countersign', 10));
  });

  it('draws nothing for nothing', () => {
    expect(outline.path('', { x: 0, y: 0, size: 20 })).toBe('');
    expect(outline.width('', 20, 8)).toBe(0);
  });

  it.each(['㛃', '𬭎', '䶮', '·', '?', '审'])('has the character %s', (character) => {
    expect(outline.covers(character.codePointAt(0) ?? 0)).toBe(true);
    expect(outline.path(character, { x: 0, y: 0, size: 20 })).not.toBe('');
  });

  it('says which character it does not have', () => {
    expect(outline.covers(0x2a6a5)).toBe(false);
  });
});

describe('a list of fonts', () => {
  it('takes a character from the first font that has it', () => {
    const both = new TextOutline(files.bold, [files.regular]);
    const place = { x: 0, y: 0, size: 20 };
    expect(both.path('审', place)).toBe(new TextOutline(files.bold).path('审', place));
    expect(both.path('审', place)).not.toBe(outline.path('审', place));
  });

  it('draws the missing glyph of the first font when none has the character', () => {
    const both = new TextOutline(files.regular, [files.bold]);
    expect(both.covers(0x2a6a5)).toBe(false);
    expect(both.path('\u{2a6a5}', { x: 0, y: 0, size: 20 })).toBe(outline.path('\u{2a6a5}', { x: 0, y: 0, size: 20 }));
  });
});

describe('a drawing made into an image', () => {
  const mark = outline.path('审', { x: 20, y: 80, size: 60 });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="#fff"/><path d="${mark}"/></svg>`;

  it('has one pixel for each unit, and ink where the character is', async () => {
    const png = await rasterise(svg, { format: 'png', quality: 80 });
    const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([200, 100]);
    const ink = (from: number, to: number): number => data.filter((value, i) => value < 128 && i % 200 >= from && i % 200 < to).length;
    expect(ink(20, 80)).toBeGreaterThan(300);
    expect(ink(80, 200)).toBe(0);
  });

  it('can lie on its side as a phone stores it, and says so', async () => {
    const jpeg = await rasterise(svg, { format: 'jpeg', quality: 80, rotateExif: 6 });
    const { width, height, orientation } = await sharp(jpeg).metadata();
    expect({ width, height, orientation }).toEqual({ width: 100, height: 200, orientation: 6 });
    const upright = await sharp(jpeg).autoOrient().greyscale().raw().toBuffer();
    const plain = await sharp(await rasterise(svg, { format: 'jpeg', quality: 80 })).greyscale().raw().toBuffer();
    const apart = upright.reduce((sum, value, i) => sum + Math.abs(value - (plain[i] ?? 0)), 0) / plain.length;
    expect(apart).toBeLessThan(2);
  });
});
