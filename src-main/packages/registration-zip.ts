import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { MOST_ENTRIES, ReadFault, type ContainerFault, type PackageContainer, type PackageEntry } from './registration-container';
import { ZipFileReader } from './registration-zip-reader';

/** What is kept of a directory entry until its bytes are read. */
interface ZipEntry extends PackageEntry {
  offset: number;
  headerBytes: number;
  compressedSize: number;
  compressionMethod: number;
  flags: number;
  crc: number;
}

const FILE_TYPE_MASK = 0o170000;
const LINK = 0o120000;
const ORDINARY = new Set([0, 0o100000, 0o040000]);
const LOCAL_HEADER_BYTES = 30;

/** Opens a zip by its central directory alone. A file that is no zip is a package with that fault, not an exception. */
export async function openZipPackage(file: string): Promise<PackageContainer> {
  const handle = await open(file, 'r');
  const { size } = await handle.stat();
  const reader = new ZipFileReader(handle, size);
  const zip = await openZip(reader, size);
  if (zip === null) return brokenZip(handle, { code: 'broken-zip', path: null, hint: 'notZip', found: null });
  if (zip.entryCount > MOST_ENTRIES) return brokenZip(handle, { code: 'broken-zip', path: null, hint: 'tooMany', found: String(zip.entryCount) });
  const { entries, faults } = await listEntries(zip);
  return {
    entries, faults,
    read: (entry) => readEntry(zip, entry as ZipEntry),
    close: () => handle.close(),
  };
}

/** Names stay bytes until they are judged here; sizes are counted by whoever reads. */
function openZip(reader: ZipFileReader, size: number): Promise<ZipFile | null> {
  const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false, autoClose: false };
  return yauzl.fromRandomAccessReaderPromise(reader, size, options).catch(() => null);
}

function brokenZip(handle: FileHandle, fault: ContainerFault): PackageContainer {
  return {
    entries: [], faults: [fault], close: () => handle.close(),
    read: () => {
      throw new ReadFault('broken-zip', 'notZip');
    },
  };
}

async function listEntries(zip: ZipFile): Promise<{ entries: readonly ZipEntry[]; faults: readonly ContainerFault[] }> {
  const entries: ZipEntry[] = [];
  const faults: ContainerFault[] = [];
  try {
    for await (const entry of zip.eachEntry()) sortIn(entry, entries, faults);
  } catch {
    faults.push({ code: 'broken-zip', path: null, hint: 'entries', found: null });
  }
  const overlapping = findOverlap(entries);
  if (overlapping !== null) faults.push({ code: 'broken-zip', path: overlapping, hint: 'overlap', found: null });
  return { entries, faults };
}

function sortIn(entry: Entry, entries: ZipEntry[], faults: ContainerFault[]): void {
  const path = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE_MASK;
  if (type === LINK) faults.push({ code: 'link', path });
  else if (!ORDINARY.has(type)) faults.push({ code: 'bad-path', path, fault: 'special' });
  else if (!path.endsWith('/') || entry.uncompressedSize > 0) entries.push(zipEntry(path, entry));
  else if (!/^[A-Za-z0-9._/-]+$/.test(path) || path.split('/').includes('..')) faults.push({ code: 'bad-path', path, fault: 'characters' });
}

function zipEntry(path: string, entry: Entry): ZipEntry {
  return {
    path,
    bytes: entry.uncompressedSize,
    offset: entry.relativeOffsetOfLocalHeader,
    headerBytes: LOCAL_HEADER_BYTES + entry.fileNameLength,
    compressedSize: entry.compressedSize,
    compressionMethod: entry.compressionMethod,
    flags: entry.generalPurposeBitFlag,
    crc: entry.crc32,
  };
}

/** Files that share data let a small zip unpack to any size. */
function findOverlap(entries: readonly ZipEntry[]): string | null {
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset);
  const overlapping = inOrder.find((entry, i) => {
    const before = inOrder[i - 1];
    return before !== undefined && before.offset + before.headerBytes + before.compressedSize > entry.offset;
  });
  return overlapping?.path ?? null;
}

async function* readEntry(zip: ZipFile, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const stored = yauzlEntry(entry);
  if (!stored.canDecodeFileData()) throw new ReadFault('broken-zip', stored.isEncrypted() ? 'encrypted' : 'method');
  let read = 0;
  let crc = 0;
  try {
    for await (const chunk of (await zip.openReadStreamPromise(stored)) as AsyncIterable<Uint8Array>) {
      read += chunk.length;
      if (entry.path === 'manifest.json') crc = crc32(chunk, crc);
      yield chunk;
      if (read > entry.bytes) return;
    }
  } catch {
    throw new ReadFault('broken-zip', 'data');
  }
  if (entry.path === 'manifest.json' && crc !== entry.crc) throw new ReadFault('broken-zip', 'data');
}

/** The directory is not kept in the library's own, larger objects: a package may have a million files. */
function yauzlEntry({ offset, bytes, compressedSize, compressionMethod, flags }: ZipEntry): Entry {
  return Object.assign(new yauzl.Entry(), {
    relativeOffsetOfLocalHeader: offset, uncompressedSize: bytes, compressedSize, compressionMethod, generalPurposeBitFlag: flags,
  });
}
