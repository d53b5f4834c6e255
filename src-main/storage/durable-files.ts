import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder's entries survive a power cut. Windows keeps them by itself and cannot open folders. */
export async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * Makes a folder, for its owner alone, with the folders above it; one that is there stays. Unlike the recursive `mkdir` of
 * Node, which says that the folder is not there, it fails with what the disk said.
 */
export async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT') throw error;
    await makeFolder(dirname(dir));
    await makeFolder(dir);
  }
}

/** Writes a whole file or nothing: under a name beside it, flushed, then renamed. */
export async function writeDurably(file: string, bytes: string | Uint8Array, mode: number): Promise<void> {
  const beside = `${file}.new`;
  const handle = await open(beside, 'w', mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  await syncFolder(dirname(file));
}

export type DiskTrouble = 'disk-full' | 'disk-read-only' | 'disk-failed';

const DISK_CODES: Readonly<Record<string, DiskTrouble>> = {
  ENOSPC: 'disk-full', EDQUOT: 'disk-full', EROFS: 'disk-read-only', EACCES: 'disk-read-only', EPERM: 'disk-read-only', ENOTDIR: 'disk-read-only', EEXIST: 'disk-read-only',
  EIO: 'disk-failed',
};

/** What a failed file operation means for the person at the desk; null for anything else. */
export function findDiskTrouble(error: unknown): DiskTrouble | null {
  return DISK_CODES[codeOf(error)] ?? null;
}

const GONE_CODES: ReadonlySet<string> = new Set(['ENOENT', 'ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'EHOSTUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EBUSY', 'UNKNOWN']);

/** True when a place that was there does not answer any more: its disk was pulled out, or its share is gone. */
export function isPlaceGone(error: unknown): boolean {
  return GONE_CODES.has(codeOf(error));
}
