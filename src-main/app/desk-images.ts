import type { ImageTrouble } from '../images/image-jobs';
import type { ImageClient } from '../images/image-client';
import { refusal, type Refusal, type RefusalCode } from '../domain/refusal';
import type { ImageRenderer } from './image-renderer';

const TOLD_AS_THEY_ARE: readonly RefusalCode[] = ['image-wrong-type', 'image-undecodable', 'image-pixel-limit'];

/** Trouble of the image process itself is one thing for the desk: the picture is not there now. */
function asRefusal(trouble: ImageTrouble): { ok: false; error: Refusal } {
  const known = TOLD_AS_THEY_ARE.find((code) => code === trouble.code);
  return refusal(known ?? 'image-process-died');
}

/** The image process in the desk's words. */
export function deskImages(client: ImageClient): ImageRenderer {
  return {
    async render(bytes, { maxEdge, watermark }) {
      const drawn = await client.render(bytes, { maxEdge, watermark: watermark === null ? null : { text: watermark }, rotate: 0, format: 'jpeg' });
      return drawn.ok ? drawn : asRefusal(drawn.error);
    },
    async probe(bytes) {
      const facts = await client.probe(bytes);
      return facts.ok ? facts : asRefusal(facts.error);
    },
    dispose: () => client.dispose(),
  };
}
