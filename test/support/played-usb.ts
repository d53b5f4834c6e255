import type { UsbHandle } from '../../src-main/devices/carriers/usb-handle';
import type { UsbConfigurationFacts } from '../../src-main/devices/carriers/usb-pipes';
import type { SamSimulator } from '../../src-main/devices/simulated/sam-simulator';

type Endpoint = UsbConfigurationFacts['interfaces'][number]['alternate']['endpoints'][number];

function endpoint(endpointNumber: number, direction: 'in' | 'out', type = 'bulk'): Endpoint {
  return { endpointNumber, direction, type, packetSize: 64 };
}

export const WHOLE_PIPES: readonly Endpoint[] = [endpoint(3, 'in'), endpoint(3, 'out')];
export const INTERRUPT_PIPES: readonly Endpoint[] = [endpoint(1, 'in', 'interrupt'), endpoint(2, 'out', 'interrupt')];
/** OUT 02, OUT 06, IN 81, IN 85, listed in no order. */
export const SPLIT_PIPES: readonly Endpoint[] = [endpoint(5, 'in'), endpoint(6, 'out'), endpoint(1, 'in'), endpoint(2, 'out')];

const TIMEOUT_MS = 20;

interface Waiting {
  resolve: (packet: Uint8Array) => void;
  reject: (cause: Error) => void;
}

/** A vendor-class reader behind the `usb` package: packets of 64 bytes, time-outs and halts as rejections, one transfer a pipe at a time. */
export class PlayedUsbReader implements UsbHandle {
  readonly productName = 'SDT USB';
  readonly configuration: UsbConfigurationFacts;
  readonly #sam: SamSimulator;
  readonly #isSplit: boolean;
  readonly #packets = new Map<number, Uint8Array[]>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #halts = new Map<string, number>();
  isOpen = false;
  claimed: number | null = null;
  isUnplugged = false;
  mayBeClaimed = true;
  /** Empty packets sent before each answer. */
  emptyPackets = 0;
  /** Most bytes that an OUT transfer takes at once. */
  takesAtOnce = 64;
  cleared = 0;

  constructor(sam: SamSimulator, endpoints: readonly Endpoint[]) {
    this.#sam = sam;
    this.#isSplit = endpoints.filter(({ direction }) => direction === 'in').length > 1;
    this.configuration = { interfaces: [{ interfaceNumber: 0, alternate: { endpoints } }] };
  }

  async open(): Promise<void> {
    if (this.isUnplugged) throw new Error('open error: device disconnected');
    this.isOpen = true;
  }

  async close(): Promise<void> {
    this.isOpen = false;
  }

  async claimInterface(interfaceNumber: number): Promise<void> {
    if (!this.mayBeClaimed || this.claimed !== null) throw new Error('claimInterface error: resource busy');
    this.claimed = interfaceNumber;
  }

  async releaseInterface(): Promise<void> {
    if (this.#waiting.size > 0) throw new Error('a transfer is still under way');
    this.claimed = null;
  }

  /** The next `times` transfers on this pipe end with a halt. */
  halt(direction: 'in' | 'out', at: number, times = 1): void {
    this.#halts.set(`${direction}${at}`, times);
  }

  async clearHalt(): Promise<void> {
    this.cleared += 1;
  }

  unplug(): void {
    this.isUnplugged = true;
    for (const { reject } of this.#waiting.values()) reject(new Error('transferIn error: Disconnected'));
    this.#waiting.clear();
  }

  async transferIn(at: number, bytes: number): Promise<{ data?: DataView; status: string }> {
    if (this.#waiting.has(at)) throw new Error('transferIn error: endpoint not found');
    if (bytes < 64) throw new Error('transferIn error: Fault');
    this.#stopOn('in', at);
    const packet = this.#packets.get(at)?.shift() ?? (await this.#nextPacket(at));
    return { data: new DataView(packet.slice().buffer), status: 'ok' };
  }

  async transferOut(at: number, data: Uint8Array): Promise<{ bytesWritten: number; status: string }> {
    this.#stopOn('out', at);
    const taken = data.subarray(0, this.takesAtOnce);
    for (const answer of this.#sam.receive(taken)) this.#send(answer.bytes);
    return { bytesWritten: taken.length, status: 'ok' };
  }

  #stopOn(direction: 'in' | 'out', at: number): void {
    if (this.isUnplugged) throw new Error('transfer error: Disconnected');
    if (this.claimed === null) throw new Error('transfer error: endpoint not found');
    const halts = this.#halts.get(`${direction}${at}`) ?? 0;
    if (halts === 0) return;
    this.#halts.set(`${direction}${at}`, halts - 1);
    throw new Error('transfer error: Stall');
  }

  #nextPacket(at: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(at, { resolve, reject });
      setTimeout(() => {
        if (this.#waiting.get(at)?.resolve !== resolve) return;
        this.#waiting.delete(at);
        reject(new Error('transferIn error: Cancelled'));
      }, TIMEOUT_MS);
    });
  }

  #send(frame: Uint8Array): void {
    const ins = (this.configuration.interfaces[0]?.alternate.endpoints ?? []).filter(({ direction }) => direction === 'in').map((each) => each.endpointNumber);
    const [head = 0, rest = 0] = ins.sort((a, b) => a - b);
    for (let i = 0; i < this.emptyPackets; i++) this.#packet(head, new Uint8Array(0));
    if (this.#isSplit) this.#packet(head, frame.subarray(0, 7));
    const body = this.#isSplit ? frame.subarray(7) : frame;
    for (let i = 0; i < body.length; i += 64) this.#packet(this.#isSplit ? rest : head, body.subarray(i, i + 64));
  }

  #packet(at: number, packet: Uint8Array): void {
    const waiting = this.#waiting.get(at);
    this.#waiting.delete(at);
    if (waiting !== undefined) waiting.resolve(packet);
    else this.#packets.set(at, [...(this.#packets.get(at) ?? []), packet]);
  }
}
