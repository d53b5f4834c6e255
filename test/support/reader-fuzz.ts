import { dkEnvelope } from '../../src-main/devices/carriers/dk-envelope';
import { type Envelope } from '../../src-main/devices/carriers/envelope';
import { frameOf, LineCutter, readHelperLine } from '../../src-main/devices/carriers/helper-lines';
import { miaxisEnvelope } from '../../src-main/devices/carriers/miaxis-envelope';
import { rawEnvelope } from '../../src-main/devices/carriers/raw-envelope';
import { encodeAnswer, formatSamId, outcomeOf, parseAnswer, parseNewAddress, parseTextAndPhoto, parseTextPhotoAndFingerprints } from '../../src-main/devices/sam-answers';
import { encodeFrame, FrameStream } from '../../src-main/devices/sam-frame';
import { encodeRequest, SAM_REQUEST_NAMES } from '../../src-main/devices/sam-requests';
import { newAddressData, simulatedCard, textAndPhotoData } from '../../src-main/devices/simulated/simulated-card';
import { decodeCardText } from '../../src-main/domain/id-card-text';
import { Chance } from './random';
import { everyKindOfCard } from './simulated-card-reader';

/** The longest frame, and no more, may wait for its rest. */
const MOST_PENDING = 7 + 0x0a00;

const SHORT_FRAMES = [
  ...[0x90, 0x80, 0x81, 0x41, 0x91, 0x10, 0x21, 0x60].map((status) => encodeAnswer(status)),
  encodeAnswer(0x9f, new Uint8Array(4)), encodeAnswer(0x90, new Uint8Array(8)), encodeAnswer(0x90, new Uint8Array(16)),
  encodeAnswer(0x90, newAddressData('测试路2号')), ...SAM_REQUEST_NAMES.map(encodeRequest),
];
const CARD_FRAMES = everyKindOfCard().map((card) => encodeAnswer(0x90, textAndPhotoData(simulatedCard(card))));
const LINES = ['{"helper":1,"reader":"R"}\n', '{"id":1,"status":"9F","data":"AAAAAA=="}\n', '{"id":1,"status":"90","text":"AAAA","photo":"AAAA"}\n', '{"gone":true}\n'];

function mutated(bytes: Uint8Array, chance: Chance): Uint8Array {
  const changed = bytes.slice();
  for (let i = chance.below(4); i > 0; i--) changed[chance.below(changed.length)] = chance.below(256);
  if (chance.happens(0.1)) return changed.slice(0, chance.below(changed.length));
  return chance.happens(0.1) ? Uint8Array.from([...changed.subarray(0, chance.below(changed.length)), ...chance.bytes(chance.below(9)), ...changed]) : changed;
}

function enveloped(frame: Uint8Array, chance: Chance): Uint8Array {
  if (chance.happens(0.5)) {
    const part = [...frame.subarray(0, 59)];
    return Uint8Array.from({ length: 64 }, (_, i) => [part.length + 4, chance.below(3), 0x34, 0x90, 0x00, ...part][i] ?? 0);
  }
  const counted = [3 + Math.min(54, frame.length), 0, 0, 0, 0, ...frame.subarray(0, 54)];
  const sum = counted.reduce((total, byte) => total + byte, 0);
  return Uint8Array.from({ length: 64 }, (_, i) => [0xaa, 0, 0, ...counted, sum & 0xff, sum >> 8][i] ?? 0);
}

function piece(chance: Chance): Uint8Array {
  const kind = chance.below(10);
  if (kind < 2) return chance.bytes(chance.below(120));
  if (kind === 2) return Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, chance.below(12), chance.below(256));
  if (kind === 3) return enveloped(chance.of(SHORT_FRAMES), chance);
  const frame = chance.happens(0.08) ? chance.of(CARD_FRAMES) : chance.of(SHORT_FRAMES);
  return kind < 7 ? mutated(frame, chance) : frame;
}

/** What may be looked at in an accepted frame: none of it may throw. */
function understand(content: Uint8Array): void {
  const answer = parseAnswer(content);
  for (const request of SAM_REQUEST_NAMES) {
    const outcome = outcomeOf(request, answer);
    if (outcome.kind !== 'success') continue;
    if (request === 'samId') formatSamId(outcome.data);
    if (request === 'newAddress') parseNewAddress(outcome.data);
    const parts = request === 'read' ? parseTextAndPhoto(outcome.data) : request === 'readWithFingerprints' ? parseTextPhotoAndFingerprints(outcome.data) : null;
    if (parts?.ok === true) decodeCardText(parts.value.text);
  }
}

/** Feeds the pieces to a frame check; each frame that it accepts must stand in the bytes, whole and with the right check. */
function feed(pieces: readonly Uint8Array[], pending: string): number {
  const stream = new FrameStream('answer');
  const wire = Buffer.concat(pieces);
  let accepted = 0;
  for (const each of pieces) {
    for (const frame of stream.push(each)) {
      if (!frame.ok) continue;
      accepted += 1;
      if (!wire.includes(Buffer.from(encodeFrame(frame.value)))) throw new Error(`${pending}: accepted a frame that was not sent`);
      understand(frame.value);
    }
    if (stream.pendingBytes > MOST_PENDING) throw new Error(`${pending}: holds ${stream.pendingBytes} bytes`);
  }
  return accepted;
}

function cutAnywhere(wire: Uint8Array, chance: Chance): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < wire.length;) {
    const size = 1 + chance.below(chance.happens(0.2) ? 8 : 200);
    pieces.push(wire.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

function reportsOf(wire: Uint8Array, chance: Chance): Uint8Array[] {
  const size = chance.happens(0.8) ? 64 : 1 + chance.below(70);
  return Array.from({ length: Math.ceil(wire.length / size) }, (_, i) => wire.subarray(i * size, (i + 1) * size));
}

export interface FuzzFindings {
  streams: number;
  accepted: number;
  /** Bytes on the heap after a collection, when a tenth was done and at the end. */
  heap: { early: number; late: number };
}

function helperText(wire: Uint8Array, chance: Chance): void {
  const cutter = new LineCutter();
  const text = [chance.of(LINES), Buffer.from(wire).toString('latin1'), chance.of(LINES)].join(chance.happens(0.5) ? '' : '\n');
  for (const line of [...cutter.push(text.slice(0, text.length / 2)), ...cutter.push(text.slice(text.length / 2))]) {
    const read = readHelperLine(line);
    if (read !== null && 'id' in read) feed([frameOf(read)], 'helper');
  }
}

/**
 * Random and mutated streams through the frame check, through every envelope and through a helper's lines. Throws at the first
 * thing that is not as it must be; `heapNow` collects and measures.
 */
export function fuzzReaders(streams: number, seed: number, heapNow: () => number): FuzzFindings {
  let accepted = 0;
  let early = 0;
  const chance = new Chance(seed);
  for (let i = 0; i < streams; i++) {
    const wire = Buffer.concat(Array.from({ length: 1 + chance.below(4) }, () => piece(chance)));
    accepted += feed(cutAnywhere(wire, chance), 'stream');
    const envelope: Envelope = [rawEnvelope, miaxisEnvelope, dkEnvelope][i % 3]?.() ?? rawEnvelope();
    accepted += feed(reportsOf(wire, chance).map((report) => envelope.unwrap(report).bytes), 'envelope');
    if (i % 10 === 0) helperText(wire, chance);
    if (i === Math.floor(streams / 10)) early = heapNow();
  }
  return { streams, accepted, heap: { early, late: heapNow() } };
}
