import { afterEach, describe, expect, it } from 'vitest';
import type { CardRead } from '../../src-main/devices/card-reader';
import { CardReaderSession } from '../../src-main/devices/card-reader-session';
import type { CarrierEvents } from '../../src-main/devices/carriers/carrier';
import { encodeAnswer } from '../../src-main/devices/sam-answers';
import { encodeRequest, SAM_REQUESTS, type SamRequest } from '../../src-main/devices/sam-requests';
import { simulatedCard, textAndPhotoData } from '../../src-main/devices/simulated/simulated-card';
import type { IdCard } from '../../src-main/domain/id-card';
import { ok } from '../../src-main/domain/result';
import { citizenCard, residencePermitCard } from '../support/simulated-card-reader';
import { ManualScheduler } from '../support/simulated-card-reader-clock';

type Answers = (request: SamRequest) => readonly Uint8Array[];

interface NaiveDesk {
  clock: ManualScheduler;
  reads: CardRead[];
  asked: SamRequest[];
  session: CardReaderSession;
  carrier: () => CarrierEvents | null;
  mostInFlight: () => number;
}

const open: CardReaderSession[] = [];

afterEach(() => {
  for (const session of open.splice(0)) session.dispose();
});

function requestOf(frame: Uint8Array): SamRequest {
  const all = Object.keys(SAM_REQUESTS) as SamRequest[];
  const found = all.find((request) => Buffer.compare(encodeRequest(request), frame) === 0);
  if (found === undefined) throw new Error('the desk sent a request that it does not know');
  return found;
}

/** A desk on a reader whose answers a test makes up. All frames of one answer come in one piece. */
function deskOn(answers: Answers, latencyMs = 1): NaiveDesk {
  const clock = new ManualScheduler();
  const reads: CardRead[] = [];
  const asked: SamRequest[] = [];
  let connected: CarrierEvents | null = null;
  let inFlight = 0;
  let mostInFlight = 0;
  const session = new CardReaderSession({
    scheduler: clock,
    newReadId: () => `read-${reads.length + 1}`,
    onStatus: () => {},
    onRead: (read) => reads.push(read),
    open: async (events) => {
      connected = events;
      return ok({
        send: (frame) => {
          asked.push(requestOf(frame));
          mostInFlight = Math.max(mostInFlight, ++inFlight);
          const frames = answers(requestOf(frame));
          clock.after(latencyMs, () => {
            inFlight -= 1;
            if (frames.length > 0) events.onBytes(Buffer.concat(frames));
          });
        },
        close: () => {},
      });
    },
  });
  open.push(session);
  return { clock, reads, asked, session, carrier: () => connected, mostInFlight: () => mostInFlight };
}

const NO_CARD = encodeAnswer(0x80);

/** Knows find, select and read alone, finds a card as long as it lies there, and answers nothing else. */
function naiveReader(): { answers: Answers; lay: (card: IdCard | null) => void } {
  let card: IdCard | null = null;
  const answerTo: Partial<Record<SamRequest, () => Uint8Array>> = {
    find: () => (card === null ? NO_CARD : encodeAnswer(0x9f, new Uint8Array(4))),
    select: () => encodeAnswer(0x90, new Uint8Array(8)),
    read: () => (card === null ? encodeAnswer(0x41) : encodeAnswer(0x90, textAndPhotoData(simulatedCard(card)))),
  };
  return {
    answers: (request) => [answerTo[request]?.()].filter((frame) => frame !== undefined),
    lay: (next) => {
      card = next;
    },
  };
}

describe('a reader that finds a card as long as it lies there and knows no more than it must', () => {
  it('tells the card once while it lies there, and again after it was lifted', async () => {
    const reader = naiveReader();
    const { clock, reads, session } = deskOn(reader.answers);
    reader.lay(citizenCard());
    await clock.advance(20_000);
    expect([reads.length, session.status()]).toEqual([1, { state: 'mustLift' }]);
    reader.lay(null);
    await clock.advance(3000);
    expect(session.status()).toEqual({ state: 'ready' });
    reader.lay(citizenCard());
    await clock.advance(3000);
    expect(reads).toHaveLength(2);
  });

  it('tells the next card that is laid in the place of the first', async () => {
    const reader = naiveReader();
    const { clock, reads } = deskOn(reader.answers);
    reader.lay(citizenCard());
    await clock.advance(10_000);
    reader.lay(residencePermitCard());
    await clock.advance(3000);
    expect(reads.map((read) => read.card.name)).toEqual(['测试甲', '测试乙']);
  });
});

describe('an answer', () => {
  const readOf = (card: IdCard): Uint8Array => encodeAnswer(0x90, textAndPhotoData(simulatedCard(card)));

  it('counts for the request in flight alone: a late one before it is passed over', async () => {
    const { answers, lay } = naiveReader();
    const late: Partial<Record<SamRequest, Uint8Array>> = { find: readOf(residencePermitCard()), select: encodeAnswer(0x9f), read: encodeAnswer(0x90, new Uint8Array(8)) };
    const { clock, reads } = deskOn((request) => [late[request] ?? new Uint8Array(0), ...answers(request)]);
    lay(citizenCard());
    await clock.advance(10_000);
    expect(reads.map((read) => read.card.name)).toEqual(['测试甲']);
  });

  it('does not answer the next request by coming along behind another', async () => {
    const { answers } = naiveReader();
    const { clock, reads } = deskOn((request) => [...answers(request), ...(request === 'find' ? [readOf(citizenCard())] : [])]);
    await clock.advance(10_000);
    expect(reads).toEqual([]);
  });

  it('that nobody asked for tells no card', async () => {
    const { answers } = naiveReader();
    const desk = deskOn(answers);
    await desk.clock.advance(5100);
    desk.carrier()?.onBytes(readOf(citizenCard()));
    await desk.clock.advance(1000);
    expect(desk.reads).toEqual([]);
  });

  it('with a card of an unknown kind is trouble with the card', async () => {
    const { answers, lay } = naiveReader();
    const text = simulatedCard(citizenCard()).text.map((byte, i) => (i === 248 ? 0x51 : byte));
    const unknown = encodeAnswer(0x90, textAndPhotoData({ ...simulatedCard(citizenCard()), text }));
    const { clock, session, reads } = deskOn((request) => (request === 'read' ? [unknown] : answers(request)));
    lay(citizenCard());
    await clock.advance(5000);
    expect([reads.length, session.status()]).toEqual([0, { state: 'cardPresent', trouble: 'notAnIdCard' }]);
  });

  it('is waited for before the next request goes out', async () => {
    const { answers, lay } = naiveReader();
    const desk = deskOn((request) => [...answers(request), encodeAnswer(0x21)].slice(0, 1), 250);
    lay(citizenCard());
    await desk.clock.advance(20_000);
    expect([desk.reads.length, desk.asked.length > 10, desk.mostInFlight()]).toEqual([1, true, 1]);
  });
});

describe('a connection that ends while a card is being read', () => {
  it('resets the module, so that the card is found again without being lifted', async () => {
    const { answers, lay } = naiveReader();
    const desk = deskOn((request) => (request === 'read' ? [] : answers(request)));
    lay(citizenCard());
    await desk.clock.advance(2100);
    expect(desk.asked.at(-1)).toBe('read');
    desk.carrier()?.onClosed();
    await desk.clock.advance(600);
    expect(desk.asked.at(-1)).toBe('reset');
  });
});
