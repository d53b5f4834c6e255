import type { CardRead, ReaderStatus } from '../../src-main/devices/card-reader';
import { CardReaderSession } from '../../src-main/devices/card-reader-session';
import type { CarrierEvents } from '../../src-main/devices/carriers/carrier';
import { toRawReports } from '../../src-main/devices/carriers/raw-reports';
import { DevicesClient } from '../../src-main/devices/devices-client';
import type { DevicesChannel, FromDevices, ToDevices } from '../../src-main/devices/devices-messages';
import { SIMULATED_FAULTS } from '../../src-main/devices/simulated/faults';
import { SamSimulator } from '../../src-main/devices/simulated/sam-simulator';
import { err, ok } from '../../src-main/domain/result';
import { Chance } from './random';
import { citizenCard } from './simulated-card-reader';
import { ManualScheduler } from './simulated-card-reader-clock';

/** A reader on a cable that can be pulled, in a process that can die, with a desk at the other end; all in one played time. */
class TorturedDesk {
  readonly clock = new ManualScheduler();
  readonly sam = new SamSimulator({ read: 400, select: 20, find: 10 });
  readonly client: DevicesClient;
  readonly taken: CardRead[] = [];
  readonly trouble: string[] = [];
  #connected: CarrierEvents | null = null;
  #isPlugged = true;
  #endProcess: () => void = () => {};
  #reads = 0;

  constructor() {
    this.client = new DevicesClient({ address: 'tcp://127.0.0.1:1', scheduler: this.clock, spawn: () => this.#process() });
    this.client.onDidReadCard(({ readId }) => {
      const read = this.client.takeRead(readId);
      if (read === null) throw new Error('a card was told that nobody could take');
      this.taken.push(read);
    });
    this.client.onDidChangeStatus((status) => this.#note(status));
  }

  #note(status: ReaderStatus): void {
    if (status.state === 'absent' || status.state === 'faulty') this.trouble.push(status.state);
    if (status.state === 'cardPresent' && status.trouble !== null) this.trouble.push(status.trouble);
  }

  /** Ends as a process does: nothing more is told by it, and what it held is gone. */
  #process(): DevicesChannel {
    let tell: (message: FromDevices) => void = () => {};
    let exit: () => void = () => {};
    let session: CardReaderSession | null = null;
    let isAlive = true;
    const end = (): void => {
      if (!isAlive) return;
      isAlive = false;
      this.#connected = null;
      session?.dispose();
      exit();
    };
    this.#endProcess = end;
    return {
      post: (message: ToDevices) => {
        if (message.kind === 'start') session = this.#session(message, (told) => isAlive && tell(told));
      },
      onMessage: (listener) => void (tell = listener),
      onExit: (listener) => void (exit = listener),
      kill: end,
    };
  }

  #session({ before }: Extract<ToDevices, { kind: 'start' }>, tell: (message: FromDevices) => void): CardReaderSession {
    return new CardReaderSession({
      scheduler: this.clock, before, newReadId: () => `read-${++this.#reads}`,
      onStatus: (status, mayLie) => tell({ kind: 'status', status, mayLie }), onRead: (read, digest) => tell({ kind: 'cardRead', read, digest }),
      open: async (events) => {
        if (!this.#isPlugged) return err({ code: 'no-reader' });
        this.#connected = events;
        return ok({ send: (frame) => this.#send(frame, events), close: () => {} });
      },
    });
  }

  #send(frame: Uint8Array, events: CarrierEvents): void {
    if (!this.#isPlugged) return;
    for (const answer of this.sam.receive(toRawReports(frame))) {
      this.clock.after(answer.delayMs, () => {
        if (this.#connected !== events) return;
        events.onBytes(toRawReports(answer.bytes));
        if (answer.thenUnplugged) this.unplug(700);
      });
    }
  }

  unplug(ms: number): void {
    if (!this.#isPlugged) return;
    const connected = this.#connected;
    [this.#isPlugged, this.#connected] = [false, null];
    this.sam.powerOff();
    connected?.onClosed();
    this.clock.after(ms, () => {
      this.#isPlugged = true;
    });
  }

  crash(): void {
    this.#endProcess();
  }
}

/** Something goes wrong at some moment while the card lies there, or nothing does. */
function misfortune(desk: TorturedDesk, chance: Chance): void {
  const when = chance.below(2500);
  const kind = chance.below(6);
  desk.clock.after(when, () => {
    if (kind === 0) desk.unplug(chance.below(5000));
    if (kind === 1) desk.crash();
    if (kind === 2) desk.sam.failNext(chance.of(SIMULATED_FAULTS), { times: 1 + chance.below(3) });
    if (kind === 3) desk.sam.failNext('silence', { on: 'read', times: 1 + chance.below(2) });
  });
}

export interface TortureFindings {
  people: number;
  read: number;
  /** Nothing was read, and the desk was told why. */
  told: number;
  /** Bytes on the heap after a collection, when a tenth was done and at the end, with the desk still there. */
  heap: { early: number; late: number };
}

const MOST_PATIENCE_MS = 20_000;

/**
 * One person after the other lays a card down while things go wrong. Throws when a card is told twice, when somebody else's is told,
 * when neither a card nor a reason comes, or when an earlier card can still be taken after the next.
 * `heapNow` collects and measures.
 */
export async function tortureReader(people: number, seed: number, heapNow: () => number): Promise<TortureFindings> {
  const chance = new Chance(seed);
  const desk = new TorturedDesk();
  let read = 0;
  let early = 0;
  await desk.clock.advance(2000);
  for (let i = 0; i < people; i++) {
    const card = citizenCard({ name: `测${i}` });
    [desk.taken.length, desk.trouble.length] = [0, 0];
    desk.sam.present(card);
    for (let many = chance.below(3); many > 0; many--) misfortune(desk, chance);
    for (let waited = 0; waited < MOST_PATIENCE_MS && desk.taken.length === 0; waited += 500) await desk.clock.advance(500);
    // Whoever was read leaves the card lying for a while: it must not be told again.
    await desk.clock.advance(chance.below(6000));
    if (desk.taken.length > 1) throw new Error(`person ${i}: told ${desk.taken.length} times`);
    if (desk.taken.some((each) => each.card.name !== card.name)) throw new Error(`person ${i}: told somebody else's card`);
    if (desk.taken.length === 0 && desk.trouble.length === 0) throw new Error(`person ${i}: neither a card nor a reason`);
    if (desk.taken.some(({ readId }) => desk.client.takeRead(readId) !== null)) throw new Error(`person ${i}: taken twice`);
    read += desk.taken.length;
    desk.sam.workAgain();
    desk.sam.lift();
    await untilReady(desk, i);
    if (desk.taken.length > 1) throw new Error(`person ${i}: told after the card was lifted`);
    if (i === Math.floor(people / 10)) early = heapNow();
  }
  const heap = { early, late: heapNow() };
  desk.client.dispose();
  return { people, read, told: people - read, heap };
}

/** With the card lifted and nothing wrong any more, the reader must come back by itself. */
async function untilReady(desk: TorturedDesk, person: number): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 500) {
    await desk.clock.advance(500);
    if (desk.client.status().state === 'ready') return;
  }
  throw new Error(`person ${person}: the reader stayed ${desk.client.status().state}`);
}
