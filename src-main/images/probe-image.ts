import type { ImageFacts } from '../domain/registration-images';
import { err, ok, type Result } from '../domain/result';
import type { ImageFault } from './image-messages';
import { openImage, type OpenedImage } from './open-image';
import type { PixelBudget } from './pixel-budget';

/** Type by content, size, orientation, and proof that the image decodes to its last pixel. Never throws for hostile bytes. */
export async function probeImage(bytes: Uint8Array, budget: PixelBudget): Promise<Result<ImageFacts, ImageFault>> {
  const opened = await openImage(bytes);
  if (!opened.ok) return opened;
  const { mediaType, metadata } = opened.value;
  const { width, height, orientation = 1 } = metadata;
  const decodes = await budget.run(width * height, () => decodesToTheEnd(opened.value));
  return decodes ? ok({ mediaType, width, height, orientation }) : err({ code: 'image-undecodable' });
}

/** Asking for the last row makes the decoder go through all rows above it, without keeping them. */
async function decodesToTheEnd({ pipeline, metadata: { width, height } }: OpenedImage): Promise<boolean> {
  try {
    await pipeline().extract({ left: 0, top: height - 1, width, height: 1 }).raw().toBuffer();
    return true;
  } catch {
    return false;
  }
}
