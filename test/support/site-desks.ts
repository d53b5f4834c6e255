import { join } from 'node:path';
import { joinServerStore } from '../../src-main/storage/server-store';
import type { Store } from '../../src-main/storage/store';
import { openDeskNetwork, type DeskNetwork } from './desk-network';
import { withTestDatabase } from './server-store';
import { DESKS } from './postgres-on-demand';
import { TEST_KEY, STORE_CREATED_AT, withStoreAt, withTemporaryFolder } from './temporary-store';

/** A site with a server: the first desk beside it, a second one behind a network that can be cut. */
export interface Site {
  first: Store;
  second: Store;
  /** Address of the server as the second desk has it. */
  server: { url: string };
  network: DeskNetwork;
}

/** For one test; everything is closed at its end. */
export function withSite(work: (site: Site) => Promise<void>): Promise<void> {
  return withTestDatabase((database) => withTemporaryFolder((dir) => withStoreAt({ dir: join(dir, '1'), key: TEST_KEY, server: { url: database.urlOf() } }, async ({ store: first }) => {
    const network = await openDeskNetwork(database.port);
    const server = { url: `postgresql://${DESKS}@127.0.0.1:${network.port}/${database.name}` };
    try {
      const joined = await joinServerStore({ dir: join(dir, '2'), key: TEST_KEY, keepKey: () => Promise.resolve(), server, deskId: 'desk-2', points: [], at: STORE_CREATED_AT });
      if (!joined.ok) throw new Error(`desk-2 not joined: ${JSON.stringify(joined.error)}`);
      try {
        await work({ first, second: joined.value, server, network });
      } finally {
        await joined.value.close();
      }
    } finally {
      await network.close();
    }
  })));
}
