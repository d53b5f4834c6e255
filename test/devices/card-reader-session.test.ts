import { describe, expect, it } from 'vitest';
import type { CardRead } from '../../src-main/devices/card-reader';
import { citizenCard, everyKindOfCard, residencePermitCard } from '../support/simulated-card-reader';
import { deskWithReader } from '../support/simulated-card-reader-desk';

function namesOf(reads: readonly CardRead[]): string[] {
  return reads.map((read) => read.card.name);
}

const PERSON_A = citizenCard();
const PERSON_B = residencePermitCard();

describe('a card laid on the reader', () => {
  it('is told with everything that it holds and the number of the module', async () => {
    const { reader, clock, reads } = deskWithReader();
    reader.present(PERSON_A);
    await clock.advance(1000);
    expect(reads).toEqual([{ readId: expect.any(String), card: PERSON_A, photo: expect.any(Uint8Array), samId: '05.02-20200101-0001234567-0305419896' }]);
    expect(reads[0]?.photo).toHaveLength(1024);
  });

  it.each(everyKindOfCard())('is read whatever its kind: $kind', async (card) => {
    const { reader, clock, reads } = deskWithReader();
    reader.present(card);
    await clock.advance(1000);
    expect(reads.map((read) => read.card)).toEqual([card]);
  });

  it('goes through the states of a reading and is then to be lifted', async () => {
    const { reader, clock, statuses } = deskWithReader();
    await clock.advance(400);
    reader.present(PERSON_A);
    await clock.advance(1000);
    expect(statuses).toEqual(['connecting', 'ready', 'cardPresent', 'reading', 'mustLift']);
  });

  it('is read once, however long it lies there', async () => {
    const { reader, clock, reads } = deskWithReader();
    reader.present(PERSON_A);
    await clock.advance(60_000);
    expect([reads.length, reader.status()]).toEqual([1, { state: 'mustLift' }]);
  });

  it('is read once when it holds an appended address', async () => {
    const { reader, clock, reads } = deskWithReader();
    reader.present(PERSON_A, { newAddress: '测试省测试市新测试路2号' });
    await clock.advance(10_000);
    expect([reads.length, JSON.stringify(reads)]).toEqual([1, expect.not.stringContaining('新测试路')]);
  });

  it.each(['silence', 'unknownError', 'wrongCheck'] as const)('is read once even when asking whether it still lies there fails by %s', async (fault) => {
    const { reader, clock, reads } = deskWithReader();
    reader.failNext(fault, { on: 'newAddress' });
    reader.present(PERSON_A);
    await clock.advance(20_000);
    expect(reads).toHaveLength(1);
  });

  it.each(['silence', 'unknownError'] as const)('is told once when %s meets the question whether it lies there and the cable is pulled right after', async (fault) => {
    const { reader, clock, reads } = deskWithReader();
    reader.present(PERSON_A);
    await clock.advance(5000);
    reader.failNext(fault, { on: 'newAddress' });
    await clock.advance(500);
    reader.unplug();
    await clock.advance(1000);
    reader.plug();
    await clock.advance(10_000);
    expect([reads.length, reader.status()]).toEqual([1, { state: 'mustLift' }]);
  });

  it('is told on another reader although the first one went with it unseen', async () => {
    const { reader, clock, reads } = deskWithReader();
    reader.present(PERSON_A);
    await clock.advance(2000);
    reader.replace();
    await clock.advance(5000);
    expect(reads).toHaveLength(2);
  });

  it('is read again when it was lifted and laid down again between two looks', async () => {
    const { reader, clock, reads } = deskWithReader();
    reader.present(PERSON_A);
    await clock.advance(1000);
    reader.lift();
    reader.present(PERSON_A);
    await clock.advance(1000);
    expect(reads).toHaveLength(2);
  });

  it('is read again when it was lifted and laid down again', async () => {
    const { reader, clock, reads } = deskWithReader();
    reader.present(PERSON_A);
    await clock.advance(1000);
    reader.lift();
    await clock.advance(1000);
    expect(reader.status()).toEqual({ state: 'ready' });
    reader.present(PERSON_A);
    await clock.advance(1000);
    expect(namesOf(reads)).toEqual(['测试甲', '测试甲']);
  });

  it('is followed by the next card even when nobody saw the reader empty', async () => {
    const { reader, clock, reads } = deskWithReader();
    reader.present(PERSON_A);
    await clock.advance(1000);
    reader.present(PERSON_B);
    await clock.advance(1000);
    expect(namesOf(reads)).toEqual(['测试甲', '测试乙']);
  });

  it('takes as long as the module needs', async () => {
    const { reader, clock, reads } = deskWithReader({ latencies: { find: 80, select: 80, read: 1200 } });
    await clock.advance(100);
    reader.present(PERSON_A);
    await clock.advance(1300);
    expect([reads.length, reader.status()]).toEqual([0, { state: 'reading' }]);
    await clock.advance(600);
    expect(reads).toHaveLength(1);
  });
});

describe('trouble with a card', () => {
  it.each([
    ['cardMoved', 'moved'], ['randomFailed', 'moved'], ['notAnIdCard', 'notAnIdCard'], ['moduleRefusesCard', 'notGenuine'],
  ] as const)('%s is told as %s, and the card is read when that is over', async (fault, trouble) => {
    const { reader, clock, reads, statuses } = deskWithReader();
    reader.failNext(fault, { on: 'read', times: 3 });
    reader.present(PERSON_A);
    await clock.advance(500);
    expect([reads.length, reader.status()]).toEqual([0, { state: 'cardPresent', trouble }]);
    await clock.advance(2000);
    expect(reads).toHaveLength(1);
    expect(statuses).toEqual(['connecting', 'cardPresent', 'reading', `cardPresent: ${trouble}`, 'mustLift']);
  });

  it('is over when the card is taken away', async () => {
    const { reader, clock, reads } = deskWithReader();
    reader.failNext('notAnIdCard', { on: 'read', times: 100 });
    reader.present(PERSON_A);
    await clock.advance(1000);
    reader.lift();
    await clock.advance(1000);
    expect([reads.length, reader.status()]).toEqual([0, { state: 'ready' }]);
  });

  it('is the trouble of the reader when card after card refuses it', async () => {
    const { reader, clock, statuses } = deskWithReader();
    reader.failNext('cardRefusesModule', { on: 'read', times: 100 });
    for (let card = 0; card < 3; card++) {
      reader.present(PERSON_A);
      await clock.advance(1000);
      reader.lift();
      await clock.advance(1000);
    }
    const troubles = statuses.filter((status) => /: /.test(status));
    expect(troubles.slice(0, 3)).toEqual(['cardPresent: notGenuine', 'cardPresent: notGenuine', 'faulty: refusedByCards']);
  });
});

describe('a self-test', () => {
  it.each([['passed', null], ['failed', 'selfTestFailed'], ['silent', 'silence']] as const)('%s when the module says so', async (outcome, fault) => {
    const { reader, clock, reads } = deskWithReader();
    await clock.advance(1000);
    if (fault !== null) reader.failNext(fault, { on: 'selfTest' });
    const tested = reader.selfTest();
    await clock.advance(3000);
    expect(await tested).toBe(outcome);
    expect(reads).toEqual([]);
  });

  it('leaves a card that was read what it is', async () => {
    const { reader, clock, reads, statuses } = deskWithReader();
    reader.present(PERSON_A);
    await clock.advance(2000);
    const tested = reader.selfTest();
    await clock.advance(3000);
    expect([await tested, reads.length, statuses.at(-1)]).toEqual(['passed', 1, 'mustLift']);
  });

  it('finds no reader where none is attached, and none when it is pulled meanwhile', async () => {
    const { reader, clock } = deskWithReader();
    await clock.advance(1000);
    const tested = reader.selfTest();
    reader.unplug();
    expect([await tested, await reader.selfTest()]).toEqual(['noReader', 'noReader']);
  });
});

describe('trouble with the reader', () => {
  it('that is not there is told, and it is found when it is attached', async () => {
    const { reader, clock, statuses } = deskWithReader({ plugged: false });
    await clock.advance(20_000);
    expect([reader.status(), statuses]).toEqual([{ state: 'absent' }, []]);
    reader.plug();
    await clock.advance(5000);
    expect(statuses).toEqual(['connecting', 'ready']);
  });

  it('unplugged in the middle of a reading tells no card, and reads it when attached again', async () => {
    const { reader, clock, reads } = deskWithReader();
    reader.failNext('unplugged', { on: 'read' });
    reader.present(PERSON_A);
    await clock.advance(2000);
    expect([reads.length, reader.status()]).toEqual([0, { state: 'absent' }]);
    reader.plug();
    await clock.advance(5000);
    expect(reads).toHaveLength(1);
  });

  it('unplugged with a read card on it does not read that card again', async () => {
    const { reader, clock, reads } = deskWithReader();
    reader.present(PERSON_A);
    await clock.advance(1000);
    reader.unplug();
    reader.plug();
    await clock.advance(5000);
    expect([reads.length, reader.status()]).toEqual([1, { state: 'mustLift' }]);
  });

  it.each(['wrongCheck', 'wrongLength', 'cutShort', 'silence'] as const)('%s once costs a retry and no card', async (fault) => {
    const { reader, clock, reads, statuses } = deskWithReader();
    reader.failNext(fault, { on: 'read' });
    reader.present(PERSON_A);
    await clock.advance(8000);
    expect([reads.length, statuses.some((status) => status.startsWith('faulty'))]).toEqual([1, false]);
  });

  it.each(['wrongCheck', 'wrongLength', 'cutShort', 'silence'] as const)('%s again and again is told, and over when it ends', async (fault) => {
    const { reader, clock, reads, statuses } = deskWithReader();
    reader.failNext(fault, { on: 'read', times: 4 });
    reader.present(PERSON_A);
    await clock.advance(8000);
    expect([reads.length, statuses]).toEqual([0, expect.arrayContaining(['faulty: silent'])]);
    await clock.advance(30_000);
    expect([reads.length, reader.status()]).toEqual([1, { state: 'mustLift' }]);
  });

  it('that answers nothing at all is told as silent, and stays so while it is tried again', async () => {
    const { reader, clock, statuses } = deskWithReader();
    reader.failNext('silence', { times: 1000 });
    await clock.advance(60_000);
    expect([reader.status(), statuses]).toEqual([{ state: 'faulty', reason: 'silent' }, ['connecting', 'faulty: silent']]);
  });

  it.each([['selfTestFailed', 'selfTestFailed'], ['notAuthorised', 'notAuthorised']] as const)('%s takes it out of service', async (fault, reason) => {
    const { reader, clock } = deskWithReader();
    reader.failNext(fault, { times: 1000 });
    await clock.advance(20_000);
    expect(reader.status()).toEqual({ state: 'faulty', reason });
  });

  it('with unknown errors is told after the third', async () => {
    const { reader, clock, statuses } = deskWithReader();
    reader.failNext('unknownError', { on: 'find', times: 3 });
    await clock.advance(5000);
    expect(statuses).toEqual(['connecting', 'faulty: unknownError', 'ready']);
  });

  it('that knows neither self-test nor its number works all the same', async () => {
    const { reader, clock, reads } = deskWithReader();
    reader.failNext('silence', { times: 2 });
    reader.present(PERSON_A);
    await clock.advance(5000);
    expect(reads.map((read) => read.samId)).toEqual([null]);
  });

  it('ends with the desk: nothing is waiting any more', async () => {
    const { reader, clock } = deskWithReader();
    reader.present(PERSON_A);
    await clock.advance(100);
    reader.dispose();
    await clock.advance(60_000);
    expect(clock.waitingTasks).toBe(0);
  });
});
