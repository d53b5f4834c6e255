/** Renderings in memory, newest kept; nothing of an image is written in clear. */
export class RenderingCache {
  private readonly kept = new Map<string, Uint8Array>();
  private bytes = 0;
  private readonly limit: number;

  constructor(limitBytes = 96 * 1024 * 1024) {
    this.limit = limitBytes;
  }

  find(key: string): Uint8Array | null {
    const found = this.kept.get(key);
    if (found === undefined) return null;
    this.kept.delete(key);
    this.kept.set(key, found);
    return found;
  }

  keep(key: string, rendering: Uint8Array): void {
    this.drop(key);
    this.kept.set(key, rendering);
    this.bytes += rendering.byteLength;
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= this.limit) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.bytes -= this.kept.get(key)?.byteLength ?? 0;
    this.kept.delete(key);
  }
}
