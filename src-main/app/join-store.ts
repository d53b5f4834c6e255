import type { ChangeFeed } from '../storage/change-feed';
import { tellCommits } from '../storage/in-process-feed';
import { linkedStore } from '../storage/linked-store';
import { parseServerAddress, type ServerAddress } from '../storage/server-address';
import { ServerClock } from '../storage/server-clock';
import { ServerFeed } from '../storage/server-feed';
import type { Store } from '../storage/store';
import type { Clock } from '../workflows/ports';

/** An open store with what tells of its changes, and the clock that its times come from. */
export interface JoinedStore {
  store: Store;
  feed: ChangeFeed;
  clock: Clock;
}

/** This machine's clock, and one in place of a server's own where both must tell the same invented time. */
export interface Clocks {
  clock: Clock;
  serverClock?: Clock;
}

/**
 * A store of this machine is told of by this process, and has this machine's clock. One on a server tells of every desk,
 * has the server's clock, and answers at once while the server is away.
 */
export async function joinStore(opened: Store, server: ServerAddress | null, { clock, serverClock }: Clocks): Promise<JoinedStore> {
  if (server === null) return { ...tellCommits(opened), clock };
  const place = parseServerAddress(server);
  if (!place.ok) throw new Error(`server: ${place.error.code}`);
  const heard = new ServerClock();
  const feed = new ServerFeed(place.value, { reader: opened, random: Math.random, onServerTime: (serverMs, steadyMs) => heard.set(serverMs, steadyMs) });
  await feed.begin();
  return { store: linkedStore(opened, { feed, suspect: () => feed.suspect() }), feed, clock: serverClock ?? heard };
}
