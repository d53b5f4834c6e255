import { sha256Hex } from '../canonical/canonical-json';
import type { Sha256 } from '../domain/vocabulary';
import type { ListedFile } from './result-manifest';
import type { MeasuredContent, ResultZip } from './result-zip';

/** The files of a package as they are written, each with its size and digest for the manifest. */
export class PackageContents {
  readonly #zip: ResultZip;
  readonly #files: ListedFile[] = [];

  constructor(zip: ResultZip) {
    this.#zip = zip;
  }

  get count(): number {
    return this.#files.length;
  }

  async add(path: string, content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    await this.#zip.addBytes(path, bytes);
    this.#files.push({ path, bytes: bytes.byteLength, sha256: sha256Hex(bytes) });
  }

  /** Content too large to be held: measured and hashed before. */
  async addMeasured(path: string, content: MeasuredContent & { sha256: Sha256 }): Promise<void> {
    await this.#zip.add(path, content);
    this.#files.push({ path, bytes: content.bytes, sha256: content.sha256 });
  }

  /** By path, in plain order of code units. */
  list(): ListedFile[] {
    return this.#files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }
}
