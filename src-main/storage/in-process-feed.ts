import type { ChangeFeed, FeedNews, StoreChange } from './change-feed';
import type { Store, StoreWriter } from './store';

/** A store of this machine, and what this process commits to it. Nobody else writes there while it is open. */
export interface ToldStore {
  store: Store;
  feed: ChangeFeed;
}

/** The writer, with every appended event kept aside until the transaction has ended. */
function noting(tx: StoreWriter, told: StoreChange[]): StoreWriter {
  return {
    ...tx,
    append: async (context, event) => {
      const written = await tx.append(context, event);
      told.push({ seq: written.seq, kind: written.kind, registrationNo: written.registrationNo, deskId: written.deskId });
      return written;
    },
  };
}

/** Tells each committed transaction's events; one that was rolled back is told to nobody. */
export function tellCommits(store: Store): ToldStore {
  const listeners = new Set<(news: FeedNews) => void>();
  const feed: ChangeFeed = {
    onNews(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    findLink: () => null,
    onLink: () => () => undefined,
    close: () => Promise.resolve(),
  };
  const inTransaction: Store['inTransaction'] = async (work) => {
    const changes: StoreChange[] = [];
    const outcome = await store.inTransaction((tx) => work(noting(tx, changes)));
    if (outcome.ok && changes.length > 0) for (const listener of listeners) listener({ kind: 'changes', changes });
    return outcome;
  };
  return { store: { ...store, inTransaction }, feed };
}
