import { describe, expect, it } from 'vitest';
import { CounterMemory } from '../../src-main/app/counter-memory';
import { READ_KEPT_MS, type CardRead } from '../../src-main/devices/card-reader';
import type { ShownReading } from '../../src-main/workflows/check-paper';
import { ManualScheduler } from '../support/simulated-card-reader-clock';

const read = (readId: string): CardRead => ({
  readId, photo: null, samId: null,
  card: {
    kind: 'citizen', name: '测试甲', sexCode: '1', birthDate: '2000-01-01', idNumber: '990000200001010012', validFrom: '2020-01-01', validUntil: '2040-01-01', nationCode: '01',
    address: '测试路1号', authority: '测试市公安局',
  },
});

const paper: ShownReading = {
  readId: 'paper', reason: '未带身份证', secondIdentifier: null,
  paper: { document: 'policeCertificate', name: '测试甲', number: '990000200001010012', validFrom: null, validUntil: null },
};

let nowMs = 0;
const clock = { now: () => new Date(nowMs) };

describe('what the counter knows for the moment', () => {
  it('is the card of one candidate at a time: the next card takes the last one away', () => {
    const counter = new CounterMemory(clock);
    counter.keepCard('1', read('first'));
    counter.keepCard('2', read('second'));
    expect(counter.findCard('1')).toBeNull();
    expect(counter.findCard('2')?.readId).toBe('second');
  });

  it("is the picture out of a card's chip, as long as that card lies in memory", () => {
    const counter = new CounterMemory(clock);
    const bmp = Uint8Array.of(0x42, 0x4d);
    expect(counter.keepPicture({ readId: 'first', bmp })).toBeNull();
    counter.keepCard('1', read('first'));
    expect([counter.keepPicture({ readId: 'other', bmp }), counter.findPicture('1')]).toEqual([null, null]);
    expect([counter.keepPicture({ readId: 'first', bmp }), counter.findPicture('1')]).toEqual(['1', bmp]);
    counter.leave('1');
    expect(counter.findPicture('1')).toBeNull();
  });

  it('is whether a number was shown, so that the log is told once for each visit', () => {
    const counter = new CounterMemory(clock);
    expect([counter.isNumberShown('1'), counter.showNumber('1'), counter.showNumber('1'), counter.isNumberShown('1')]).toEqual([false, true, false, true]);
    expect(counter.isNumberShown('2')).toBe(false);
    counter.leave('1');
    expect(counter.showNumber('1')).toBe(true);
  });

  it('goes when the case leaves the counter, and stays when another one does', () => {
    const counter = new CounterMemory(clock);
    counter.arrive('1');
    counter.keepCard('1', read('first'));
    counter.showNumber('1');
    counter.leave('2');
    expect([counter.findCurrent(), counter.findCard('1')?.readId, counter.isNumberShown('1')]).toEqual(['1', 'first', true]);
    counter.leave('1');
    expect([counter.findCurrent(), counter.findCard('1'), counter.isNumberShown('1')]).toEqual([null, null, false]);
  });

  it('goes when another case comes to the counter: nobody who returns later is who laid that card down', () => {
    const counter = new CounterMemory(clock);
    counter.keepCard('1', read('first'));
    counter.arrive('1');
    counter.arrive('1');
    expect(counter.findCard('1')?.readId).toBe('first');
    counter.arrive('2');
    counter.arrive('1');
    expect(counter.findCard('1')).toBeNull();
  });

  it('is no card while its page is not looked at, though the candidate still stands there until another case is opened', () => {
    const counter = new CounterMemory(clock);
    counter.arrive('1');
    counter.keepCard('1', read('first'));
    counter.showNumber('1');
    counter.lookAway('1');
    expect([counter.findCurrent(), counter.findServed(), counter.findCard('1'), counter.isNumberShown('1')]).toEqual([null, '1', null, true]);
    counter.arrive('2');
    counter.lookAway('1');
    expect([counter.findCurrent(), counter.findServed()]).toEqual(['2', '2']);
    counter.leave('2');
    expect(counter.findServed()).toBeNull();
  });

  it('is a card for half a minute only while its case is not opened: then its data is gone', async () => {
    const time = new ManualScheduler();
    const counter = new CounterMemory({ now: () => new Date(time.wallMs()) }, time);
    counter.keepCard('1', read('first'));
    await time.advance(READ_KEPT_MS - 1);
    counter.arrive('1');
    await time.advance(1);
    expect(counter.findCard('1')?.readId).toBe('first');
    counter.keepCard('2', read('second'));
    await time.advance(READ_KEPT_MS);
    expect([counter.findCard('2'), counter.keepPicture({ readId: 'second', bmp: Uint8Array.of(1) })]).toEqual([null, null]);
  });

  it("is the paper of the candidate at the counter, whoever's card is laid down meanwhile, until another case is opened", () => {
    const counter = new CounterMemory(clock);
    counter.arrive('1');
    counter.keepPaper('1', paper);
    counter.keepCard('2', read('first'));
    expect(counter.findPaper('1')).toBe(paper);
    counter.arrive('2');
    expect([counter.findPaper('1'), counter.findCard('2')?.readId]).toEqual([null, 'first']);
  });

  it('is nothing at all after somebody signs out', () => {
    const counter = new CounterMemory(clock);
    counter.arrive('1');
    counter.keepCard('1', read('first'));
    counter.showNumber('2');
    counter.clear();
    expect([counter.findCurrent(), counter.findCard('1'), counter.isNumberShown('2')]).toEqual([null, null, false]);
  });

  it('keeps what came while the reading before it was decided', () => {
    const counter = new CounterMemory(clock);
    counter.keepCard('1', read('second'));
    counter.decideCard('1', 'first');
    counter.keepPaper('2', paper);
    counter.dropPaper('2', 'another');
    expect([counter.findUndecidedCard('1')?.readId, counter.findPaper('2')]).toEqual(['second', paper]);
  });

  it('hears a card once, and not at all half an hour later', () => {
    const counter = new CounterMemory(clock);
    counter.keepCard('1', read('first'));
    expect(counter.findUndecidedCard('1')?.readId).toBe('first');
    counter.decideCard('1', 'first');
    expect([counter.findUndecidedCard('1'), counter.findCard('1')?.readId]).toEqual([null, 'first']);
    counter.keepCard('1', read('second'));
    nowMs += 31 * 60_000;
    expect([counter.findUndecidedCard('1'), counter.findCard('1')]).toEqual([null, null]);
  });
});
