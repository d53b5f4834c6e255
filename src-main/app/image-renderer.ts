import type { Outcome } from '../workflows/ports';

export interface RenderWish {
  maxEdge: number;
  watermark: string | null;
}

export interface ImageFactsView {
  mediaType: 'image/jpeg' | 'image/png';
  width: number;
  height: number;
}

/** The image process as the desk uses it. */
export interface ImageRenderer {
  render(bytes: Uint8Array, wish: RenderWish): Promise<Outcome<Uint8Array>>;
  probe(bytes: Uint8Array): Promise<Outcome<ImageFactsView>>;
  dispose(): Promise<void> | void;
}
