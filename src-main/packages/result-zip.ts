import { crc32 } from 'node:zlib';
import type { Time } from '../domain/vocabulary';

/** Takes the container's bytes in order; the next ones come when it is done. */
export type WriteBytes = (bytes: Uint8Array) => Promise<void>;

/** Content whose size and CRC-32 are known before it is written. */
export interface MeasuredContent {
  bytes: number;
  crc: number;
  chunks: AsyncIterable<Uint8Array>;
}

interface Written {
  path: Buffer;
  crc: number;
  bytes: number;
  offset: number;
}

const SMALL_LIMIT = 0xffff_ffff;
const UTF8_NAMES = 1 << 11;
const PLAIN = 20;
const ZIP64 = 45;
const MADE_ON_UNIX = (3 << 8) | ZIP64;
const FILE_MODE = (0o100644 << 16) >>> 0;
const EVERY_ENTRY_COUNT = 0xffff;

/**
 * The container of a result package: a ZIP (APPNOTE 6.3) with stored entries, one time stamp, no comments and nothing between the entries.
 * A package's files and their order give exactly one container, on every machine and in every later version, so that `verify` can make it
 * again and tell a container that was touched; compression and a library's own choices would not stay the same for years.
 */
export class ResultZip {
  readonly #write: WriteBytes;
  readonly #stamp: { time: number; date: number };
  readonly #entries: Written[] = [];
  #offset = 0;

  /** `createdAt`: every entry bears its wall clock time. */
  constructor(write: WriteBytes, createdAt: Time) {
    this.#write = write;
    this.#stamp = dosStamp(createdAt);
  }

  async addBytes(path: string, bytes: Uint8Array): Promise<void> {
    await this.add(path, { bytes: bytes.byteLength, crc: crc32(bytes), chunks: oneChunk(bytes) });
  }

  /** Throws when the content is not as long as was said. */
  async add(path: string, content: MeasuredContent): Promise<void> {
    if (content.bytes >= SMALL_LIMIT) throw new Error('an entry of 4 GiB and more');
    const entry: Written = { path: Buffer.from(path), crc: content.crc, bytes: content.bytes, offset: this.#offset };
    await this.#put(this.#localHeader(entry));
    let written = 0;
    for await (const chunk of content.chunks) {
      written += chunk.byteLength;
      await this.#put(chunk);
    }
    if (written !== content.bytes) throw new Error(`${path} is ${written} bytes long, not ${content.bytes}`);
    this.#entries.push(entry);
  }

  async end(): Promise<void> {
    const start = this.#offset;
    for (const entry of this.#entries) await this.#put(this.#directoryRecord(entry));
    await this.#put(endRecords(this.#entries.length, start, this.#offset - start));
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#offset += bytes.byteLength;
    await this.#write(bytes);
  }

  #localHeader(entry: Written): Buffer {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(PLAIN, 4);
    this.#writeFacts(header, entry, 6);
    return Buffer.concat([header, entry.path]);
  }

  #directoryRecord(entry: Written): Buffer {
    const far = entry.offset >= SMALL_LIMIT;
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(MADE_ON_UNIX, 4);
    record.writeUInt16LE(far ? ZIP64 : PLAIN, 6);
    this.#writeFacts(record, entry, 8);
    record.writeUInt16LE(far ? 12 : 0, 30);
    record.writeUInt32LE(FILE_MODE, 38);
    record.writeUInt32LE(far ? SMALL_LIMIT : entry.offset, 42);
    return Buffer.concat([record, entry.path, far ? farOffset(entry.offset) : Buffer.alloc(0)]);
  }

  /** The stretch that local header and directory record share: flags to name length. */
  #writeFacts(into: Buffer, entry: Written, at: number): void {
    into.writeUInt16LE(UTF8_NAMES, at);
    into.writeUInt16LE(this.#stamp.time, at + 4);
    into.writeUInt16LE(this.#stamp.date, at + 6);
    into.writeUInt32LE(entry.crc, at + 8);
    into.writeUInt32LE(entry.bytes, at + 12);
    into.writeUInt32LE(entry.bytes, at + 16);
    into.writeUInt16LE(entry.path.length, at + 20);
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The time as written, without its offset: the same stamp wherever the container is made. */
function dosStamp(time: Time): { time: number; date: number } {
  const [year = 1980, month = 1, day = 1, hour = 0, minute = 0, second = 0] = time.slice(0, 19).split(/[-T:]/).map(Number);
  return { date: ((year - 1980) << 9) | (month << 5) | day, time: (hour << 11) | (minute << 5) | (second >> 1) };
}

function farOffset(offset: number): Buffer {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(offset), 4);
  return extra;
}

function endRecords(count: number, start: number, size: number): Buffer {
  const large = count >= EVERY_ENTRY_COUNT || start >= SMALL_LIMIT || size >= SMALL_LIMIT;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(large ? EVERY_ENTRY_COUNT : count, 8);
  end.writeUInt16LE(large ? EVERY_ENTRY_COUNT : count, 10);
  end.writeUInt32LE(large ? SMALL_LIMIT : size, 12);
  end.writeUInt32LE(large ? SMALL_LIMIT : start, 16);
  return large ? Buffer.concat([largeEndRecords(count, start, size), end]) : end;
}

function largeEndRecords(count: number, start: number, size: number): Buffer {
  const end = Buffer.alloc(56);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(MADE_ON_UNIX, 12);
  end.writeUInt16LE(ZIP64, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end, locator]);
}
