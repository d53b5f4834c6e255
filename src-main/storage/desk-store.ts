import { AsyncLocalStorage } from 'node:async_hooks';
import { err } from '../domain/result';
import { openConnection } from './connection';
import type { DeskConnection, StoreConnectionOptions } from './connection';
import type { FolderLock } from './folder-lock';
import { findOwnDesk } from './own-desk';
import type { OwnDesk } from './own-desk';
import { StorageFailure, namingTrouble } from './storage-failure';
import { createStoreReader } from './store-reader';
import type { DoRead } from './store-reader';
import { createStoreWriter } from './store-writer';
import type { StorageTrouble, Store, StoreReader } from './store';

/** Two connections: reads see the last commit and never wait for the write that is under way. */
interface Connections {
  reading: DeskConnection;
  writing: DeskConnection;
}

/** After damage was met, in reading or writing, nothing is written any more. */
class Health {
  damage: StorageTrouble | null = null;

  note(error: unknown): void {
    if (isDamage(error)) this.damage = error;
  }
}

function isDamage(error: unknown): error is StorageTrouble {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'store-damaged';
}

/** A snapshot of its own for each read. */
function readingOn(connection: DeskConnection, health: Health): StoreReader {
  const read: DoRead = (work) => namingTrouble(() => connection.db.transaction().execute(work));
  return createStoreReader(async (work) => {
    try {
      return await read(work);
    } catch (error) {
      if (error instanceof StorageFailure) health.note(error.trouble);
      throw error;
    }
  });
}

/** On a site's server the store is everybody's; name and points are those of this desk. It serves all points: no second store could sign. */
function asOwnDesk<R extends StoreReader>(reader: R, own: OwnDesk | null): R {
  if (own === null) return reader;
  return { ...reader, getFacts: async () => ({ ...await reader.getFacts(), deskId: own.deskId, points: own.points }), listPointsServed: () => Promise.resolve([]) };
}

function writingOn(connection: DeskConnection, own: OwnDesk | null, health: Health): Store['inTransaction'] {
  const around = new AsyncLocalStorage<{ open: boolean }>();
  return async (work) => {
    if (around.getStore()?.open) throw new Error('a transaction cannot wait for another one inside itself');
    if (health.damage !== null) return err(health.damage);
    const transaction = { open: true };
    const writing = around.run(transaction, () => connection.inTransaction((trx) => work(asOwnDesk(createStoreWriter(trx), own))));
    const outcome = await writing.finally(() => { transaction.open = false; });
    if (!outcome.ok) health.note(outcome.error);
    return outcome;
  };
}

function storeOn(dir: string, { reading, writing }: Connections, own: OwnDesk | null, lock: FolderLock | null): Store {
  const health = new Health();
  return {
    dir,
    ...asOwnDesk(readingOn(reading, health), own),
    inTransaction: writingOn(writing, own, health),
    async close() {
      await reading.close();
      await writing.close();
      lock?.release();
    },
  };
}

/** The store in `dir` on connections of its own; `lock` is released when it is closed. Checks nothing. */
export function connectStore(dir: string, lock: FolderLock | null, options: StoreConnectionOptions): Store {
  const writing = openConnection(dir, options);
  try {
    return storeOn(dir, { writing, reading: openConnection(dir, options, { mode: 'read' }) }, options.server === undefined ? null : findOwnDesk(dir), lock);
  } catch (error) {
    // A connection that stays keeps what it met: one that began on a read-only disk lets no later one write.
    void writing.close();
    throw error;
  }
}
