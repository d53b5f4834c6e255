import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inkBounds, inkPaths, signatureSvg } from '../../src-main/documents/signature-svg';
import type { StrokeSample } from '../../src-main/domain/signature-form';
import { sampleContent, sampleSignature } from './signed-case';

const form = sampleSignature(sampleContent());
const line = (pressure: number | null): StrokeSample[] => [[0, 0, pressure, null, null, 0], [100, 0, pressure, null, null, 1], [200, 50, pressure, null, null, 2]];

describe('the picture of a signature', () => {
  it('is broader where the pen was pressed', () => {
    const widthAt = (pressure: number | null): number => inkPaths({ ...form, strokes: [line(pressure)] })[0]!.width;
    expect(widthAt(60_000)).toBeGreaterThan(widthAt(30_000));
    expect(widthAt(30_000)).toBeGreaterThan(widthAt(0));
    expect(widthAt(null)).toBe(widthAt(32_768));
  });

  it('goes through every stroke, a dot included', () => {
    const strokes = [line(null), [[50, 40, null, null, null, 3]] as StrokeSample[]];
    expect(inkPaths({ ...form, strokes }).map(({ d }) => d)).toEqual(['M0 0Q0 0 50 0Q100 0 150 25Q200 50 200 50', 'M50 40Q50 40 50 40']);
    expect(inkBounds({ ...form, strokes })).toEqual({ x: 0, y: 0, width: 200, height: 50 });
  });

  it('is an SVG that shows ink, the same every time', async () => {
    const svg = signatureSvg(form);
    expect(signatureSvg(form)).toBe(svg);
    const shown = await sharp(Buffer.from(svg)).flatten({ background: '#fff' }).png().toBuffer();
    const { channels } = await sharp(shown).stats();
    expect(channels[0]!.min).toBeLessThan(80);
    expect(channels[0]!.mean).toBeGreaterThan(200);
  });
});
