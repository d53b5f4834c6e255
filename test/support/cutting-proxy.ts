import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

/** A wire to a server that a test can cut, hold, and mend. */
export interface CuttingProxy {
  port: number;
  /** Cuts every connection that stands. */
  cut(): void;
  /**
   * Cuts every connection when the server is next asked for these bytes: after they are passed on, or instead. With `after`,
   * on a connection that asked for that first.
   */
  cutAt(text: string, passOn: boolean, after?: string): void;
  /** Whether what `cutAt` waited for has come. */
  hasCut(): boolean;
  /** Lets nothing through any more, without a word: a cable pulled out. */
  fallSilent(): void;
  /** Refuses new connections until it is mended. */
  close(): Promise<void>;
}

interface Wire {
  client: Socket;
  server: Socket;
}

/** Listens on a port of 127.0.0.1 and passes everything on to `target`. Whoever opens it closes it. */
export async function openCuttingProxy(target: number): Promise<CuttingProxy> {
  const wires = new Set<Wire>();
  let [trap, silent]: [{ text: string; passOn: boolean; after: string } | null, boolean] = [null, false];
  /** The wire that has asked for what the trap waits for first. */
  let suspect: Wire | null = null;
  const cut = (): void => {
    for (const { client, server } of wires) {
      client.destroy();
      server.end();
    }
    wires.clear();
  };
  const listener = createServer((client) => {
    const server = connect(target, '127.0.0.1');
    const wire = { client, server };
    wires.add(wire);
    for (const socket of [client, server]) socket.on('error', () => undefined);
    client.on('data', (bytes) => {
      if (silent) return;
      if (trap !== null && bytes.includes(trap.after)) suspect = wire;
      if (trap === null || suspect !== wire || !bytes.includes(trap.text)) {
        server.write(bytes);
        return;
      }
      const { passOn } = trap;
      trap = null;
      if (passOn) server.write(bytes, cut);
      else cut();
    });
    server.on('data', (bytes) => { if (!silent) client.write(bytes); });
    client.on('close', () => { server.end(); wires.delete(wire); });
    server.on('close', () => { client.destroy(); wires.delete(wire); });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    cut,
    cutAt(text, passOn, after = text) { [trap, suspect] = [{ text, passOn, after }, null]; },
    hasCut: () => trap === null,
    fallSilent() { silent = true; },
    async close() {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}
