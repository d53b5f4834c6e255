import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../durable-files';
import { PART, makeFolderIn } from './place-files';

/** Names of stored bytes under a folder, as `ab/cdef…`. */
export async function listPool(dir: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const part of await readdir(join(dir, 'blobs')).catch(() => [])) {
    for (const name of await readdir(join(dir, 'blobs', part)).catch(() => [])) if (!name.endsWith(PART)) names.add(`${part}/${name}`);
  }
  return names;
}

/** A copy takes seconds; one that is older was broken off. By the clock of the disk that it lies on. */
const BROKEN_OFF_MS = 60 * 60_000;

async function clearOldIn(folder: string, isPart: (name: string) => boolean, now: number): Promise<void> {
  for (const name of (await readdir(folder).catch(() => [])).filter(isPart)) {
    const file = join(folder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > BROKEN_OFF_MS) await rm(file, { force: true });
  }
}

/** Removes what copies that were broken off left under a folder's bytes and in its mirror; `now` by the clock of its disk. */
export async function clearBrokenOffCopies(dir: string, now: number): Promise<void> {
  for (const part of await readdir(join(dir, 'blobs')).catch(() => [])) await clearOldIn(join(dir, 'blobs', part), (name) => name.endsWith(PART), now);
  await clearOldIn(join(dir, 'mirror'), (name) => name.endsWith('.new'), now);
}

/** Two that copy the same bytes at once do not meet: each has a part of its own. */
async function copyDurably(from: string, to: string): Promise<void> {
  const part = `${to}-${randomUUID()}${PART}`;
  await copyFile(from, part, constants.COPYFILE_FICLONE);
  const handle = await open(part, 'r+');
  await handle.sync().finally(() => handle.close());
  await rename(part, to);
}

export interface PoolGrowth {
  /** Names that were not there before. */
  added: ReadonlySet<string>;
  bytes: number;
}

/** Which stored bytes the pool lacks, and how large they are. */
export async function missingInPool(dataDir: string, poolDir: string): Promise<PoolGrowth> {
  const [own, pool] = await Promise.all([listPool(dataDir), listPool(poolDir)]);
  const added = new Set([...own].filter((name) => !pool.has(name)));
  let bytes = 0;
  for (const name of added) bytes += (await stat(join(dataDir, 'blobs', name))).size;
  return { added, bytes };
}

/** Copies stored bytes, as they lie encrypted, into the pool; each is there whole or not at all. */
export async function growPool(dataDir: string, poolDir: string, names: Iterable<string>, each: () => Promise<void>): Promise<void> {
  const folders = new Set<string>();
  const pool = await makeFolderIn(poolDir, 'blobs');
  for (const name of names) {
    const folder = join(pool, name.slice(0, 2));
    if (!folders.has(folder)) await makeFolderIn(pool, name.slice(0, 2));
    folders.add(folder);
    await copyDurably(join(dataDir, 'blobs', name), join(poolDir, 'blobs', name));
    await each();
  }
  for (const folder of folders) await syncFolder(folder);
}
