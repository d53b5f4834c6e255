import { open, rename } from 'node:fs/promises';
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

const DISK_CODES: Readonly<Record<string, 'disk-full' | 'disk-read-only'>> = {
  ENOSPC: 'disk-full', EDQUOT: 'disk-full', EROFS: 'disk-read-only', EACCES: 'disk-read-only', EPERM: 'disk-read-only', ENOTDIR: 'disk-read-only', EEXIST: 'disk-read-only',
};

/** What a failed file operation means for the person at the desk; null for anything else. */
export function findDiskTrouble(error: unknown): 'disk-full' | 'disk-read-only' | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return DISK_CODES[code] ?? null;
}
