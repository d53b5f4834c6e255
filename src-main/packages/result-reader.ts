import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Sha256 } from '../domain/vocabulary';
import type { PackageContainer, PackageEntry } from './registration-container';
import { ReadFault } from './registration-container';
import { openZipPackage } from './registration-zip';
import type { ProblemList } from './result-problems';

/** A file of the package as it really is. */
export interface MeasuredFile {
  entry: PackageEntry;
  bytes: number;
  crc: number;
  sha256: Sha256;
}

/** What one form or table may take in memory. Bytes. */
const LARGEST_TEXT = 256 * 1024 * 1024;

/** A result package whose every file was read through once. Whoever opens it closes it. */
export class ResultFiles {
  readonly #container: PackageContainer;
  readonly files: ReadonlyMap<string, MeasuredFile>;

  private constructor(container: PackageContainer, files: ReadonlyMap<string, MeasuredFile>) {
    this.#container = container;
    this.files = files;
  }

  /** Null when there is no package to speak of; damage of single files is told in `problems`. */
  static async open(path: string, problems: ProblemList): Promise<ResultFiles | null> {
    const container = await openZipPackage(path).catch(() => null);
    if (container === null || container.entries.length === 0) {
      await container?.close();
      problems.add('unreadable', '');
      return null;
    }
    for (const fault of container.faults) problems.add(fault.code === 'broken-zip' ? 'broken-zip' : 'bad-path', fault.path ?? '');
    return new ResultFiles(container, await measureAll(container, problems));
  }

  close(): Promise<void> {
    return this.#container.close();
  }

  async findBytes(path: string): Promise<Buffer | null> {
    const file = this.files.get(path);
    if (!file || file.bytes > LARGEST_TEXT) return null;
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.chunks(file)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async findText(path: string): Promise<string | null> {
    return (await this.findBytes(path))?.toString('utf8') ?? null;
  }

  chunks(file: MeasuredFile): AsyncIterable<Uint8Array> {
    return this.#container.read(file.entry);
  }

  lines(file: MeasuredFile): AsyncIterable<string> {
    return createInterface({ input: Readable.from(this.chunks(file)), crlfDelay: Infinity });
  }
}

/** SHA-256 of a file on disk. */
export async function fileDigest(path: string): Promise<Sha256> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

async function measureAll(container: PackageContainer, problems: ProblemList): Promise<Map<string, MeasuredFile>> {
  const files = new Map<string, MeasuredFile>();
  for (const entry of container.entries) {
    const file = await findMeasured(container, entry);
    if (file === null) problems.add('broken-zip', entry.path);
    else if (files.has(entry.path)) problems.add('duplicate-entry', entry.path);
    else files.set(entry.path, file);
  }
  return files;
}

async function findMeasured(container: PackageContainer, entry: PackageEntry): Promise<MeasuredFile | null> {
  const hash = createHash('sha256');
  let [bytes, crc] = [0, 0];
  try {
    for await (const chunk of container.read(entry)) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      crc = crc32(chunk, crc);
      if (bytes > entry.bytes) return null;
    }
  } catch (error) {
    if (error instanceof ReadFault) return null;
    throw error;
  }
  return bytes === entry.bytes ? { entry, bytes, crc, sha256: hash.digest('hex') } : null;
}
