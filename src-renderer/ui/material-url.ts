import type { MaterialUrl } from '../../src-preload/contract/common';

/** The same image with its long edge at most `edge` px, as the desk draws it (watermarked, upright). */
export function atEdge(url: MaterialUrl, edge: number): string {
  if (!url.startsWith('material:')) return url;
  return `${url.split('?')[0] ?? url}?edge=${edge}`;
}
