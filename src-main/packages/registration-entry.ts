import { createHash } from 'node:crypto';
import type { Sha256 } from '../domain/vocabulary';
import { ReadFault, type PackageContainer, type PackageEntry } from './registration-container';

/** What came out of one file. */
export type EntryOutcome =
  | { ok: true; bytes: number; sha256: Sha256 }
  /** `entry-too-large`: it goes on beyond the declared size and was not read further. */
  | { ok: false; code: 'entry-too-large' | 'broken-zip' | 'missing-file'; hint: string | null };

/**
 * One file of a package while it is read: counted against its declared size and hashed. Iterating never throws for what
 * the package holds; `outcome` says how it ended and is there once the iteration is over.
 */
export class VerifiedEntry implements AsyncIterable<Uint8Array> {
  readonly #container: PackageContainer;
  readonly #entry: PackageEntry;
  outcome: EntryOutcome | null = null;

  constructor(container: PackageContainer, entry: PackageEntry) {
    this.#container = container;
    this.#entry = entry;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of this.#container.read(this.#entry)) {
        bytes += chunk.length;
        if (bytes > this.#entry.bytes) {
          this.outcome = { ok: false, code: 'entry-too-large', hint: null };
          return;
        }
        hash.update(chunk);
        yield chunk;
      }
      this.outcome = { ok: true, bytes, sha256: hash.digest('hex') };
    } catch (error) {
      if (!(error instanceof ReadFault)) throw error;
      this.outcome = { ok: false, code: error.code, hint: error.hint };
    }
  }

  /** Reads to the end for the sake of size and digest. */
  async verify(): Promise<EntryOutcome> {
    for await (const chunk of this) void chunk;
    return this.getOutcome();
  }

  /** Reads the whole file into memory; null when it does not end well. */
  async readAll(): Promise<Buffer | null> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this) chunks.push(chunk);
    if (!this.getOutcome().ok) return null;
    return chunks.length === 1 && chunks[0] instanceof Buffer ? chunks[0] : Buffer.concat(chunks);
  }

  getOutcome(): EntryOutcome {
    if (this.outcome === null) throw new Error('the file has not been read to its end');
    return this.outcome;
  }
}
