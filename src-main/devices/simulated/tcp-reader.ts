import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { toRawReports } from '../carriers/raw-reports';
import { realScheduler, type Scheduler } from '../scheduler';
import type { SamSimulator } from './sam-simulator';

export interface TcpReaderOptions {
  sam: SamSimulator;
  host?: string;
  /** 0 = any free port. */
  port?: number;
  scheduler?: Scheduler;
  /** Told when the last byte of an answer goes out, with the number of its bytes. */
  onAnswered?: (bytes: number) => void;
}

/**
 * A simulated reader behind a TCP port, for a desk that is started with `COUNTERSIGN_ID_READER=tcp://host:port`.
 * Raw zero-padded 64-byte reports both ways. Pulling the plug drops the desk and refuses it until plugged in again.
 */
export class TcpReader {
  readonly #sam: SamSimulator;
  readonly #scheduler: Scheduler;
  readonly #host: string;
  readonly #onAnswered: (bytes: number) => void;
  #port: number;
  #server: Server | null = null;
  readonly #desks = new Set<Socket>();

  constructor({ sam, host = '127.0.0.1', port = 0, scheduler = realScheduler, onAnswered = () => {} }: TcpReaderOptions) {
    this.#onAnswered = onAnswered;
    this.#sam = sam;
    this.#host = host;
    this.#port = port;
    this.#scheduler = scheduler;
  }

  /** For COUNTERSIGN_ID_READER. Known after the first `plug`, the same ever after. */
  get address(): string {
    return `tcp://${this.#host}:${this.#port}`;
  }

  /** Starts listening. Rejects when the port is taken. */
  async plug(): Promise<void> {
    if (this.#server !== null) return;
    const server = createServer({ noDelay: true }, (desk) => this.#serve(desk));
    this.#server = server;
    server.listen(this.#port, this.#host);
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Resolves when the port is closed and every desk dropped. */
  async unplug(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    this.#sam.powerOff();
    const closed = once(server, 'close');
    server.close();
    for (const desk of this.#desks) desk.destroy();
    await closed;
  }

  #serve(desk: Socket): void {
    this.#desks.add(desk);
    desk.on('close', () => this.#desks.delete(desk));
    // Every error is followed by 'close'.
    desk.on('error', () => {});
    desk.on('data', (bytes) => {
      for (const answer of this.#sam.receive(bytes)) {
        this.#scheduler.after(answer.delayMs, () => {
          if (desk.destroyed) return;
          this.#onAnswered(answer.bytes.length);
          if (answer.thenUnplugged) desk.end(toRawReports(answer.bytes), () => void this.unplug());
          else desk.write(toRawReports(answer.bytes));
        });
      }
    });
  }
}
