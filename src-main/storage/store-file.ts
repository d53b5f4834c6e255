import { createHash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, open, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CLEAR_BYTES } from './dialects/sqlite-cipher';

/** Size in bytes, 0 when there is no such file. */
export async function sizeOf(file: string): Promise<number> {
  return stat(file).then((found) => found.size, () => 0);
}

/** A store whose log is still there was not closed: power cut, or its process was ended. */
export async function wasClosed(file: string): Promise<boolean> {
  return (await sizeOf(`${file}-wal`)) === 0;
}

/**
 * The first bytes of a store's file, which are in clear (dialects/sqlite-cipher.ts); fewer when it has no more.
 * Reads the file beside SQLite, so no connection of this process may be open on it: closing any handle of a file drops the
 * process's locks on it.
 */
export async function readBeginning(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(CLEAR_BYTES), 0, CLEAR_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Copies a file under its name into the folder; what is there under the name is whole. */
async function copyInto(file: string, folder: string): Promise<void> {
  const target = join(folder, basename(file));
  if (existsSync(target)) return;
  await copyFile(file, `${target}.part`, constants.COPYFILE_FICLONE);
  await rename(`${target}.part`, target);
}

/**
 * Keeps a copy of a damaged store beside it, once for each state of the file, and answers with its place; null when the
 * disk does not take it. The same rule as above holds for open connections.
 */
export async function keepCopy(file: string): Promise<string | null> {
  try {
    const { mtimeMs, size } = await stat(file);
    const folder = join(dirname(file), 'damaged', createHash('sha256').update(`${mtimeMs} ${size}`).digest('hex').slice(0, 16));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await copyInto(file, folder);
    if ((await sizeOf(`${file}-wal`)) > 0) await copyInto(`${file}-wal`, folder);
    return join(folder, basename(file));
  } catch {
    return null;
  }
}
