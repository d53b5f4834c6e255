import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip as its writer wants it to look, right or wrong. */
export interface HostileEntry {
  name: string | Buffer;
  data?: Buffer;
  /** Size that the directory declares. */
  declared?: number;
  /** Unix mode in the directory. */
  mode?: number;
  method?: 0 | 8 | 14;
  encrypted?: boolean;
  /** Takes the data of an earlier entry instead of its own. */
  sharesDataOf?: number;
  crc?: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

/** Writes a zip byte by byte, so that it may lie. */
export function hostileZip(entries: readonly HostileEntry[]): Buffer {
  const locals: Buffer[] = [];
  const offsets: number[] = [];
  let length = 0;
  const central = entries.map((entry) => {
    const shared = entry.sharesDataOf === undefined ? undefined : offsets[entry.sharesDataOf];
    const offset = shared ?? length;
    offsets.push(offset);
    if (shared === undefined) {
      const local = localEntry(entry);
      locals.push(local);
      length += local.length;
    }
    return centralEntry(entry, offset);
  });
  const directory = Buffer.concat(central);
  return Buffer.concat([...locals, directory, endRecord(entries.length, directory.length, length)]);
}

function packed({ data = Buffer.alloc(0), method = 8 }: HostileEntry): Buffer {
  return method === 8 ? deflateRawSync(data) : data;
}

function common(entry: HostileEntry): Buffer {
  const { data = Buffer.alloc(0), method = 8 } = entry;
  const head = Buffer.alloc(22);
  head.writeUInt16LE(entry.encrypted === true ? 1 : 0, 0);
  head.writeUInt16LE(method, 2);
  head.writeUInt32LE(entry.crc ?? crc32(data), 8);
  head.writeUInt32LE(packed(entry).length, 12);
  head.writeUInt32LE(entry.declared ?? data.length, 16);
  head.writeUInt16LE(Buffer.from(entry.name).length, 20);
  return head;
}

function localEntry(entry: HostileEntry): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(LOCAL, 0);
  head.writeUInt16LE(20, 4);
  return Buffer.concat([head, common(entry), Buffer.alloc(2), Buffer.from(entry.name), packed(entry)]);
}

function centralEntry(entry: HostileEntry, offset: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(CENTRAL, 0);
  head.writeUInt16LE((3 << 8) | 20, 4);
  head.writeUInt16LE(20, 6);
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 8);
  tail.writeUInt32LE(offset, 12);
  return Buffer.concat([head, common(entry), tail, Buffer.from(entry.name)]);
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
