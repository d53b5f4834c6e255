import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BrokenFrame, encodeFrame, FRAME_LIMITS, FrameReader, type Frame } from '../../src-main/images/image-frames';
import { PixelBudget } from '../../src-main/images/pixel-budget';
import { watermarkSvg } from '../../src-main/images/watermark';

describe('frames on a pipe', () => {
  test('come out as they went in, wherever the stream is cut', () => {
    const frames = fc.array(fc.record({ json: fc.jsonValue(), bytes: fc.uint8Array({ maxLength: 300 }) }), { maxLength: 6 });
    fc.assert(fc.property(frames, fc.array(fc.nat(), { maxLength: 20 }), (sent, cuts) => {
      const stream = Buffer.concat(sent.flatMap(({ json, bytes }) => encodeFrame(json, bytes)));
      const ends = [...cuts.map((cut) => cut % (stream.length + 1)), stream.length].toSorted((a, b) => a - b);
      const reader = new FrameReader();
      const read: Frame[] = [];
      ends.forEach((end, i) => read.push(...reader.push(stream.subarray(ends[i - 1] ?? 0, end))));
      expect(read.map(({ json, bytes }) => [json, [...bytes]])).toEqual(sent.map(({ json, bytes }) => [JSON.parse(JSON.stringify(json)), [...bytes]]));
    }));
  });

  test.each([
    ['a JSON part beyond the limit', FRAME_LIMITS.json + 1, 0],
    ['bytes beyond the limit', 2, FRAME_LIMITS.bytes + 1],
  ])('with %s are refused before anything is kept', (_, json, bytes) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(json, 0);
    head.writeUInt32BE(bytes, 4);
    expect(() => [...new FrameReader().push(head)]).toThrow(BrokenFrame);
  });

  test('whose JSON is none are refused', () => {
    expect(() => [...new FrameReader().push(Buffer.from([0, 0, 0, 1, 0, 0, 0, 0, 0x7b]))]).toThrow(BrokenFrame);
  });

  test('that are whole are heard, also when nonsense follows in the same chunk', () => {
    const heard: unknown[] = [];
    const chunk = Buffer.concat([...encodeFrame({ kind: 'hello' }), Buffer.from('nonsense that is no frame')]);
    expect(() => {
      for (const { json } of new FrameReader().push(chunk)) heard.push(json);
    }).toThrow(BrokenFrame);
    expect(heard).toEqual([{ kind: 'hello' }]);
  });
});

describe('the pixels decoded at once', () => {
  test('stay below the limit, in the order of asking, and everything comes to its turn', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 15 }), { maxLength: 20 }), async (sizes) => {
      const budget = new PixelBudget(10);
      const started: number[] = [];
      let used = 0;
      await Promise.all(sizes.map((pixels, i) => budget.run(pixels, async () => {
        started.push(i);
        used += pixels;
        expect(used <= 10 || used === pixels).toBe(true);
        await Promise.resolve();
        used -= pixels;
      })));
      expect(started).toEqual(sizes.map((_, i) => i));
    }));
  });

  test('are given back by an image that fails', async () => {
    const budget = new PixelBudget(1);
    await expect(budget.run(1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await budget.run(1, () => Promise.resolve('next'))).toBe('next');
  });
});

describe('a watermark', () => {
  const outlines = { path: (text: string, { size }: { size: number }) => `M${text.length} ${size}`, width: (text: string, size: number) => text.length * size };

  test('is of the picture’s size, holds outlines and no text, and stands on it whole', () => {
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 9000 }), (text, width, height) => {
      const svg = watermarkSvg(text, { width, height }, outlines);
      expect(svg).toContain(`width="${width}" height="${height}"`);
      expect(svg).not.toContain('<text');
      expect(svg).not.toMatch(/NaN|Infinity/);
    }));
  });
});
