import { constants } from 'node:fs';
import { copyFile, open, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeDurably } from '../durable-files';

/** Larger than any page: the first page lies in the file's first 64 KiB. */
const KEPT_BYTES = 4_096;

function keptFile(file: string): string {
  return join(dirname(file), `${basename(file)}.first-page`);
}

async function readBeginningOf(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(KEPT_BYTES), 0, KEPT_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Keeps the first page of a store that was found sound: all else is reached through it, and without it nothing could be
 * salvaged. Encrypted as it lies. No connection of this process may be open on the file (see store-file.ts).
 */
export async function keepFirstPage(file: string): Promise<void> {
  const [now, kept] = await Promise.all([readBeginningOf(file), readFile(keptFile(file)).catch(() => null)]);
  if (kept === null || !kept.equals(now)) await writeDurably(keptFile(file), now, 0o600);
}

/**
 * Copies a store's file with its log into a folder for looking into, `withKeptPage` with the kept first page in place of its
 * own. The file itself is never touched. False when no first page was kept.
 */
export async function copyForSalvage(file: string, to: string, withKeptPage: boolean): Promise<boolean> {
  const kept = withKeptPage ? await readFile(keptFile(file)).catch(() => null) : Buffer.alloc(0);
  if (kept === null) return false;
  await copyFile(file, to, constants.COPYFILE_FICLONE);
  const log = await stat(`${file}-wal`).catch(() => null);
  if (log !== null && !withKeptPage) await copyFile(`${file}-wal`, `${to}-wal`);
  if (kept.length > 0) {
    const handle = await open(to, 'r+');
    await handle.write(kept, 0, kept.length, 0).finally(() => handle.close());
  }
  return true;
}
