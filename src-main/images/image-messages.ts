import { z } from 'zod';
import type { RasteriseOptions } from './rasterise';

export type Rotation = 0 | 90 | 180 | 270;

/** How a derivative is drawn. The original is never changed. */
export interface RenderOptions {
  /** Longest edge of the result in pixels; smaller originals are not enlarged. */
  maxEdge: number;
  /** Drawn across the picture, translucent. */
  watermark: { text: string } | null;
  /** Clockwise, on top of the orientation that the image itself declares. */
  rotate: Rotation;
  format: 'jpeg';
}

/** What is asked of the image process; the image, or the drawing as SVG in UTF-8, comes as the frame's bytes. */
export type ImageWish = { kind: 'probe' } | { kind: 'render'; options: RenderOptions } | { kind: 'rasterise'; options: RasteriseOptions };
export type ImageRequest = ImageWish & { id: number };

const facts = z.object({
  mediaType: z.enum(['image/jpeg', 'image/png']),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  orientation: z.number().int().min(1).max(8),
});

const trouble = z.discriminatedUnion('code', [
  z.object({ code: z.literal('image-wrong-type') }),
  z.object({ code: z.literal('image-undecodable') }),
  z.object({ code: z.literal('image-pixel-limit'), width: z.number().int(), height: z.number().int() }),
  z.object({ code: z.literal('watermark-font-missing') }),
]);

/** What is wrong with an image, as its process tells it. */
export type ImageFault = z.infer<typeof trouble>;

/**
 * What the image process may say. Its words are checked like any input: the process has read hostile bytes.
 * `hello` comes once, when it is ready; the picture of `rendered` follows as the frame's bytes.
 */
export const imageAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello') }),
  z.object({ kind: z.literal('probed'), id: z.number().int(), facts }),
  z.object({ kind: z.literal('rendered'), id: z.number().int() }),
  z.object({ kind: z.literal('trouble'), id: z.number().int(), error: trouble }),
]);

export type ImageAnswer = z.infer<typeof imageAnswer>;
