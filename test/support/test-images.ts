import sharp from 'sharp';

export interface ImageDraft {
  width?: number;
  height?: number;
  format?: 'jpeg' | 'png' | 'webp';
  /** EXIF orientation 1-8. */
  orientation?: number;
  /** Makes otherwise equal images differ. */
  shade?: number;
  progressive?: boolean;
}

/** A small, right image; a test names only what matters. */
export function testImage({ width = 600, height = 500, format = 'jpeg', orientation, shade = 200, progressive = false }: ImageDraft = {}): Promise<Buffer> {
  const plain = sharp({ create: { width, height, channels: 3, background: { r: shade, g: 210, b: 220 } } });
  const oriented = orientation === undefined ? plain : plain.withMetadata({ orientation });
  if (format === 'webp') return oriented.webp().toBuffer();
  return format === 'png' ? oriented.png({ progressive }).toBuffer() : oriented.jpeg({ progressive }).toBuffer();
}

/** An image full of noise, so that its size in bytes follows its size in pixels. */
export async function noisyImage(width: number, height: number, seed = 1): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  let state = seed;
  for (let i = 0; i < pixels.length; i += 1) pixels[i] = (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16;
  return sharp(pixels, { raw: { width, height, channels: 3 } }).jpeg({ quality: 80 }).toBuffer();
}

/** A PNG whose header declares a size that nothing behind it has. */
export async function pngThatDeclares(width: number, height: number): Promise<Buffer> {
  const { crc32 } = await import('node:zlib');
  const png = await testImage({ width: 2, height: 2, format: 'png' });
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}
