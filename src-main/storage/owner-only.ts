import { chmod, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DATABASE_FILE } from './connection';

const OTHERS = 0o077;
const STICKY = 0o1000;
/** What lies in a data folder by itself; what comes later has these rights from the database file, from its folder or from the process. */
const FILES = [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, 'lock', 'lock-journal'];

async function closeOne(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null || found.uid !== process.getuid?.()) return;
  if ((found.mode & OTHERS) !== 0 && (found.mode & STICKY) === 0) await chmod(path, found.mode & 0o700);
}

/**
 * Takes every right of other people off a data folder and its files, also of one that an earlier version or a careless
 * hand left open. Leaves alone what belongs to somebody else, a place that all share, and Windows, where the profile's
 * folder does this.
 */
export async function closeToOthers(dir: string): Promise<void> {
  if (process.platform === 'win32' || dirname(resolve(dir)) === resolve(dir)) return;
  for (const path of [dir, ...FILES.map((name) => join(dir, name))]) await closeOne(path);
}
