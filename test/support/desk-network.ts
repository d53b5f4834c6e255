import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A network between a desk and its server that can be cut, pulled and mended. */
export interface DeskNetwork {
  port: number;
  /** Breaks every connection now; new ones are let through. */
  cut(): void;
  /** From now on nothing comes through and nobody is told, as when a cable is pulled. */
  pull(): void;
  /** The cable is in again: new connections are let through. */
  mend(): void;
  close(): Promise<void>;
}

/** Stands on a port of 127.0.0.1 before the server's port. Whoever opens it closes it. */
export async function openDeskNetwork(serverPort: number): Promise<DeskNetwork> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let pulled = false;
  function forget(pair: readonly [Socket, Socket]): void {
    pairs.delete(pair);
    for (const socket of pair) socket.destroy();
  }
  const server = createServer((desk) => {
    const pair = [desk, connect(serverPort, '127.0.0.1')] as const;
    pairs.add(pair);
    for (const socket of pair) {
      socket.setNoDelay(true).on('error', () => forget(pair)).on('close', () => forget(pair));
      if (pulled) socket.pause();
    }
    desk.on('data', (bytes: Buffer) => void (pulled || pair[1].write(bytes)));
    pair[1].on('data', (bytes: Buffer) => void (pulled || desk.write(bytes)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  function cut(): void {
    for (const pair of pairs) forget(pair);
  }
  return {
    port: address.port,
    cut,
    pull: () => { pulled = true; },
    mend() {
      pulled = false;
      cut();
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
