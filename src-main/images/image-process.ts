import { PIXEL_LIMIT } from '../domain/registration-images';
import { ok, type Result } from '../domain/result';
import { encodeFrame, FrameReader, type Frame } from './image-frames';
import type { ImageAnswer, ImageFault, ImageRequest } from './image-messages';
import { PixelBudget } from './pixel-budget';
import { probeImage } from './probe-image';
import { rasterise } from './rasterise';
import { renderImage } from './render-image';
import { TextOutline } from './text-outline';
import type { TextOutlines } from './watermark';

/**
 * Entry of the image process: the only one that decodes images. Plain Node, started by the image client with the
 * watermark's font file as its argument; frames come on stdin, answers go to stdout, and it ends with its stdin.
 */
const budget = new PixelBudget(PIXEL_LIMIT);
let watermarkOutlines: TextOutlines | null = null;

/** Opened on first use: most images are only probed. */
function outlines(): TextOutlines | null {
  const [, , fontFile] = process.argv;
  if (fontFile !== undefined && watermarkOutlines === null) watermarkOutlines = new TextOutline(fontFile);
  return watermarkOutlines;
}

function say(answer: ImageAnswer, bytes?: Uint8Array): void {
  for (const piece of encodeFrame(answer, bytes)) process.stdout.write(piece);
}

async function answer({ json, bytes }: Frame): Promise<void> {
  const request = json as ImageRequest;
  if (request.kind === 'probe') {
    const probed = await probeImage(bytes, budget);
    return say(probed.ok ? { kind: 'probed', id: request.id, facts: probed.value } : { kind: 'trouble', id: request.id, error: probed.error });
  }
  const drawn = await draw(request, bytes);
  return drawn.ok ? say({ kind: 'rendered', id: request.id }, drawn.value) : say({ kind: 'trouble', id: request.id, error: drawn.error });
}

async function draw(request: Exclude<ImageRequest, { kind: 'probe' }>, bytes: Uint8Array): Promise<Result<Uint8Array, ImageFault>> {
  if (request.kind === 'rasterise') return ok(await rasterise(Buffer.from(bytes).toString('utf8'), request.options));
  return renderImage(bytes, request.options, budget, request.options.watermark === null ? null : outlines());
}

const reader = new FrameReader();
process.stdin.on('data', (chunk: Buffer) => {
  for (const frame of reader.push(chunk)) void answer(frame);
});
process.stdin.on('end', () => process.exit());
say({ kind: 'hello' });
