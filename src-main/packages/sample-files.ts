import { createHash } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { sha256Hex } from '../canonical/canonical-json';
import type { JsonValue } from '../domain/audit-event';

interface FileEntry {
  path: string;
  bytes: number;
  sha256: string;
}

/** A text file that grows line by line and is entered into the manifest when it is complete. */
export class GrowingFile {
  readonly path: string;
  readonly #stream: WriteStream;
  readonly #hash = createHash('sha256');
  #bytes = 0;

  constructor(folder: string, path: string) {
    this.path = path;
    this.#stream = createWriteStream(join(folder, path));
  }

  async append(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    if (!this.#stream.write(bytes)) await once(this.#stream, 'drain');
  }

  async close(): Promise<FileEntry> {
    this.#stream.end();
    await finished(this.#stream);
    return { path: this.path, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

/** The folder of a package being written. The manifest grows with it, so that a package of any size needs little memory. */
export class SampleFolder {
  readonly folder: string;
  readonly #manifest: GrowingFile;
  #files = 0;
  #bytes = 0;
  #folders = new Set<string>();

  private constructor(folder: string) {
    this.folder = folder;
    this.#manifest = new GrowingFile(folder, 'manifest.json');
  }

  /** Begins the manifest with everything but its list of files. */
  static async create(folder: string, head: { readonly [key: string]: JsonValue }): Promise<SampleFolder> {
    await mkdir(folder, { recursive: true });
    const made = new SampleFolder(folder);
    await made.#manifest.append(`${JSON.stringify(head).slice(0, -1)},"files":[`);
    return made;
  }

  async add(path: string, bytes: Uint8Array): Promise<void> {
    await this.#makeFolderOf(path);
    await writeFile(join(this.folder, path), bytes);
    await this.enter({ path, bytes: bytes.length, sha256: sha256Hex(bytes) });
  }

  /** Lists a file that is already there. */
  async enter(entry: FileEntry): Promise<void> {
    await this.#manifest.append(`${this.#files === 0 ? '' : ','}\n${JSON.stringify(entry)}`);
    this.#files += 1;
    this.#bytes += entry.bytes;
  }

  async close(): Promise<{ files: number; bytes: number }> {
    await this.#manifest.append('\n]}\n');
    await this.#manifest.close();
    return { files: this.#files, bytes: this.#bytes };
  }

  /** Images of one candidate come together: only the last folder needs remembering. */
  async #makeFolderOf(path: string): Promise<void> {
    const folder = dirname(path);
    if (this.#folders.has(folder)) return;
    await mkdir(join(this.folder, folder), { recursive: true });
    if (this.#folders.size > 100) this.#folders.clear();
    this.#folders.add(folder);
  }
}
