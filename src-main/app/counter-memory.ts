import { READ_KEPT_MS, type CardRead, type ChipPicture } from '../devices/card-reader';
import { realScheduler, type Scheduler } from '../devices/scheduler';
import type { RegistrationNo } from '../domain/vocabulary';
import type { ShownReading } from '../workflows/check-paper';
import type { Clock } from '../workflows/ports';

/** A card whose case is open and that lies longer than this in memory says nothing of who stands at the counter now. */
const CARD_SPEAKS_MS = 30 * 60_000;

interface KeptCard {
  read: CardRead;
  at: number;
  /** The case that it names was opened: until then it waits no longer than a read that nobody took. */
  isAtCounter: boolean;
  isUsed: boolean;
  /** The chip's photo, where the site has a decoder: a BMP. */
  picture: Uint8Array | null;
}

interface KeptPaper {
  reading: ShownReading;
  at: number;
}

/**
 * What the counter knows only while the candidate stands there: the chip's data, a paper that was taken down, and whose number was shown.
 * Nothing of it is stored; it goes when the case leaves the counter.
 */
export class CounterMemory {
  private readonly cards = new Map<RegistrationNo, KeptCard>();
  private readonly papers = new Map<RegistrationNo, KeptPaper>();
  private readonly clock: Clock;
  private readonly scheduler: Scheduler;
  private callOffForgetting: () => void = () => {};
  private current: RegistrationNo | null = null;
  private served: RegistrationNo | null = null;
  private isUnused = true;
  private readonly shownNumbers = new Set<RegistrationNo>();
  private readonly numbersAtCandidates = new Set<RegistrationNo>();

  constructor(clock: Clock, scheduler: Scheduler = realScheduler) {
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /** The case that stands at this counter now; its claim is renewed while it does. Who stood here before took card and paper along. */
  arrive(registrationNo: RegistrationNo): void {
    this.current = registrationNo;
    this.served = registrationNo;
    this.isUnused = false;
    for (const kept of [this.cards, this.papers]) {
      for (const other of kept.keys()) if (other !== registrationNo) kept.delete(other);
    }
    const card = this.cards.get(registrationNo);
    if (card !== undefined && this.isFresh(card)) this.cards.set(registrationNo, { ...card, isAtCounter: true });
  }

  findCurrent(): RegistrationNo | null {
    return this.current;
  }

  /** Nobody was called here since the desk was started. */
  isNew(): boolean {
    return this.isUnused;
  }

  /** The case whose candidate was called last and did not leave: it outlives a glance at the list and a change of who works here. */
  findServed(): RegistrationNo | null {
    return this.served;
  }

  /** Its page is not looked at any more: card, picture and paper go; whether the candidate stays is told by what is opened next. */
  lookAway(registrationNo: RegistrationNo): void {
    if (this.current === registrationNo) this.current = null;
    this.cards.delete(registrationNo);
    this.papers.delete(registrationNo);
  }

  /** The newest card takes the one before away. A paper stays with its own case: whose card came next says nothing of it. */
  keepCard(registrationNo: RegistrationNo, read: CardRead): void {
    this.cards.clear();
    this.papers.delete(registrationNo);
    const isAtCounter = this.current === registrationNo;
    this.cards.set(registrationNo, { read, at: this.clock.now().getTime(), isAtCounter, isUsed: false, picture: null });
    this.callOffForgetting();
    if (!isAtCounter) this.callOffForgetting = this.scheduler.after(READ_KEPT_MS, () => this.forgetUnopened());
  }

  private forgetUnopened(): void {
    for (const [registrationNo, { isAtCounter }] of this.cards) if (!isAtCounter) this.cards.delete(registrationNo);
  }

  private isFresh({ at, isAtCounter }: KeptCard): boolean {
    const age = this.clock.now().getTime() - at;
    return isAtCounter ? age <= CARD_SPEAKS_MS : age < READ_KEPT_MS;
  }

  /** The card that was read for the case and still speaks of the person at the counter. */
  findCard(registrationNo: RegistrationNo): CardRead | null {
    const kept = this.cards.get(registrationNo);
    return kept === undefined || !this.isFresh(kept) ? null : kept.read;
  }

  /** Answers whose card it belongs to; null when that has left the counter. */
  keepPicture({ readId, bmp }: ChipPicture): RegistrationNo | null {
    for (const [registrationNo, kept] of this.cards) {
      if (kept.read.readId !== readId) continue;
      this.cards.set(registrationNo, { ...kept, picture: bmp });
      return registrationNo;
    }
    return null;
  }

  findPicture(registrationNo: RegistrationNo): Uint8Array | null {
    return this.findCard(registrationNo) === null ? null : (this.cards.get(registrationNo)?.picture ?? null);
  }

  /** The same, as long as nobody decided about it: one reading is one identity check. */
  findUndecidedCard(registrationNo: RegistrationNo): CardRead | null {
    return this.cards.get(registrationNo)?.isUsed === true ? null : this.findCard(registrationNo);
  }

  /** Somebody decided about this reading; one that came meanwhile still waits. */
  decideCard(registrationNo: RegistrationNo, readId: string): void {
    const kept = this.cards.get(registrationNo);
    if (kept?.read.readId === readId) this.cards.set(registrationNo, { ...kept, isUsed: true });
  }

  /** What was shown last counts: a card that waited for a decision waits no more. */
  keepPaper(registrationNo: RegistrationNo, reading: ShownReading): void {
    const waiting = this.cards.get(registrationNo);
    if (waiting !== undefined) this.decideCard(registrationNo, waiting.read.readId);
    this.papers.clear();
    this.papers.set(registrationNo, { reading, at: this.clock.now().getTime() });
  }

  /** The paper that was taken down for the case, until somebody decided about it. */
  findPaper(registrationNo: RegistrationNo): ShownReading | null {
    const kept = this.papers.get(registrationNo);
    return kept === undefined || this.clock.now().getTime() - kept.at > CARD_SPEAKS_MS ? null : kept.reading;
  }

  /** Somebody decided about this reading; one that was taken down meanwhile still waits. */
  dropPaper(registrationNo: RegistrationNo, readId: string): void {
    if (this.papers.get(registrationNo)?.reading.readId === readId) this.papers.delete(registrationNo);
  }

  /** The number may be seen by the person who works here; true the first time. */
  showNumber(registrationNo: RegistrationNo): boolean {
    const first = !this.shownNumbers.has(registrationNo);
    this.shownNumbers.add(registrationNo);
    return first;
  }

  isNumberShown(registrationNo: RegistrationNo): boolean {
    return this.shownNumbers.has(registrationNo);
  }

  /** The candidate's screen shows the number, and the log was told. */
  showCandidate(registrationNo: RegistrationNo): void {
    this.numbersAtCandidates.add(registrationNo);
  }

  /** Showing the number on the candidate's screen is no new event. */
  isToldOfNumber(registrationNo: RegistrationNo): boolean {
    return this.shownNumbers.has(registrationNo) || this.numbersAtCandidates.has(registrationNo);
  }

  leave(registrationNo: RegistrationNo): void {
    this.lookAway(registrationNo);
    if (this.served === registrationNo) this.served = null;
    this.shownNumbers.delete(registrationNo);
    this.numbersAtCandidates.delete(registrationNo);
  }

  clear(): void {
    this.callOffForgetting();
    this.current = null;
    this.cards.clear();
    this.papers.clear();
    this.shownNumbers.clear();
    this.numbersAtCandidates.clear();
  }
}
