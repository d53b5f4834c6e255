import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeAnswer, formatSamId, outcomeOf, parseAnswer, parseTextAndPhoto } from '../../src-main/devices/sam-answers';
import { FrameStream } from '../../src-main/devices/sam-frame';
import {
  newAddressData, pseudoPhoto, simulatedCard, textAndPhotoData, textPhotoAndFingerprintsData,
} from '../../src-main/devices/simulated/simulated-card';
import { decodeCardText } from '../../src-main/domain/id-card-text';
import { citizenCard, everyKindOfCard, foreignerCard2017, foreignerCard2023, residencePermitCard } from '../support/simulated-card-reader';

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function lastByte(frame: Uint8Array): string {
  return frame.at(-1)?.toString(16).toUpperCase() ?? '';
}

/** Reference id-card-reader, section 3.1: computed apart from this program. */
describe('the published test vectors', () => {
  it.each([
    [citizenCard(), '65', 'a24f0b179faf680233750fb0a00bc91b864abe56cd446c45bca226b522f77351'],
    [residencePermitCard(), 'C1', '1e85300c724d1080cb0a70d8bbaaf36f98ab3c9b06308421a8f94eebd50ab549'],
    [foreignerCard2017(), 'DD', 'bc031f5b37e6d61869b9736d59d879d0fcc2965407f3e536edea51a86cd5308b'],
    [foreignerCard2023(), 'BA', '578d09881bf8222b547a7bdd75295b61d4041e2353bebf77785d634e05ea3a87'],
  ] as const)('hold for a card read with text and photo: kind $kind', (card, check, digest) => {
    const frame = encodeAnswer(0x90, textAndPhotoData(simulatedCard(card)));
    expect([frame.length, lastByte(frame), sha256(frame)]).toEqual([1295, check, digest]);
  });

  it.each([[0, 1297, '67'], [512, 1809, '67'], [1024, 2321, '6F']])('hold for a card read with %i bytes of fingerprints', (bytes, size, check) => {
    const frame = encodeAnswer(0x90, textPhotoAndFingerprintsData(simulatedCard(citizenCard(), { fingerprints: new Uint8Array(bytes) })));
    expect([frame.length, lastByte(frame)]).toEqual([size, check]);
  });

  it('hold for an appended address', () => {
    const frame = encodeAnswer(0x90, newAddressData('测试省测试市新测试路2号'));
    expect([frame.length, lastByte(frame)]).toEqual([81, '89']);
  });

  it.each(everyKindOfCard())('are read back from the bytes of the wire: kind $kind', (card) => {
    const [received] = new FrameStream('answer').push(encodeAnswer(0x90, textAndPhotoData(simulatedCard(card))));
    const answer = parseAnswer(received?.ok === true ? received.value : new Uint8Array(0));
    const parts = parseTextAndPhoto(answer.data);
    expect(parts.ok && decodeCardText(parts.value.text)).toEqual({ ok: true, value: card });
    expect(parts.ok && parts.value.photo).toEqual(pseudoPhoto());
  });

  it('hold for the number of a security module', () => {
    const data = Uint8Array.from(Buffer.from('05000200A53A340187D6120078563412', 'hex'));
    expect(formatSamId(data)).toBe('05.02-20200101-0001234567-0305419896');
  });
});

describe('text and photo of an answer', () => {
  const data = textAndPhotoData(simulatedCard(citizenCard()));

  it.each([
    ['says that it holds no photo', [0x00, 0x00], data.length],
    ['says that its photo has an unusual size', [0x02, 0x00], data.length],
    ['is cut off within the photo', [0x04, 0x00], 700],
  ] as const)('count without the photo when the answer %s', (_how, photoLength, size) => {
    const changed = Uint8Array.from([...data.slice(0, 2), ...photoLength, ...data.slice(4)]).slice(0, size);
    const parts = parseTextAndPhoto(changed);
    expect(parts.ok && [decodeCardText(parts.value.text), parts.value.photo]).toEqual([{ ok: true, value: citizenCard() }, null]);
  });

  it.each([[[0x01, 0x01]], [[0x00, 0x00]]])('do not count when the text is said to have another length: %j', (textLength) => {
    expect(parseTextAndPhoto(Uint8Array.from([...textLength, ...data.slice(2)]))).toEqual({ ok: false, error: { code: 'wrong-inner-lengths' } });
  });

  it('do not count when the answer ends within the text', () => {
    expect(parseTextAndPhoto(data.slice(0, 200)).ok).toBe(false);
  });
});

describe('an answer to the request in flight', () => {
  const answer = (status: number, bytes: number): ReturnType<typeof parseAnswer> => ({ status, data: new Uint8Array(bytes) });

  it.each([
    ['find', 0x9f, 4, 'success'], ['find', 0x90, 8, 'stale'], ['find', 0x80, 0, 'failure'],
    ['select', 0x90, 8, 'success'], ['select', 0x9f, 4, 'stale'], ['select', 0x90, 1284, 'stale'], ['select', 0x81, 0, 'failure'],
    ['read', 0x90, 1284, 'success'], ['read', 0x90, 8, 'stale'], ['read', 0x90, 16, 'stale'], ['read', 0x9f, 4, 'stale'], ['read', 0x41, 0, 'failure'],
    ['samId', 0x90, 16, 'success'], ['samId', 0x90, 0, 'stale'],
    ['newAddress', 0x90, 70, 'success'], ['newAddress', 0x90, 72, 'success'], ['newAddress', 0x91, 0, 'failure'], ['newAddress', 0x90, 1284, 'stale'],
  ] as const)('to %s with status %i and %i bytes is a %s', (request, status, bytes, kind) => {
    expect(outcomeOf(request, answer(status, bytes)).kind).toBe(kind);
  });
});
