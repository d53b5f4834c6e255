import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRawReports } from '../../src-main/devices/carriers/raw-reports';
import { encodeAnswer } from '../../src-main/devices/sam-answers';
import { encodeFrame, FrameStream, type Received } from '../../src-main/devices/sam-frame';
import { encodeRequest, type SamRequest } from '../../src-main/devices/sam-requests';

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').replace(/..(?=.)/g, '$& ').toUpperCase();
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
}

function accepted(received: readonly Received[]): Uint8Array[] {
  return received.flatMap((frame) => (frame.ok ? [frame.value] : []));
}

/** Noise without the preamble, after which a stream cannot be waiting for the rest of a frame that never comes. */
const garbage = fc.uint8Array({ maxLength: 80 }).map((bytes) => bytes.map((byte) => (byte === 0x69 ? 0x6a : byte)));
const content = fc.uint8Array({ minLength: 3, maxLength: 1400 });

describe('a request', () => {
  it.each([
    ['selfTest', 'AA AA AA 96 69 00 03 11 FF ED'],
    ['samId', 'AA AA AA 96 69 00 03 12 FF EE'],
    ['find', 'AA AA AA 96 69 00 03 20 01 22'],
    ['select', 'AA AA AA 96 69 00 03 20 02 21'],
    ['read', 'AA AA AA 96 69 00 03 30 01 32'],
    ['newAddress', 'AA AA AA 96 69 00 03 30 03 30'],
  ] as const satisfies readonly (readonly [SamRequest, string])[])('%s is the published frame', (request, frame) => {
    expect(hex(encodeRequest(request))).toBe(frame);
  });
});

describe('an answer', () => {
  it.each([
    [0x90, '', 'AA AA AA 96 69 00 04 00 00 90 94'],
    [0x60, '', 'AA AA AA 96 69 00 04 00 00 60 64'],
    [0x90, '0500 0200 A53A3401 87D61200 78563412', 'AA AA AA 96 69 00 14 00 00 90 05 00 02 00 A5 3A 34 01 87 D6 12 00 78 56 34 12 62'],
    [0x9f, '00000000', 'AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97'],
    [0x80, '', 'AA AA AA 96 69 00 04 00 00 80 84'],
    [0x90, '0000000000000000', 'AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C'],
    [0x90, '1122334455667788', 'AA AA AA 96 69 00 0C 00 00 90 11 22 33 44 55 66 77 88 14'],
    [0x81, '', 'AA AA AA 96 69 00 04 00 00 81 85'],
    [0x41, '', 'AA AA AA 96 69 00 04 00 00 41 45'],
    [0x31, '', 'AA AA AA 96 69 00 04 00 00 31 35'],
    [0x32, '', 'AA AA AA 96 69 00 04 00 00 32 36'],
    [0x40, '', 'AA AA AA 96 69 00 04 00 00 40 44'],
    [0x47, '', 'AA AA AA 96 69 00 04 00 00 47 43'],
    [0x91, '', 'AA AA AA 96 69 00 04 00 00 91 95'],
    [0x10, '', 'AA AA AA 96 69 00 04 00 00 10 14'],
    [0x11, '', 'AA AA AA 96 69 00 04 00 00 11 15'],
    [0x21, '', 'AA AA AA 96 69 00 04 00 00 21 25'],
    [0x23, '', 'AA AA AA 96 69 00 04 00 00 23 27'],
    [0x24, '', 'AA AA AA 96 69 00 04 00 00 24 20'],
    [0x66, '', 'AA AA AA 96 69 00 04 00 00 66 62'],
  ])('with status %i and data "%s" is the published frame', (status, data, frame) => {
    expect(hex(encodeAnswer(status, bytesOf(data)))).toBe(frame);
  });
});

describe('a stream of bytes', () => {
  it('gives the content of a frame behind a long run of AA', () => {
    const stream = new FrameStream('answer');
    expect(accepted(stream.push(bytesOf('AA AA AA AA AA AA 96 69 00 04 00 00 80 84'))).map(hex)).toEqual(['00 00 80']);
  });

  it('finds a sound frame inside the bytes of a broken one', () => {
    const stream = new FrameStream('answer');
    const received = stream.push(bytesOf('AA AA AA 96 69 00 0E 00 00 AA AA AA 96 69 00 04 00 00 80 84 FF'));
    expect([received[0], accepted(received).map(hex)]).toEqual([{ ok: false, error: { code: 'wrongCheck' } }, ['00 00 80']]);
  });

  it.each(['00 03', '00 00', '0A 01', 'FF FF'])('refuses an answer with the length %s', (length) => {
    const stream = new FrameStream('answer');
    expect(stream.push(bytesOf(`AA AA AA 96 69 ${length} 00 00 80 84`))).toEqual([{ ok: false, error: { code: 'wrongLength' } }]);
  });

  it('takes a request that is shorter than any answer', () => {
    expect(accepted(new FrameStream('request').push(encodeRequest('find'))).map(hex)).toEqual(['20 01']);
    expect(accepted(new FrameStream('answer').push(encodeRequest('find')))).toEqual([]);
  });

  it('forgets the beginning of a frame when it is cleared', () => {
    const stream = new FrameStream('answer');
    const frame = encodeAnswer(0x80);
    stream.push(frame.slice(0, 8));
    stream.clear();
    expect(stream.push(frame.slice(8))).toEqual([]);
  });

  it('gives the same frames however it is cut, padded and littered', () => {
    const piece = fc.record({ content, before: garbage, isPadded: fc.boolean() });
    fc.assert(fc.property(fc.array(piece, { maxLength: 5 }), fc.infiniteStream(fc.integer({ min: 1, max: 200 })), (pieces, cuts) => {
      const stream = new FrameStream('answer');
      const wire = Buffer.concat(pieces.flatMap(({ content: each, before, isPadded }) => {
        const frame = encodeFrame(each);
        return [before, isPadded ? toRawReports(frame) : frame];
      }));
      const found: Uint8Array[] = [];
      for (let at = 0; at < wire.length;) {
        const size = cuts.next().value ?? 1;
        found.push(...accepted(stream.push(wire.subarray(at, at + size))));
        at += size;
      }
      expect(found.map(hex)).toEqual(pieces.map(({ content: each }) => hex(each)));
    }), { numRuns: 200 });
  });

  it('never accepts a frame of which one byte of content or check was changed', () => {
    fc.assert(fc.property(content, fc.nat(), fc.integer({ min: 1, max: 255 }), (each, place, change) => {
      const frame = encodeFrame(each);
      const at = 7 + (place % (frame.length - 7));
      frame[at] = (frame[at] ?? 0) ^ change;
      expect(accepted(new FrameStream('answer').push(frame))).toEqual([]);
    }), { numRuns: 500 });
  });

  it('accepts nothing whose check fails, and stays small, whatever it is fed', () => {
    const litter = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(bytesOf('AA AA AA 96 69')), fc.constant(bytesOf('AA AA AA 96 69 09 FF')));
    fc.assert(fc.property(fc.array(litter, { maxLength: 60 }), (chunks) => {
      const stream = new FrameStream('answer');
      const wire = Buffer.concat(chunks);
      const found = chunks.flatMap((chunk) => accepted(stream.push(chunk)));
      expect(found.every((each) => wire.includes(Buffer.from(encodeFrame(each))))).toBe(true);
      expect(stream.pendingBytes).toBeLessThanOrEqual(7 + 0x0a00);
    }), { numRuns: 300 });
  });
});
