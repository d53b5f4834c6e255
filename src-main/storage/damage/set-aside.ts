import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASE_FILE } from '../connection';
import { syncFolder } from '../durable-files';

/** Everything that is the store, its database first: a folder without that has no store. */
const STORE = [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, `${DATABASE_FILE}.first-page`, 'keys', 'blobs', 'staging'];

/**
 * Moves a store that is not opened any more aside, whole, so that a backup can take its place; nothing is deleted. The answer
 * is where it lies. Under the folder's lock only.
 */
export async function setStoreAside(dataDir: string, name: string): Promise<string> {
  const aside = join(dataDir, 'damaged', `set-aside-${name}`);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  for (const part of STORE) if (existsSync(join(dataDir, part))) await rename(join(dataDir, part), join(aside, part));
  await syncFolder(aside);
  await syncFolder(dataDir);
  return aside;
}

/** Puts a store back that was set aside for a backup which then did not take its place. */
export async function putStoreBack(dataDir: string, aside: string): Promise<void> {
  for (const part of STORE.toReversed()) if (existsSync(join(aside, part))) await rename(join(aside, part), join(dataDir, part));
  await syncFolder(dataDir);
}
