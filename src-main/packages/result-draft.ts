import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Sha256 } from '../domain/vocabulary';
import { syncFolder } from '../storage/durable-files';

/** Tens of thousands of small files are not written one by one. */
const BLOCK_BYTES = 1024 * 1024;
const NO_PLACE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS']);
const NAME_CHARACTERS = 12;

/** A file that comes into being whole or not at all: written under a hidden name beside its place, flushed, then renamed. */
export class DraftFile {
  readonly #handle: FileHandle;
  readonly #draft: string;
  readonly #out: string;
  readonly #hash = createHash('sha256');
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #sha256: Sha256 | null = null;

  private constructor(handle: FileHandle, draft: string, out: string) {
    this.#handle = handle;
    this.#draft = draft;
    this.#out = out;
  }

  /**
   * Null when the folder is not there, is none, or does not let itself be written. `writer` writes one file at a time: what it could
   * not take away when a disk vanished, or a power cut ended it, makes way for its next one in that folder.
   */
  static async tryBeside(out: string, writer: string): Promise<DraftFile | null> {
    const draft = join(dirname(out), `.countersign-${createHash('sha256').update(writer).digest('hex').slice(0, NAME_CHARACTERS)}`);
    try {
      await rm(draft, { force: true });
      return new DraftFile(await open(draft, 'wx', 0o600), draft, out);
    } catch (error) {
      if (NO_PLACE.has(String((error as NodeJS.ErrnoException).code))) return null;
      throw error;
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.byteLength;
    if (this.#waitingBytes >= BLOCK_BYTES) await this.#flush();
  }

  /** Of the whole file; there once it is published. */
  get sha256(): Sha256 {
    if (this.#sha256 === null) throw new Error('the file is not complete');
    return this.#sha256;
  }

  async publish(): Promise<void> {
    await this.#flush();
    await this.#handle.sync();
    await this.#handle.close();
    this.#sha256 = this.#hash.digest('hex');
    await rename(this.#draft, this.#out);
    await syncFolder(dirname(this.#out));
  }

  async #flush(): Promise<void> {
    const block = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#handle.writeFile(block);
  }

  /** Leaves nothing behind, if the disk allows it; harmless after `publish`. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#draft, { force: true }).catch(() => undefined);
  }
}
