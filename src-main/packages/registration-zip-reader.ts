import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';

const BLOCK_BYTES = 256 * 1024;

/**
 * Random access over an open file for the zip library. The directory is read in small pieces, one right after another:
 * those are served from a block, so that a large package does not cost two reads of the disk for each of its files.
 */
export class ZipFileReader extends RandomAccessReader {
  readonly #handle: FileHandle;
  readonly #size: number;
  #block = Buffer.alloc(0);
  #blockStart = 0;
  #lastEnd = -1;

  constructor(handle: FileHandle, size: number) {
    super();
    this.#handle = handle;
    this.#size = size;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#range(start, end), { objectMode: false });
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    this.#copy(buffer, offset, length, position).then(() => callback(null), callback);
  }

  /** The file is closed by whoever opened it. */
  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }

  async #copy(buffer: Buffer, offset: number, length: number, position: number): Promise<void> {
    if (position + length > this.#size) throw new Error('beyond the end of the file');
    const inBlock = position >= this.#blockStart && position + length <= this.#blockStart + this.#block.length;
    const follows = position === this.#lastEnd;
    this.#lastEnd = position + length;
    const block = inBlock ? this.#block : await this.#load(position, follows ? Math.max(length, Math.min(BLOCK_BYTES, this.#size - position)) : length);
    const start = inBlock ? position - this.#blockStart : 0;
    block.copy(buffer, offset, start, start + length);
  }

  async #load(position: number, length: number): Promise<Buffer> {
    const block = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.#handle.read(block, filled, length - filled, position + filled);
      if (bytesRead === 0) throw new Error('the file has become shorter');
      filled += bytesRead;
    }
    [this.#block, this.#blockStart] = [block, position];
    return block;
  }

  async *#range(start: number, end: number): AsyncGenerator<Buffer> {
    for (let position = start; position < end;) {
      const chunk = Buffer.allocUnsafeSlow(Math.min(end - position, BLOCK_BYTES));
      const { bytesRead } = await this.#handle.read(chunk, 0, chunk.length, position);
      if (bytesRead === 0) throw new Error('the file has become shorter');
      yield chunk.subarray(0, bytesRead);
      position += bytesRead;
    }
  }
}
