import { join } from 'node:path';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import { findLockTrouble } from './ask-disk';
import { holdLockFile } from './dialects/sqlite';
import type { OpenStoreTrouble } from './store';

/** One process works on a data folder. The lock dies with its holder. */
export interface FolderLock {
  release(): void;
}

export function takeFolderLock(dir: string, nativeBinding?: string): Result<FolderLock, OpenStoreTrouble> {
  try {
    const held = holdLockFile(join(dir, 'lock'), nativeBinding);
    return ok({ release: () => { held.close(); } });
  } catch (error) {
    const trouble = findLockTrouble(dir, error);
    if (trouble?.code === 'store-busy') return err({ code: 'store-in-use', dir });
    if (trouble?.code === 'disk-full') return err({ code: 'disk-full' });
    if (trouble === null) throw error;
    return err({ code: 'folder-unwritable', dir });
  }
}
