import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIMULATED_FAULTS } from '../../src-main/devices/simulated/faults';
import { citizenCard, residencePermitCard } from '../support/simulated-card-reader';
import { described, deskWithReader, type DeskWithReader } from '../support/simulated-card-reader-desk';

const PERSON_A = citizenCard();
const PERSON_B = residencePermitCard();

describe('a read that nobody has taken', () => {
  async function deskAfterReading(): Promise<DeskWithReader & { readId: string }> {
    const desk = deskWithReader();
    desk.reader.present(PERSON_A);
    await desk.clock.advance(1000);
    return { ...desk, readId: desk.reads[0]?.readId ?? '' };
  }

  it('is handed over once', async () => {
    const { reader, readId, reads } = await deskAfterReading();
    expect([reader.takeRead(readId), reader.takeRead(readId)]).toEqual([reads[0], null]);
  });

  it('is handed to nobody who asks for another', async () => {
    const { reader, readId } = await deskAfterReading();
    expect(reader.takeRead('another')).toBeNull();
    expect(reader.takeRead(readId)).not.toBeNull();
  });

  it('is kept for less than 30 seconds', async () => {
    const early = await deskAfterReading();
    await early.clock.advance(28_000);
    expect(early.reader.takeRead(early.readId)).not.toBeNull();
    const late = await deskAfterReading();
    await late.clock.advance(30_000);
    expect(late.reader.takeRead(late.readId)).toBeNull();
  });

  it('is forgotten when the next card is read', async () => {
    const { reader, clock, readId, reads } = await deskAfterReading();
    reader.lift();
    await clock.advance(1000);
    reader.present(PERSON_B);
    await clock.advance(1000);
    expect([reader.takeRead(readId), reader.takeRead(reads[1]?.readId ?? '')?.card]).toEqual([null, PERSON_B]);
  });

  it('is forgotten when the reader is lost', async () => {
    const { reader, readId } = await deskAfterReading();
    reader.unplug();
    expect(reader.takeRead(readId)).toBeNull();
  });
});

describe('any course of a day', () => {
  const happening = fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constant('nextPerson' as const), seconds: fc.integer({ min: 0, max: 5 }) }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('unplug' as const, 'plug' as const, 'lift' as const), seconds: fc.integer({ min: 0, max: 2 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant('fault' as const), fault: fc.constantFrom(...SIMULATED_FAULTS), times: fc.integer({ min: 1, max: 5 }),
        on: fc.constantFrom('selfTest' as const, 'find' as const, 'select' as const, 'read' as const),
      }),
    },
  );

  it('reads every card once or tells why not, and never a card that was gone before', async () => {
    await fc.assert(fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (day) => {
      const { reader, clock, reads } = deskWithReader();
      let person = 0;
      let onReader = '';
      reader.onDidReadCard((read) => expect(read.card.name).toBe(onReader));
      for (const event of day) {
        if (event.what === 'nextPerson') {
          onReader = `测试${++person}`;
          reader.present(citizenCard({ name: onReader }));
          await clock.advance(event.seconds * 1000);
        } else if (event.what === 'fault') {
          reader.failNext(event.fault, event);
        } else {
          if (event.what === 'lift') onReader = '';
          reader[event.what]();
          await clock.advance(event.seconds * 1000);
        }
      }
      const names = reads.map((read) => read.card.name);
      expect(new Set(names).size).toBe(names.length);
      reader.workAgain();
      reader.plug();
      await clock.advance(30_000);
      const isTold = reads.at(-1)?.card.name === onReader || described(reader.status()).startsWith('cardPresent: ');
      expect([onReader, onReader === '' || isTold]).toEqual([onReader, true]);
      reader.present(citizenCard({ name: '最后' }));
      onReader = '最后';
      await clock.advance(30_000);
      expect(reads.map((read) => read.card.name).filter((name) => name === '最后')).toHaveLength(1);
    }), { numRuns: 150 });
  });
});
