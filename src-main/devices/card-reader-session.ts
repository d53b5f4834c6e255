import { createHash } from 'node:crypto';
import { decodeCardText } from '../domain/id-card-text';
import { err, ok, type Result } from '../domain/result';
import type { CardRead, ReaderDevice, ReaderStatus, SelfTestOutcome } from './card-reader';
import { cardThatMayLie, FIRST_CYCLE, step, type Cycle, type CycleEvent, type Next } from './card-reader-cycle';
import type { Carrier, OpenCarrier } from './carriers/carrier';
import { formatSamId, outcomeOf, parseAnswer, parseTextAndPhoto } from './sam-answers';
import { FrameStream, type Received } from './sam-frame';
import { encodeRequest, SAM_REQUESTS, type DeskRequest } from './sam-requests';
import { SAM_STATUS } from './sam-status';
import type { FrameKind } from './frame-kind';
import type { Scheduler } from './scheduler';

export interface CardReaderSessionOptions {
  open: OpenCarrier;
  scheduler: Scheduler;
  newReadId: () => string;
  /** `mayLie`: digest of a card that was told and may still lie there. */
  onStatus: (status: ReaderStatus, mayLie: string | null) => void;
  /** `digest` tells cards apart, in memory alone: it is made of what the chip says. */
  onRead: (read: CardRead, digest: string) => void;
  /** What is connected, anew whenever that or what is known of it changes. */
  onDevice?: (device: ReaderDevice | null) => void;
  /** Kinds of what goes over the wire, for somebody who looks for the reason of a trouble. */
  onFrame?: (frame: FrameKind) => void;
  /**
   * Given when a session before this one ended without warning: its last card that was told and taken, if that was not seen
   * lifted. Whatever it had under way is lost.
   */
  before?: { readCard: string | null } | null;
}

interface CardData extends Pick<CardRead, 'card' | 'photo'> {
  digest: string;
}

/** What cannot be understood counts like the module's own word for it. */
function decodeRead(data: Uint8Array): Result<CardData, { status: number }> {
  const parts = parseTextAndPhoto(data);
  if (!parts.ok) return err({ status: SAM_STATUS.informationLength });
  const card = decodeCardText(parts.value.text);
  if (!card.ok) return err({ status: SAM_STATUS.unknownCardType });
  return ok({ card: card.value, photo: parts.value.photo, digest: createHash('sha256').update(parts.value.text).digest('hex') });
}

/**
 * Runs the reader's life cycle over a carrier: at most one request in flight, a time-out on each, and only an answer that
 * fits the request in flight counts. Frames are never logged: they are personal data.
 */
export class CardReaderSession {
  readonly #options: CardReaderSessionOptions;
  readonly #stream = new FrameStream('answer');
  #cycle: Cycle = FIRST_CYCLE;
  #carrier: Carrier | null = null;
  #asked: DeskRequest | null = null;
  #callOffTimer: () => void = () => {};
  /** Who waits for a self-test. */
  readonly #testers: ((outcome: SelfTestOutcome) => void)[] = [];
  /** Rises with every opening, so that what an earlier one still tells is not taken for this one. */
  #opening = 0;

  constructor(options: CardReaderSessionOptions) {
    this.#options = options;
    if (options.before != null) this.#cycle = { ...FIRST_CYCLE, readCard: options.before.readCard, lostAnswer: true };
    this.#run({ do: 'reopen', afterMs: 0 });
  }

  status(): ReaderStatus {
    return this.#cycle.status;
  }

  /** Comes before the next look for a card; nothing is in flight beside it. */
  selfTest(): Promise<SelfTestOutcome> {
    if (this.#carrier === null) return Promise.resolve('noReader');
    return new Promise((resolve) => this.#testers.push(resolve));
  }

  dispose(): void {
    this.#opening += 1;
    this.#letGo();
  }

  #letGo(): void {
    this.#callOffTimer();
    this.#asked = null;
    this.#tellTesters('noReader');
    if (this.#carrier === null) return;
    this.#carrier.close();
    this.#carrier = null;
    this.#options.onDevice?.(null);
  }

  #tellTesters(outcome: SelfTestOutcome): void {
    for (const tell of this.#testers.splice(0)) tell(outcome);
  }

  #tellDevice(): void {
    const device = this.#carrier?.device;
    if (device !== undefined) this.#options.onDevice?.({ ...device, samId: this.#cycle.samId });
  }

  #after(ms: number, task: () => void): void {
    this.#callOffTimer();
    this.#callOffTimer = this.#options.scheduler.after(ms, task);
  }

  #run(next: Next): void {
    if (next.do === 'reopen') {
      this.#letGo();
      this.#after(next.afterMs, () => void this.#open());
    } else if (next.afterMs > 0) {
      this.#after(next.afterMs, () => this.#ask(next.request));
    } else {
      this.#ask(next.request);
    }
  }

  async #open(): Promise<void> {
    const opening = ++this.#opening;
    const isCurrent = (): boolean => opening === this.#opening;
    const opened = await this.#options.open({
      onBytes: (bytes) => {
        if (isCurrent()) this.#heard(bytes);
      },
      onClosed: () => {
        if (isCurrent()) this.#happened({ kind: 'closed', request: this.#asked });
      },
    });
    if (!isCurrent()) {
      if (opened.ok) opened.value.close();
      return;
    }
    this.#carrier = opened.ok ? opened.value : null;
    this.#tellDevice();
    this.#happened(opened.ok ? { kind: 'opened' } : { kind: 'openFailed', code: opened.error.code });
  }

  #ask(wanted: DeskRequest): void {
    const request = wanted === 'find' && this.#testers.length > 0 ? 'selfTest' : wanted;
    this.#stream.clear();
    this.#asked = request;
    this.#after(SAM_REQUESTS[request].timeoutMs, () => this.#happened({ kind: 'silent', request }));
    this.#options.onFrame?.({ direction: 'sent', request, status: null, bytes: 0, verdict: 'sound' });
    this.#carrier?.send(encodeRequest(request));
  }

  #heard(bytes: Uint8Array): void {
    const request = this.#asked;
    if (request === null) return;
    const received = this.#stream.push(bytes);
    for (const frame of received) this.#options.onFrame?.(heardKind(request, frame));
    const outcomes = received.flatMap((frame) => (frame.ok ? [outcomeOf(request, parseAnswer(frame.value))] : []));
    // What came along behind the answer was sent before the next request and answers nothing.
    const answer = outcomes.find((outcome) => outcome.kind !== 'stale');
    if (answer?.kind === 'failure') this.#happened({ kind: 'failed', request, status: answer.status });
    if (answer?.kind === 'success') this.#gotData(request, answer.data);
  }

  #gotData(request: DeskRequest, data: Uint8Array): void {
    if (request === 'samId') return this.#happened({ kind: 'toldSamId', samId: formatSamId(data) });
    if (request !== 'read') return this.#happened({ kind: 'succeeded', request });
    const read = decodeRead(data);
    if (!read.ok) return this.#happened({ kind: 'failed', request, status: read.error.status });
    const { digest, card, photo } = read.value;
    const { newReadId, onRead } = this.#options;
    this.#happened({ kind: 'cardRead', digest }, () => onRead({ readId: newReadId(), card, photo, samId: this.#cycle.samId }, digest));
  }

  #happened(event: CycleEvent, deliver: () => void = () => {}): void {
    this.#asked = null;
    const before = this.#cycle.status;
    const result = step(this.#cycle, event);
    this.#cycle = result.cycle;
    const tested = testOutcome(event);
    if (tested !== null) this.#tellTesters(tested);
    if (event.kind === 'toldSamId') this.#tellDevice();
    this.#run(result.next);
    if (!isSameStatus(before, result.cycle.status)) this.#options.onStatus(result.cycle.status, cardThatMayLie(result.cycle));
    if (result.deliver) deliver();
  }
}

function heardKind(request: DeskRequest, frame: Received): FrameKind {
  if (!frame.ok) return { direction: 'heard', request, status: null, bytes: 0, verdict: frame.error.code };
  const answer = parseAnswer(frame.value);
  const verdict = outcomeOf(request, answer).kind === 'stale' ? 'stale' : 'sound';
  return { direction: 'heard', request, status: answer.status, bytes: answer.data.length, verdict };
}

function testOutcome(event: CycleEvent): SelfTestOutcome | null {
  if (!('request' in event) || event.request !== 'selfTest') return null;
  if (event.kind === 'succeeded') return 'passed';
  return event.kind === 'failed' ? 'failed' : event.kind === 'silent' ? 'silent' : 'noReader';
}

function isSameStatus(a: ReaderStatus, b: ReaderStatus): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
