import { findTrouble } from './dialects/trouble';
import type { StorageTrouble } from './store';

/** A read that the disk or a damaged store refused. Reads answer with values alone, so this is thrown. */
export class StorageFailure extends Error {
  readonly trouble: StorageTrouble;

  constructor(trouble: StorageTrouble, cause: unknown) {
    super(`storage: ${trouble.code}`, { cause });
    this.trouble = trouble;
  }
}

/** Does a read and names its trouble. Faults of the program pass unchanged. */
export async function namingTrouble<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const trouble = findTrouble(error);
    throw trouble === null ? error : new StorageFailure(trouble, error);
  }
}
