import type { IdCard } from '../../domain/id-card';
import { encodeAnswer } from '../sam-answers';
import { FrameStream } from '../sam-frame';
import { findRequest, type SamRequest } from '../sam-requests';
import { SAM_STATUS } from '../sam-status';
import { isStatusFault, spoil, type SimulatedAnswer, type SimulatedFault } from './faults';
import { newAddressData, simulatedCard, textAndPhotoData, textPhotoAndFingerprintsData, type SimulatedCard } from './simulated-card';

/** How far the module has come with the card that lies on it (reference section 1.5). */
type Progress = 'laid' | 'found' | 'selected' | 'read';

/** An invented module: 05.02-20200101-0001234567-0305419896. */
const SAM_ID = Uint8Array.of(0x05, 0, 0x02, 0, 0xa5, 0x3a, 0x34, 0x01, 0x87, 0xd6, 0x12, 0, 0x78, 0x56, 0x34, 0x12);
const NOTHING = new Uint8Array(0);

const DEFECT_STATUS = { wrongCheck: SAM_STATUS.hostCheckWrong, wrongLength: SAM_STATUS.hostLengthWrong } as const;

/** Time that each answer takes, in milliseconds; 0 where nothing is said. A real card is read in about a second. */
export type Latencies = Readonly<Partial<Record<SamRequest, number>>>;

interface AwaitedFault {
  fault: SimulatedFault;
  times: number;
  on: SamRequest | null;
}

/**
 * A security module played over bytes: requests in, answers out, in the order and with the status codes of the reference.
 * Codes for requests out of order are our choice; the reference found none.
 */
export class SamSimulator {
  readonly #requests = new FrameStream('request');
  #card: SimulatedCard | null = null;
  #progress: Progress = 'laid';
  #fault: AwaitedFault | null = null;
  #latencies: Latencies;
  #samId = SAM_ID;

  constructor(latencies: Latencies = {}) {
    this.#latencies = latencies;
  }

  /** Lays a card down, in place of one that lies there. */
  present(card: IdCard, extra: Partial<SimulatedCard> = {}): void {
    this.#card = simulatedCard(card, extra);
    this.#progress = 'laid';
  }

  lift(): void {
    this.#card = null;
  }

  /** Spoils the next answer, or the next to `on`, `times` times. Replaces a fault that is still waiting. */
  failNext(fault: SimulatedFault, { on = null, times = 1 }: { on?: SamRequest | null; times?: number } = {}): void {
    this.#fault = { fault, times, on };
  }

  /** From now on, in place of what was said before. */
  takeTime(latencies: Latencies): void {
    this.#latencies = latencies;
  }

  /** Calls off a fault that is still waiting. */
  workAgain(): void {
    this.#fault = null;
  }

  /** A module with another number. */
  becomeAnother(): void {
    this.#samId = this.#samId.map((byte, i) => (i === 8 ? byte + 1 : byte));
  }

  /** Power is gone: nothing of a request or a reading survives; a card keeps lying there. */
  powerOff(): void {
    this.#requests.clear();
    this.#progress = 'laid';
  }

  /** Takes bytes as they come and gives what the module answers to the requests that they complete. */
  receive(bytes: Uint8Array): SimulatedAnswer[] {
    return this.#requests.push(bytes).flatMap((request) => {
      if (!request.ok) return { bytes: encodeAnswer(DEFECT_STATUS[request.error.code]), thenUnplugged: false, delayMs: 0 };
      const answer = this.#answerWithFaults(request.value);
      return answer === null ? [] : { ...answer, delayMs: this.#latencyOf(request.value) };
    });
  }

  #latencyOf(content: Uint8Array): number {
    const request = findRequest(content);
    return request === undefined ? 0 : (this.#latencies[request] ?? 0);
  }

  #answerWithFaults(content: Uint8Array): Omit<SimulatedAnswer, 'delayMs'> | null {
    const fault = this.#takeFault(content);
    if (fault !== null && isStatusFault(fault)) {
      if (this.#progress !== 'read') this.#progress = 'laid';
      return spoil(NOTHING, fault);
    }
    const frame = this.#answer(content);
    return fault === null ? { bytes: frame, thenUnplugged: false } : spoil(frame, fault);
  }

  #takeFault(content: Uint8Array): SimulatedFault | null {
    const awaited = this.#fault;
    if (awaited === null) return null;
    if (awaited.on !== null && findRequest(content) !== awaited.on) return null;
    this.#fault = awaited.times > 1 ? { ...awaited, times: awaited.times - 1 } : null;
    return awaited.fault;
  }

  #answer(content: Uint8Array): Uint8Array {
    const [command = 0, parameter = 0] = content;
    switch (command * 256 + parameter) {
      case 0x10ff:
        this.#progress = 'laid';
        return encodeAnswer(SAM_STATUS.success);
      case 0x11ff:
      case 0x61ff:
        return encodeAnswer(SAM_STATUS.success);
      case 0x12ff:
        return encodeAnswer(SAM_STATUS.success, this.#samId);
      case 0x2001:
        return this.#find();
      case 0x2002:
        return this.#select();
      case 0x3001:
        return this.#read(textAndPhotoData);
      case 0x3010:
        return this.#read(textPhotoAndFingerprintsData);
      case 0x3003:
        return this.#newAddress();
      default:
        return encodeAnswer(SAM_STATUS.commandWrong);
    }
  }

  /** A card that was read is not found again until it was lifted. */
  #find(): Uint8Array {
    if (this.#card === null || this.#progress === 'read') return encodeAnswer(SAM_STATUS.notFound);
    this.#progress = 'found';
    return encodeAnswer(SAM_STATUS.found, new Uint8Array(4));
  }

  #select(): Uint8Array {
    if (this.#card === null || this.#progress !== 'found') return encodeAnswer(SAM_STATUS.notSelected);
    this.#progress = 'selected';
    return encodeAnswer(SAM_STATUS.success, new Uint8Array(8));
  }

  #read(dataOf: (card: SimulatedCard) => Uint8Array): Uint8Array {
    if (this.#card === null) return encodeAnswer(SAM_STATUS.readFailed);
    if (this.#progress !== 'selected') return encodeAnswer(SAM_STATUS.commandWrong);
    this.#progress = 'read';
    return encodeAnswer(SAM_STATUS.success, dataOf(this.#card));
  }

  #newAddress(): Uint8Array {
    if (this.#card === null) return encodeAnswer(SAM_STATUS.readFailed);
    if (this.#progress !== 'read') return encodeAnswer(SAM_STATUS.commandWrong);
    const { newAddress } = this.#card;
    return newAddress === null ? encodeAnswer(SAM_STATUS.noSuchContent) : encodeAnswer(SAM_STATUS.success, newAddressData(newAddress));
  }
}
