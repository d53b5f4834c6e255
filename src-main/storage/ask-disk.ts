import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findTrouble } from './dialects/trouble';
import { findDiskTrouble } from './durable-files';
import type { DiskTrouble } from './durable-files';
import type { StorageTrouble } from './store';

/** As much as the engine asks for at once beside a database. */
const ASKED_BYTES = 64 * 1024;

const REFUSED_WRITES: ReadonlySet<string> = new Set(['disk-full', 'disk-read-only', 'disk-failed']);

/** No file may grow as far as the engine needs it to. */
function isAtLimit(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EFBIG';
}

/** Why a folder's disk takes no file now; null when it takes one, or does not say. */
function askDisk(dir: string): DiskTrouble | null {
  const file = join(dir, `.asked-${randomUUID()}`);
  try {
    writeFileSync(file, Buffer.alloc(ASKED_BYTES), { mode: 0o600 });
    return null;
  } catch (error) {
    return isAtLimit(error) ? 'disk-full' : findDiskTrouble(error);
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Trouble of a store in a folder. A refused write is named by what the disk itself says: the engine has one code for a file
 * beside the database that could not be made or grown, whether the disk is full or may only be read. Without a folder, on a
 * server or in memory, there is no disk to ask.
 */
export function findTroubleIn(dir: string | null, error: unknown): StorageTrouble | null {
  const trouble = findTrouble(error);
  if (dir === null || trouble === null || !REFUSED_WRITES.has(trouble.code)) return trouble;
  const said = askDisk(dir);
  return said === 'disk-full' || said === 'disk-read-only' ? { code: said } : trouble;
}

/** The same of a lock's file, which the disk itself may refuse. */
export function findLockTrouble(dir: string | null, error: unknown): StorageTrouble | null {
  const trouble = findTroubleIn(dir, error);
  return trouble === null && findDiskTrouble(error) === 'disk-read-only' ? { code: 'disk-read-only' } : trouble;
}
