import { existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASE_FILE } from '../connection';
import { syncFolder } from '../durable-files';

/** Everything that is the store, its database first: a folder without that has no store. */
const STORE = [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, `${DATABASE_FILE}.first-page`, 'keys', 'blobs', 'staging'];
const SET_ASIDE = 'set-aside-';

async function movePartsAside(dataDir: string, aside: string): Promise<void> {
  for (const part of STORE) {
    if (existsSync(join(dataDir, part)) && !existsSync(join(aside, part))) await rename(join(dataDir, part), join(aside, part));
  }
  await syncFolder(aside);
  await syncFolder(dataDir);
}

/**
 * Moves a store that is not opened any more aside, whole, so that a backup can take its place; nothing is deleted. The answer
 * is where it lies. Under the folder's lock only.
 */
export async function setStoreAside(dataDir: string, name: string): Promise<string> {
  const aside = join(dataDir, 'damaged', `${SET_ASIDE}${name}`);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  await movePartsAside(dataDir, aside);
  return aside;
}

/**
 * A store that was set aside for a backup which did not take its place, because a power cut or the disk ended it: where it lies,
 * with whatever of it had stayed in the data folder. Null when a store stands there, or none was set aside.
 */
export async function findUnfinishedAside(dataDir: string): Promise<string | null> {
  if (existsSync(join(dataDir, DATABASE_FILE))) return null;
  const names = await readdir(join(dataDir, 'damaged')).catch(() => []);
  const newest = names.filter((name) => name.startsWith(SET_ASIDE)).toSorted().at(-1);
  const aside = newest === undefined ? null : join(dataDir, 'damaged', newest);
  if (aside === null || !existsSync(join(aside, DATABASE_FILE))) return null;
  await movePartsAside(dataDir, aside);
  return aside;
}

/** Puts a store back that was set aside for a backup which then did not take its place. */
export async function putStoreBack(dataDir: string, aside: string): Promise<void> {
  for (const part of STORE.toReversed()) if (existsSync(join(aside, part))) await rename(join(aside, part), join(dataDir, part));
  await syncFolder(dataDir);
}
