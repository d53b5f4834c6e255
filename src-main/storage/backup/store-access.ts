import type { Sha256 } from '../../domain/vocabulary';
import type { StoreConnectionOptions } from '../connection';
import { MaterialFiles } from '../material-files';

/** What opens a store's files wherever they lie: the engine's options and the store's key. */
export type StoreAccess = StoreConnectionOptions;

/** Material bytes under a folder: the store's own, or those of a backup place. */
export function materialFilesIn(dir: string, access: StoreAccess): MaterialFiles {
  return new MaterialFiles(dir, access.key);
}

/** How stored bytes are called on disk, as `ab/cdef…`. */
export function materialNames({ key }: StoreAccess): { nameOf(sha256: Sha256): string } {
  const naming = key.blobNaming();
  return {
    nameOf(sha256) {
      const name = naming(sha256);
      return `${name.slice(0, 2)}/${name.slice(2)}`;
    },
  };
}
