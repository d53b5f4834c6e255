import { access, constants, mkdir } from 'node:fs/promises';
import { err } from '../domain/result';
import type { Result } from '../domain/result';
import { findTroubleIn } from './ask-disk';
import { findDiskTrouble } from './durable-files';
import { takeFolderLock } from './folder-lock';
import type { FolderLock } from './folder-lock';
import { closeToOthers } from './owner-only';
import type { OpenStoreTrouble, Store } from './store';

export type Opened = Result<Store, OpenStoreTrouble>;

/** Trouble of folder and disk in the words of opening; throws on what is a fault of the program. */
export function asOpenTrouble(error: unknown, dir: string): OpenStoreTrouble {
  const code = findDiskTrouble(error) ?? findTroubleIn(dir, error)?.code;
  if (code === 'disk-full') return { code: 'disk-full' };
  if (code === 'disk-read-only' || code === 'disk-failed') return { code: 'folder-unwritable', dir };
  if (code === 'server-lost' || code === 'server-unreachable') return { code: 'server-unreachable' };
  throw error;
}

/** Runs `open` under the folder's lock, which stays with the opened store or ends at once. */
export async function underLock(input: { dir: string; nativeBinding?: string }, open: (lock: FolderLock) => Promise<Opened>): Promise<Opened> {
  const lock = takeFolderLock(input.dir, input.nativeBinding);
  if (!lock.ok) return lock;
  try {
    await closeToOthers(input.dir);
    const opened = await open(lock.value);
    if (!opened.ok) lock.value.release();
    return opened;
  } catch (error) {
    lock.value.release();
    return err(asOpenTrouble(error, input.dir));
  }
}

/** Makes the folder if need be; what keeps it from being written, null when nothing does. */
export async function findFolderTrouble(dir: string): Promise<OpenStoreTrouble | null> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await access(dir, constants.W_OK);
    return null;
  } catch (error) {
    return asOpenTrouble(error, dir);
  }
}
