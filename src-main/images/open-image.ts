import sharp, { type Metadata, type Sharp } from 'sharp';
import { PIXEL_LIMIT } from '../domain/registration-images';
import { err, ok, type Result } from '../domain/result';
import type { ImageFault } from './image-messages';

// One image at a time needs one thread; several are decoded side by side. Nothing is kept between images.
sharp.concurrency(1);
sharp.cache(false);

const SIGNATURES = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
} as const;

export interface OpenedImage {
  mediaType: keyof typeof SIGNATURES;
  metadata: Metadata;
  /**
   * A fresh pipeline over the image. The one place that sets limits: truncated or broken data is an error, what every
   * viewer shows (an odd marker of a phone) is not; rows are read in order, so that memory stays small.
   */
  pipeline(): Sharp;
}

function mediaTypeOf(bytes: Uint8Array): keyof typeof SIGNATURES | null {
  const types = Object.keys(SIGNATURES) as (keyof typeof SIGNATURES)[];
  return types.find((type) => SIGNATURES[type].every((byte, i) => bytes[i] === byte)) ?? null;
}

/** Reads the head of an image: its type by content, its size against the pixel limit. */
export async function openImage(bytes: Uint8Array): Promise<Result<OpenedImage, ImageFault>> {
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === null) return err({ code: 'image-wrong-type' });
  const metadata = await readMetadata(bytes);
  if (metadata === null || `image/${metadata.format}` !== mediaType) return err({ code: 'image-undecodable' });
  const { width, height } = metadata;
  if (width * height > PIXEL_LIMIT) return err({ code: 'image-pixel-limit', width, height });
  return ok({ mediaType, metadata, pipeline: () => sharp(bytes, { limitInputPixels: PIXEL_LIMIT, failOn: 'error', sequentialRead: true, animated: false }) });
}

/** The limit is judged by us, from the declared size, so that the caller can say by how much. */
async function readMetadata(bytes: Uint8Array): Promise<Metadata | null> {
  try {
    return await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata();
  } catch {
    return null;
  }
}

