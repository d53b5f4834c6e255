import type { Sha256 } from '../../domain/vocabulary';
import type { ConnectionOptions } from '../connection';
import type { StoreKey } from '../keys/store-key';
import { MaterialFiles } from '../material-files';

/** What opens a store's files wherever they lie: the engine's options and the store's key. */
export interface StoreAccess extends ConnectionOptions {
  key: StoreKey;
}

/** Material bytes under a folder: the store's own, or those of a backup place. */
export function materialFilesIn(dir: string, _access: StoreAccess): MaterialFiles {
  return new MaterialFiles(dir);
}

/** How stored bytes are called on disk, as `ab/cdef…`. */
export function materialNames(_access: StoreAccess): { nameOf(sha256: Sha256): string } {
  return { nameOf: (sha256) => `${sha256.slice(0, 2)}/${sha256.slice(2)}` };
}
