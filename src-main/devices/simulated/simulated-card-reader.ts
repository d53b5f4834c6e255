import { randomUUID } from 'node:crypto';
import type { IdCard } from '../../domain/id-card';
import { err, ok } from '../../domain/result';
import { CardReaderSession } from '../card-reader-session';
import type { Carrier, CarrierEvents, OpenCarrier } from '../carriers/carrier';
import { toRawReports } from '../carriers/raw-reports';
import type { SelfTestOutcome } from '../card-reader';
import type { SamRequest } from '../sam-requests';
import type { Scheduler } from '../scheduler';
import { TellingCardReader } from '../telling-card-reader';
import type { SimulatedFault } from './faults';
import { SamSimulator, type Latencies } from './sam-simulator';
import type { SimulatedCard } from './simulated-card';

/** A reader in this process for training and tests. What it tells has gone through the same frames as on a real one. */
export class SimulatedCardReader extends TellingCardReader {
  readonly #scheduler: Scheduler;
  readonly #sam: SamSimulator;
  readonly #session: CardReaderSession;
  #lastReadId: string | null = null;
  #isPlugged: boolean;
  #connected: CarrierEvents | null = null;

  constructor({ scheduler, latencies, plugged = true }: { scheduler: Scheduler; latencies?: Latencies; plugged?: boolean }) {
    super(scheduler);
    this.#scheduler = scheduler;
    this.#sam = new SamSimulator(latencies);
    this.#isPlugged = plugged;
    this.#session = new CardReaderSession({
      open: this.#open,
      scheduler,
      newReadId: randomUUID,
      onStatus: (status) => this.changeStatus(status),
      onRead: (read) => {
        this.#lastReadId = read.readId;
        this.tellRead(read);
      },
      onDevice: (device) => this.changeDevice(device),
    });
  }

  selfTest(): Promise<SelfTestOutcome> {
    return this.#session.selfTest();
  }

  override dispose(): void {
    this.#session.dispose();
    super.dispose();
  }

  /** Lays a card down, in place of one that lies there. */
  present(card: IdCard, extra: Partial<SimulatedCard> = {}): void {
    this.#sam.present(card, extra);
  }

  lift(): void {
    this.#sam.lift();
  }

  failNext(fault: SimulatedFault, when: { on?: SamRequest | null; times?: number } = {}): void {
    this.#sam.failNext(fault, when);
  }

  workAgain(): void {
    this.#sam.workAgain();
  }

  takeTime(latencies: Latencies): void {
    this.#sam.takeTime(latencies);
  }

  /** The process that talks to devices ends and is started again: its reader is gone for a moment, card and all. */
  crash(): void {
    this.unplug();
    this.changeDevice(null);
    this.changeStatus({ state: 'faulty', reason: 'processEnded' });
    this.plug();
  }

  /** Plays the site's decoder: the picture of the card that was read last. */
  decodePhoto(bmp: Uint8Array): void {
    if (this.#lastReadId !== null) this.tellPicture({ readId: this.#lastReadId, bmp });
  }

  plug(): void {
    this.#isPlugged = true;
  }

  unplug(): void {
    const connected = this.#connected;
    this.#isPlugged = false;
    this.#connected = null;
    this.#sam.powerOff();
    connected?.onClosed();
  }

  /** Another reader comes in the place of this one, card and all. */
  replace(): void {
    this.unplug();
    this.#sam.becomeAnother();
    this.plug();
  }

  readonly #open: OpenCarrier = (events) => {
    if (!this.#isPlugged) return Promise.resolve(err({ code: 'no-reader' }));
    this.#connected = events;
    return Promise.resolve(ok(this.#carrierFor(events)));
  };

  #carrierFor(events: CarrierEvents): Carrier {
    const whileConnected = (task: () => void): void => {
      if (this.#connected === events) task();
    };
    return {
      device: { way: 'simulated', model: null, at: null },
      send: (frame) => {
        for (const answer of this.#sam.receive(toRawReports(frame))) {
          this.#scheduler.after(answer.delayMs, () => whileConnected(() => {
            events.onBytes(toRawReports(answer.bytes));
            if (answer.thenUnplugged) this.unplug();
          }));
        }
      },
      close: () => whileConnected(() => (this.#connected = null)),
    };
  }
}
