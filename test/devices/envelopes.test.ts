import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dkEnvelope } from '../../src-main/devices/carriers/dk-envelope';
import type { Envelope, MakeEnvelope } from '../../src-main/devices/carriers/envelope';
import { miaxisEnvelope } from '../../src-main/devices/carriers/miaxis-envelope';
import { rawEnvelope } from '../../src-main/devices/carriers/raw-envelope';
import { encodeAnswer } from '../../src-main/devices/sam-answers';
import { FrameStream } from '../../src-main/devices/sam-frame';
import { encodeRequest } from '../../src-main/devices/sam-requests';
import { simulatedCard, textAndPhotoData, textPhotoAndFingerprintsData } from '../../src-main/devices/simulated/simulated-card';
import { type SamSimulator } from '../../src-main/devices/simulated/sam-simulator';
import { playedCounted, playedDk, playedMiaxis, playedNumbered, playedRaw, type PlayedReader } from '../support/played-envelopes';
import { citizenCard } from '../support/simulated-card-reader';

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').replace(/..(?=.)/g, '$& ').toUpperCase();
}

function report(text: string): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set(Buffer.from(text.replaceAll(' ', ''), 'hex'));
  return bytes;
}

const FIND = encodeRequest('find');
const FOUND = encodeAnswer(0x9f, new Uint8Array(4));

describe('the envelope of 10C4:0007', () => {
  it('holds a request as published', () => {
    expect(miaxisEnvelope().wrap(FIND).map(hex)).toEqual([hex(report('88 00 00 0B 00 B1 AA AA AA 96 69 00 03 20 01 22 FF 03'))]);
  });

  it('gives the frame of the published answer', () => {
    const { bytes, reply } = miaxisEnvelope().unwrap(report('AA 00 00 12 00 00 00 00 AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97 4D 04'));
    expect([hex(bytes), reply]).toEqual([hex(FOUND), null]);
  });

  it.each([
    ['a wrong sum', 'AA 00 00 12 00 00 00 00 AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97 4E 04'],
    ['another first byte', '88 00 00 12 00 00 00 00 AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97 4D 04'],
    ['a length beyond the report', 'AA 00 00 3A 00 00 00 00 AA AA'],
    ['a length too small', 'AA 00 00 02 00 00 00 02 00'],
    ['nothing', ''],
  ])('gives nothing of a report with %s', (_what, text) => {
    expect(miaxisEnvelope().unwrap(report(text)).bytes).toHaveLength(0);
  });

  it.each([
    [textAndPhotoData(simulatedCard(citizenCard())), 24, 53],
    [textPhotoAndFingerprintsData(simulatedCard(citizenCard())), 25, 1],
    [textPhotoAndFingerprintsData(simulatedCard(citizenCard(), { fingerprints: new Uint8Array(1024) })), 43, 53],
  ])('is opened over as many packets as published (%#)', (data, packets, lastBytes) => {
    const envelope = miaxisEnvelope();
    const parts = playedFrame(playedMiaxis, encodeAnswer(0x90, data)).map((each) => envelope.unwrap(each).bytes);
    expect([parts.length, parts.at(-1)?.length, hex(Buffer.concat(parts))]).toEqual([packets, lastBytes, hex(encodeAnswer(0x90, data))]);
  });
});

/** The reports in which a reader of this kind sends `frame`, asked for as long as there is something to ask for. */
function playedFrame(play: (sam: SamSimulator) => PlayedReader, frame: Uint8Array): Uint8Array[] {
  const sam = { receive: () => [{ bytes: frame, thenUnplugged: false, delayMs: 0 }] } as unknown as SamSimulator;
  const make = play === playedMiaxis ? miaxisEnvelope : play === playedDk ? dkEnvelope : rawEnvelope;
  const reader = play(sam);
  const envelope = make();
  const all: Uint8Array[] = [];
  let reports = envelope.wrap(FIND).flatMap((each) => reader.receive(each));
  while (reports.length > 0) {
    all.push(...reports);
    reports = reports.flatMap((each) => envelope.unwrap(each).reply ?? []).flatMap((each) => reader.receive(each));
  }
  return all;
}

describe('the envelope of 0483:572B', () => {
  it('holds a request as published', () => {
    expect(dkEnvelope().wrap(FIND).map(hex)).toEqual([hex(report('0C 00 34 AA AA AA 96 69 00 03 20 01 22'))]);
  });

  it('gives the frame of the published answer and asks for nothing behind it', () => {
    const { bytes, reply } = dkEnvelope().unwrap(report('13 00 34 90 00 AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97'));
    expect([hex(bytes), reply]).toEqual([hex(FOUND), null]);
  });

  it('asks for each of the twenty frames that follow the first of a card, and for no more', () => {
    const frame = encodeAnswer(0x90, textAndPhotoData(simulatedCard(citizenCard())));
    const reports = playedFrame(playedDk, frame);
    const envelope = dkEnvelope();
    const opened = reports.map((each) => envelope.unwrap(each));
    expect([reports.length, reports[0]?.[1], reports.at(-1)?.[0]]).toEqual([21, 0x14, 59]);
    expect(opened.map(({ reply }) => reply?.[0] ?? null)).toEqual([...new Array<number>(20).fill(0xff), null]);
    expect(hex(Buffer.concat(opened.map(({ bytes }) => bytes)))).toBe(hex(frame));
  });

  it.each([
    ['an acknowledgement', 'FF'],
    ['an empty report', '00'],
    ['a failed command', '05 00 34 6E 81 AA'],
    ['another command', '05 00 72 90 00 AA'],
    ['a follow frame that nothing announced', '05 C1 AA AA AA AA'],
    ['a frame of no known kind', '05 40 AA AA AA AA'],
    ['a count beyond the report', '41 00 34 90 00'],
  ])('gives nothing of %s', (_what, text) => {
    expect(dkEnvelope().unwrap(report(text))).toEqual({ bytes: new Uint8Array(0), reply: null });
  });

  it('gives up an answer of which a frame is missing', () => {
    const reports = playedFrame(playedDk, encodeAnswer(0x90, textAndPhotoData(simulatedCard(citizenCard()))));
    const envelope = dkEnvelope();
    const opened = reports.filter((_, i) => i !== 5).map((each) => envelope.unwrap(each).bytes.length);
    expect(opened.slice(5).every((bytes) => bytes === 0)).toBe(true);
  });
});

describe('reports that hold frames as they are', () => {
  const frame = encodeAnswer(0x90, textAndPhotoData(simulatedCard(citizenCard())));
  const framesOf = (envelope: Envelope, reports: readonly Uint8Array[]): number => {
    const stream = new FrameStream('answer');
    return reports.flatMap((each) => stream.push(envelope.unwrap(each).bytes)).filter((each) => each.ok).length;
  };

  it.each([[1295, 21], [1297, 21], [1809, 29], [2321, 37]])('are as many as published: %i bytes in %i', (bytes, reports) => {
    expect(rawEnvelope().wrap(new Uint8Array(bytes))).toHaveLength(reports);
  });

  it.each([
    ['nothing before them', playedRaw],
    ['a count before them', playedCounted],
    ['a report id before them', playedNumbered],
    ['the report id 00 before them', (sam: SamSimulator) => playedNumbered(sam, 0)],
    ['the report id 63 before them', (sam: SamSimulator) => playedNumbered(sam, 62)],
  ])('are understood with %s', (_what, play) => {
    expect(framesOf(rawEnvelope(), playedFrame(play, frame))).toBe(1);
    expect(framesOf(rawEnvelope(), playedFrame(play, FOUND))).toBe(1);
  });

  it('are understood with an id that the system left in front of all 64 bytes', () => {
    expect(framesOf(rawEnvelope(), playedFrame(playedRaw, frame).map((each) => Uint8Array.of(0, ...each)))).toBe(1);
  });

  it('are understood where litter of AA stands before a frame', () => {
    const littered = new Uint8Array(64 * 21);
    littered.set([0xaa, ...frame]);
    expect(framesOf(rawEnvelope(), Array.from({ length: 21 }, (_, i) => littered.subarray(i * 64, (i + 1) * 64)))).toBe(1);
  });
});

describe('any envelope', () => {
  const envelopes: readonly (readonly [string, MakeEnvelope])[] = [['raw', rawEnvelope], ['Miaxis', miaxisEnvelope], ['DK', dkEnvelope]];

  it.each(envelopes)('gives no more bytes than came and asks with whole reports, whatever comes: %s', (_name, make) => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 30 }), (reports) => {
      const envelope = make();
      for (const each of reports) {
        const { bytes, reply } = envelope.unwrap(each);
        expect(bytes.length).toBeLessThanOrEqual(each.length);
        expect(reply?.length ?? 64).toBe(64);
      }
    }), { numRuns: 300 });
  });

  it.each(envelopes)('refuses to hold what does not fit: %s', (name, make) => {
    const tooLong = (): unknown => make().wrap(new Uint8Array(70));
    if (name === 'raw') expect(tooLong()).toHaveLength(2);
    else expect(tooLong).toThrow(RangeError);
  });
});
