import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256Hex } from '../canonical/canonical-json';
import { err } from '../domain/result';
import type { Result } from '../domain/result';
import type { Sha256 } from '../domain/vocabulary';
import { findDiskTrouble, makeFolder, syncFolder } from './durable-files';
import type { DiskTrouble } from './durable-files';
import type { SealCipher } from './keys/seal-cipher';
import type { StoreKey } from './keys/store-key';

export interface StagedBytes {
  sha256: Sha256;
  bytes: number;
}

export interface StagingLimits {
  maxBytes?: number;
}

/** Thrown by staging and publishing when the disk, or a limit, does not take the bytes. Nothing of them stays. */
export class MaterialTrouble extends Error {
  readonly code: DiskTrouble | 'too-large';

  constructor(code: MaterialTrouble['code'], cause?: unknown) {
    super(`material: ${code}`, { cause });
    this.code = code;
  }
}

const SHA256 = /^[0-9a-f]{64}$/;
const LIST = '.published';

/** Counts and digests what goes through. */
class Measure {
  bytes = 0;
  readonly #hash = createHash('sha256');
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(chunk: Uint8Array): void {
    this.bytes += chunk.byteLength;
    if (this.bytes > this.#maxBytes) throw new MaterialTrouble('too-large');
    this.#hash.update(chunk);
  }

  async* following(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.add(chunk);
      yield chunk;
    }
  }

  staged(): StagedBytes {
    return { sha256: this.#hash.digest('hex'), bytes: this.bytes };
  }
}

async function writeSealed(handle: FileHandle, bytes: Uint8Array | AsyncIterable<Uint8Array>, cipher: SealCipher, maxBytes: number): Promise<StagedBytes> {
  const measure = new Measure(maxBytes);
  if (bytes instanceof Uint8Array) {
    measure.add(bytes);
    await handle.writeFile(cipher.sealBytes(bytes));
  } else {
    for await (const chunk of cipher.sealStream(measure.following(bytes))) await handle.writeFile(chunk);
  }
  return measure.staged();
}

/** Flushed while others are still read and looked at: the disk works beside the processor, and publishing has only names left to do. */
async function writeFlushed(handle: FileHandle, write: () => Promise<StagedBytes>): Promise<StagedBytes> {
  try {
    const staged = await write();
    await handle.sync();
    return staged;
  } finally {
    await handle.close();
  }
}

async function namingTrouble<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = findDiskTrouble(error);
    throw code === null ? error : new MaterialTrouble(code, error);
  }
}

/**
 * Bytes of images, evidence, pictures and papers under their SHA-256, sealed wherever they lie: `blobs/ab/cdef…`, staged under
 * `staging/` before. A file's name is a keyed digest of the SHA-256: who has the disk and not the key cannot tell whether a
 * picture that is known elsewhere is in the store. Nothing else reads or writes there. Bytes never change; what is read is
 * checked against its digest.
 */
export class MaterialFiles {
  readonly #folders = new Set<string>();
  readonly #blobs: string;
  readonly #staging: string;
  readonly #cipher: SealCipher;
  readonly #nameOf: (sha256: Sha256) => string;

  constructor(dir: string, key: StoreKey) {
    this.#cipher = key.cipherFor('blobs');
    this.#nameOf = key.blobNaming();
    this.#blobs = join(dir, 'blobs');
    this.#staging = join(dir, 'staging');
  }

  /** Takes bytes in, flushed to the disk, without showing them to anyone. The same bytes twice are kept once. */
  stage(bytes: Uint8Array | AsyncIterable<Uint8Array>, limits: StagingLimits = {}): Promise<StagedBytes> {
    return namingTrouble(async () => {
      await this.#makeFolder(this.#staging);
      const part = join(this.#staging, `${randomUUID()}.part`);
      const handle = await open(part, 'wx', 0o600);
      try {
        const staged = await writeFlushed(handle, () => writeSealed(handle, bytes, this.#cipher, limits.maxBytes ?? Infinity));
        await rename(part, this.#stagedFile(staged.sha256));
        return staged;
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    });
  }

  /**
   * Makes staged bytes lasting, before the rows that refer to them are committed. What is published already stays.
   * A list of them is left in staging until the next sweep, which takes back what no row came to refer to; the list is not
   * flushed, so a power cut may at worst leave bytes that nothing refers to.
   */
  publish(shas: readonly Sha256[]): Promise<void> {
    return namingTrouble(async () => {
      const fresh = [...new Set(shas)].filter((sha256) => !existsSync(this.#fileOf(sha256)));
      if (fresh.length > 0) await writeFile(join(this.#staging, `${randomUUID()}${LIST}`), this.#cipher.sealBytes(Buffer.from(fresh.join('\n')), LIST), { mode: 0o600 });
      for (const sha256 of fresh) await this.#move(sha256);
      const folders = new Set(fresh.map((sha256) => dirname(this.#fileOf(sha256))));
      for (const folder of [...folders, this.#blobs]) await syncFolder(folder);
      await this.discard(shas);
    });
  }

  /** Nobody takes a folder away while the store is open: one that was there is not asked for again. */
  async #makeFolder(dir: string): Promise<void> {
    if (this.#folders.has(dir)) return;
    await makeFolder(dir);
    this.#folders.add(dir);
  }

  async #move(sha256: Sha256): Promise<void> {
    await this.#makeFolder(dirname(this.#fileOf(sha256)));
    await rename(this.#stagedFile(sha256), this.#fileOf(sha256));
  }

  /** Drops staged bytes that will not be published. */
  discard(shas: readonly Sha256[]): Promise<void> {
    return namingTrouble(async () => {
      for (const sha256 of shas) await rm(this.#stagedFile(sha256), { force: true });
    });
  }

  async read(sha256: Sha256): Promise<Result<Uint8Array, { code: 'blob-missing' | 'blob-damaged'; sha256: Sha256 }>> {
    if (!SHA256.test(sha256)) return err({ code: 'blob-missing', sha256 });
    const sealed = await readFile(this.#fileOf(sha256)).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    });
    return sealed === null ? err({ code: 'blob-missing', sha256 }) : this.openStored(sha256, sealed);
  }

  /** Bytes as they lie somewhere, opened and checked against the digest that they were stored under. */
  openStored(sha256: Sha256, stored: Uint8Array): Result<Uint8Array, { code: 'blob-damaged'; sha256: Sha256 }> {
    const opened = this.#cipher.openBytes(stored);
    return opened.ok && sha256Hex(opened.value) === sha256 ? opened : err({ code: 'blob-damaged', sha256 });
  }

  /** Staged bytes as they lie, sealed, for another place that keeps them. */
  readStaged(sha256: Sha256): Promise<Uint8Array> {
    return namingTrouble(() => readFile(this.#stagedFile(sha256)));
  }

  /** The name under which bytes are kept, here and elsewhere. */
  nameOf(sha256: Sha256): string {
    return this.#nameOf(checked(sha256));
  }

  isDigest(text: string): boolean {
    return SHA256.test(text);
  }

  /** Files are opened for each use alone. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  has(sha256: Sha256): Promise<boolean> {
    return Promise.resolve(SHA256.test(sha256) && existsSync(this.#fileOf(sha256)));
  }

  /**
   * Clears what imports and captures left behind; answers with the number of files removed. Only while nothing is being
   * staged: opening a store does it. `isStored` says whether the store knows the bytes: those that were published for rows
   * which never came go too.
   */
  async sweepStaged(isStored?: (sha256: Sha256) => Promise<boolean>): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.#staging).catch(() => [])) {
      const file = join(this.#staging, name);
      if (name.endsWith(LIST)) {
        if (isStored === undefined) continue;
        removed += await this.#takeBack(await this.#readList(file), isStored);
      } else {
        removed += 1;
      }
      await rm(file, { force: true });
    }
    return removed;
  }

  /** A list that a power cut left in part names nothing. */
  async #readList(file: string): Promise<readonly Sha256[]> {
    const opened = this.#cipher.openBytes(await readFile(file), LIST);
    return opened.ok ? opened.value.toString('utf8').split('\n') : [];
  }

  async #takeBack(shas: readonly Sha256[], isStored: (sha256: Sha256) => Promise<boolean>): Promise<number> {
    let removed = 0;
    for (const sha256 of shas) {
      if (!SHA256.test(sha256) || !existsSync(this.#fileOf(sha256)) || await isStored(sha256)) continue;
      await rm(this.#fileOf(sha256), { force: true });
      removed += 1;
    }
    return removed;
  }

  #stagedFile(sha256: Sha256): string {
    return join(this.#staging, this.#nameOf(checked(sha256)));
  }

  #fileOf(sha256: Sha256): string {
    const name = this.#nameOf(checked(sha256));
    return join(this.#blobs, name.slice(0, 2), name.slice(2));
  }
}

/** Digests become file names: anything else would be a path. */
function checked(sha256: Sha256): Sha256 {
  if (!SHA256.test(sha256)) throw new Error('not a SHA-256');
  return sha256;
}
