import { err } from '../domain/result';
import type { ChangeFeed } from './change-feed';
import { StorageFailure } from './storage-failure';
import type { StorageTrouble, Store } from './store';

const UNREACHABLE: StorageTrouble = { code: 'server-unreachable' };
/** It may still be kept: sent again under the same id, the command finds out. */
const LOST: StorageTrouble = { code: 'server-lost', applied: 'unknown' };

interface Watch {
  feed: ChangeFeed;
  /** A dead connection was met before the heartbeat noticed. */
  suspect(): void;
}

/** Settles as soon as the server is lost, or with the work. */
function untilLost<T>(feed: ChangeFeed, work: Promise<T>, whenLost: () => T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = feed.onLink(({ state }) => {
      if (state === 'lost') resolve(Promise.resolve().then(whenLost));
    });
    work.then(resolve, reject).finally(stop);
  });
}

function isLost(feed: ChangeFeed): boolean {
  return feed.findLink()?.state === 'lost';
}

function isOfServer(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && (error.code === 'server-lost' || error.code === 'server-unreachable');
}

type Reads = Omit<Store, 'dir' | 'inTransaction' | 'close' | 'listAllCases'>;

/** Each read fails at once while the server is away, and with it when it goes away in the middle. */
function watchingReads(store: Store, { feed, suspect }: Watch): Partial<Reads> {
  const fail = (): never => {
    throw new StorageFailure(UNREACHABLE, null);
  };
  const reads = Object.entries(store).filter(([name, value]) => typeof value === 'function' && !['inTransaction', 'close', 'listAllCases'].includes(name));
  return Object.fromEntries(reads.map(([name, read]) => [name, async (...input: unknown[]) => {
    if (isLost(feed)) fail();
    const work = (read as (...input: unknown[]) => Promise<unknown>)(...input);
    return untilLost(feed, work.catch((cause: unknown) => {
      suspect();
      throw cause;
    }), fail);
  }])) as Partial<Reads>;
}

/** A store on a server that answers at once when the server is away: typed, and never by waiting for a dead cable. */
export function linkedStore(store: Store, watch: Watch): Store {
  const inTransaction: Store['inTransaction'] = async (work) => {
    if (isLost(watch.feed)) return err(UNREACHABLE);
    const outcome = await untilLost(watch.feed, store.inTransaction(work), () => err(LOST));
    if (!outcome.ok && isOfServer(outcome.error)) watch.suspect();
    return outcome;
  };
  return { ...store, ...watchingReads(store, watch), inTransaction };
}
