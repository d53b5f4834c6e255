import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { err, ok } from '../../domain/result';
import type { Carrier, CarrierEvents, OpenCarrier } from './carrier';
import { frameOf, LineCutter, readHelperLine, requestIn, type HelperLine } from './helper-lines';

/** How long a helper may take to say what it is. Loading a vendor's library and opening its port takes seconds. */
const HELLO_MS = 10_000;

type Helper = ChildProcessByStdio<Writable, Readable, null>;

/** Talks with a helper that is running: numbers requests and passes on the answer to the newest alone. */
class HelperConnection {
  readonly #helper: Helper;
  readonly #events: CarrierEvents;
  readonly #lines = new LineCutter();
  readonly #onHello: (reader: string | null) => void;
  #isOpen = false;
  #isClosed = false;
  #asked = 0;

  constructor(helper: Helper, events: CarrierEvents, onHello: (reader: string | null) => void) {
    this.#helper = helper;
    this.#events = events;
    this.#onHello = onHello;
    helper.stdout.setEncoding('utf8').on('data', (text: string) => this.#lines.push(text).forEach((line) => this.#heard(readHelperLine(line))));
  }

  send(frame: Uint8Array): void {
    const request = requestIn(frame);
    if (request !== null && !this.#isClosed) this.#helper.stdin.write(`${JSON.stringify({ id: ++this.#asked, do: request })}\n`);
  }

  opened(): void {
    this.#isOpen = true;
  }

  /** Ended by itself, or with its reader. */
  ended(): void {
    if (this.#isOpen && !this.#isClosed) {
      this.close();
      this.#events.onClosed();
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#helper.kill('SIGKILL');
  }

  #heard(line: HelperLine | null): void {
    if (line === null || this.#isClosed) return;
    if ('helper' in line) return this.#onHello(line.reader);
    if ('gone' in line) return this.ended();
    if (this.#isOpen && line.id === this.#asked) this.#events.onBytes(frameOf(line));
  }
}

/** What a helper writes on its standard error is not kept: a vendor's library may name persons there. */
function start(command: readonly string[]): Helper {
  const [program = '', ...args] = command;
  return spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
}

/** A program of the site that talks to its reader by the vendor's library (resources/readers/helper.md). */
export function helperCarrier(command: readonly string[]): OpenCarrier {
  return (events) => new Promise((resolve) => {
    const helper = start(command);
    let isTold = false;
    const connection = new HelperConnection(helper, events, (reader) => {
      if (isTold) return;
      if (reader === null) return fail('no-reader');
      isTold = true;
      clearTimeout(timer);
      connection.opened();
      const carrier: Carrier = { device: { way: 'helper', model: reader, at: command[0] ?? null }, send: (frame) => connection.send(frame), close: () => connection.close() };
      resolve(ok(carrier));
    });
    const fail = (code: 'no-reader' | 'driver-missing'): void => {
      connection.close();
      if (isTold) return;
      isTold = true;
      clearTimeout(timer);
      resolve(err({ code }));
    };
    const timer = setTimeout(() => fail('driver-missing'), HELLO_MS);
    helper.on('error', () => fail('driver-missing'));
    // A helper that ends takes no more lines; its 'close' tells.
    helper.stdin.on('error', () => {});
    helper.on('close', () => (isTold ? connection.ended() : fail('no-reader')));
  });
}
