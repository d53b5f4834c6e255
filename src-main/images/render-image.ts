import sharp, { type Sharp } from 'sharp';
import { err, ok, type Result } from '../domain/result';
import type { ImageFault, RenderOptions } from './image-messages';
import { openImage } from './open-image';
import type { PixelBudget } from './pixel-budget';
import { watermarkSvg, type TextOutlines } from './watermark';

/** Readable small print of scanned papers, without colour fringes. */
const JPEG = { quality: 84, chromaSubsampling: '4:4:4' } as const;

/** A JPEG for looking at: upright as the image declares, turned, fitted, watermarked, without any metadata. */
export async function renderImage(
  bytes: Uint8Array, options: RenderOptions, budget: PixelBudget, outlines: TextOutlines | null,
): Promise<Result<Uint8Array, ImageFault>> {
  if (options.watermark !== null && outlines === null) return err({ code: 'watermark-font-missing' });
  const opened = await openImage(bytes);
  if (!opened.ok) return opened;
  const { pipeline, metadata: { width, height } } = opened.value;
  try {
    return ok(await budget.run(width * height, () => draw(pipeline(), options, outlines)));
  } catch {
    return err({ code: 'image-undecodable' });
  }
}

async function draw(image: Sharp, { maxEdge, rotate, watermark }: RenderOptions, outlines: TextOutlines | null): Promise<Uint8Array> {
  const fitted = image
    .autoOrient()
    .rotate(rotate)
    .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb');
  if (watermark === null || outlines === null) return fitted.jpeg(JPEG).toBuffer();
  const { data, info } = await fitted.raw().toBuffer({ resolveWithObject: true });
  const overlay = Buffer.from(watermarkSvg(watermark.text, info, outlines));
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } }).composite([{ input: overlay }]).jpeg(JPEG).toBuffer();
}
