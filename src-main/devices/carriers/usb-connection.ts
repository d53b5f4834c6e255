import type { CarrierEvents } from './carrier';
import { frameBytesAt } from '../sam-frame';
import { endOf, type UsbHandle } from './usb-handle';
import { HEAD_BYTES, type Pipe, type Pipes } from './usb-pipes';

/** How long one transfer waits. Also how long a pipe that is being read stays taken after closing. */
const TRANSFER_MS = 1000;
const LEAST_PACKET_BYTES = 64;
/** A pipe that halts again and again is broken. */
const MAX_STALLS = 3;

/** Reads one packet after the other and sends frames, over pipes that are claimed. */
export class UsbConnection {
  readonly #device: UsbHandle;
  readonly #pipes: Pipes;
  readonly #events: CarrierEvents;
  #isClosed = false;
  #stalls = 0;
  #sent: Promise<void> = Promise.resolve();
  readonly #reading: Promise<void>;

  constructor(device: UsbHandle, pipes: Pipes, events: CarrierEvents) {
    this.#device = device;
    this.#pipes = pipes;
    this.#events = events;
    // A task later: nothing is told before the opening has succeeded.
    this.#reading = new Promise((resolve) => setImmediate(resolve)).then(() => this.#readOn()).catch(() => this.#fail());
  }

  send(frame: Uint8Array): void {
    this.#sent = this.#sent.then(() => this.#write(frame)).catch(() => this.#fail());
  }

  /** Resolves when nothing is under way any more and the device is free for the next opening. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled([this.#reading, this.#sent]);
    // A device that is gone cannot be let go, and nothing is left to do then.
    await this.#device.releaseInterface(this.#pipes.interfaceNumber).catch(() => {});
    await this.#device.close().catch(() => {});
  }

  #fail(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#events.onClosed();
  }

  async #readOn(): Promise<void> {
    while (!this.#isClosed) {
      const packet = await this.#receive(this.#pipes.in);
      if (packet === null) continue;
      this.#tell(packet);
      if (this.#pipes.kind === 'split') await this.#readRest(this.#pipes.restIn, packet);
    }
  }

  /** What the head announces; given up when it does not come, so that the next head is seen. */
  async #readRest(pipe: Pipe, head: Uint8Array): Promise<void> {
    let missing = (frameBytesAt(head, 0) ?? head.length) - head.length;
    while (missing > 0 && !this.#isClosed) {
      const packet = await this.#receive(pipe);
      if (packet === null) return;
      missing -= packet.length;
      this.#tell(packet);
    }
  }

  #tell(packet: Uint8Array): void {
    if (!this.#isClosed && packet.length > 0) this.#events.onBytes(packet);
  }

  /** One packet, maybe empty; null when none came in time. One packet a transfer: a longer one would wait for a short packet that may never come. */
  async #receive({ endpoint, packetBytes }: Pipe): Promise<Uint8Array | null> {
    try {
      const { data, status } = await this.#device.transferIn(endpoint, Math.max(packetBytes, LEAST_PACKET_BYTES), TRANSFER_MS);
      if (status === 'stall') throw new Error('stall');
      this.#stalls = 0;
      return data === undefined ? new Uint8Array(0) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    } catch (cause) {
      await this.#goOnAfter(cause, 'in', endpoint);
      return null;
    }
  }

  async #goOnAfter(cause: unknown, direction: 'in' | 'out', endpoint: number): Promise<void> {
    const end = endOf(cause);
    if (end === 'timeout') return;
    this.#stalls += 1;
    if (end === 'gone' || this.#stalls > MAX_STALLS) throw cause;
    await this.#device.clearHalt(direction, endpoint);
  }

  async #write(frame: Uint8Array): Promise<void> {
    const { out } = this.#pipes;
    if (this.#pipes.kind === 'whole') return this.#writeTo(out, frame);
    await this.#writeTo(out, frame.subarray(0, HEAD_BYTES));
    await this.#writeTo(this.#pipes.restOut, frame.subarray(HEAD_BYTES));
  }

  /** A request that is not taken in time stays without an answer; whoever waits for that decides. */
  async #writeTo(pipe: Pipe, bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length && !this.#isClosed;) {
      try {
        const { bytesWritten, status } = await this.#device.transferOut(pipe.endpoint, bytes.subarray(at), TRANSFER_MS);
        if (status === 'stall') throw new Error('stall');
        at += bytesWritten;
      } catch (cause) {
        await this.#goOnAfter(cause, 'out', pipe.endpoint);
        if (endOf(cause) === 'timeout') return;
      }
    }
  }
}
