import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardReaderSession } from '../../src-main/devices/card-reader-session';
import { toRawReports } from '../../src-main/devices/carriers/raw-reports';
import { SamSimulator } from '../../src-main/devices/simulated/sam-simulator';
import type { IdCard } from '../../src-main/domain/id-card';
import { ok } from '../../src-main/domain/result';
import { everyKindOfCard } from '../support/simulated-card-reader';
import { ManualScheduler } from '../support/simulated-card-reader-clock';

/** What becomes of an answer on its way: the pieces in which it arrives. */
type Wire = (answer: Uint8Array) => readonly Uint8Array[];

/** Lays down every card in turn, lifts it again, and gives the cards that were told. */
async function cardsTold(cards: readonly IdCard[], wire: Wire, secondsEach = 3): Promise<IdCard[]> {
  const clock = new ManualScheduler();
  const sam = new SamSimulator();
  const told: IdCard[] = [];
  let busyUntil = 0;
  const session = new CardReaderSession({
    scheduler: clock,
    newReadId: () => `read-${told.length}`,
    onStatus: () => {},
    onRead: (read) => told.push(read.card),
    open: async (events) => ok({
      send: (frame) => {
        const pieces = sam.receive(toRawReports(frame)).flatMap((answer) => wire(answer.bytes));
        for (const piece of pieces) {
          // A wire keeps the order: what follows an answer arrives before the next one.
          busyUntil = Math.max(busyUntil, clock.now) + 1;
          clock.after(busyUntil - clock.now, () => events.onBytes(piece));
        }
      },
      close: () => {},
    }),
  });
  for (const card of cards) {
    sam.present(card);
    await clock.advance(secondsEach * 1000);
    sam.lift();
    await clock.advance(1000);
  }
  session.dispose();
  return told;
}

function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
}

const noise = fc.uint8Array({ maxLength: 100 }).map((bytes) => bytes.map((byte) => (byte === 0x69 ? 0x6a : byte)));

describe('a conversation with a reader', () => {
  it('tells the same cards however the answers are cut, padded and littered', async () => {
    const way = fc.record({ before: noise, behind: noise, isPadded: fc.boolean(), size: fc.integer({ min: 5, max: 1500 }) });
    await fc.assert(fc.asyncProperty(fc.infiniteStream(way), async (ways) => {
      const told = await cardsTold(everyKindOfCard(), (answer) => {
        const { before, behind, isPadded, size } = ways.next().value ?? { before: answer, behind: answer, isPadded: false, size: 64 };
        return cut(Buffer.concat([before, isPadded ? toRawReports(answer) : answer, behind]), size);
      });
      expect(told).toEqual(everyKindOfCard());
    }), { numRuns: 40 });
  }, 30_000);

  it('tells no card that is not exactly one of those laid down, whichever bytes are changed on the way', async () => {
    const change = fc.record({ at: fc.nat(1400), by: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(fc.asyncProperty(fc.infiniteStream(change), async (changes) => {
      const told = await cardsTold(everyKindOfCard(), (answer) => {
        const { at, by } = changes.next().value ?? { at: 0, by: 0 };
        return [answer.map((byte, i) => (i === at % answer.length ? byte ^ by : byte))];
      });
      for (const card of told) expect(everyKindOfCard()).toContainEqual(card);
    }), { numRuns: 40 });
  }, 30_000);
});
