import { err, ok, type Result } from '../domain/result';

/**
 * Framing of a card reader's security module (GA 467; reference section 1.1), pure over bytes:
 * `AA AA AA 96 69 | length, 2 bytes big-endian | content | check`. The length counts content and check;
 * the check is the XOR of the length bytes and the content.
 */
export const PREAMBLE: readonly number[] = [0xaa, 0xaa, 0xaa, 0x96, 0x69];
const FIRST_BYTE = 0xaa;
const HEAD_BYTES = PREAMBLE.length + 2;

/** The largest known answer has length 090A; beyond this it is no length but noise. */
const MAX_LENGTH = 0x0a00;

/** What of a frame is checked before it counts. A request is at least CMD PARA CHK, an answer SW1 SW2 SW3 CHK. */
export type FrameDirection = 'request' | 'answer';
const MIN_LENGTH: Readonly<Record<FrameDirection, number>> = { request: 3, answer: 4 };

export type FrameDefect = 'wrongLength' | 'wrongCheck';

/** A frame's content (without preamble, length and check), or why bytes that began like a frame are none. */
export type Received = Result<Uint8Array, { code: FrameDefect }>;

function xorOf(bytes: Uint8Array): number {
  return bytes.reduce((check, byte) => check ^ byte, 0);
}

/** The complete frame around `content`. */
export function encodeFrame(content: Uint8Array): Uint8Array {
  const length = content.length + 1;
  if (length > MAX_LENGTH) throw new RangeError(`a frame cannot hold ${content.length} bytes`);
  const frame = new Uint8Array(HEAD_BYTES + length);
  frame.set(PREAMBLE);
  frame.set([length >> 8, length & 0xff], PREAMBLE.length);
  frame.set(content, HEAD_BYTES);
  frame[frame.length - 1] = xorOf(frame.subarray(PREAMBLE.length, -1));
  return frame;
}

/** Where the next preamble starts, or where one could still be starting at the end of the bytes. */
function findPreamble(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(FIRST_BYTE, from); at !== -1; at = bytes.indexOf(FIRST_BYTE, at + 1)) {
    if (PREAMBLE.every((byte, i) => at + i >= bytes.length || bytes[at + i] === byte)) return at;
  }
  return bytes.length;
}

/** How many bytes the frame has that begins exactly `at` there; null when none does, or its length is not to be seen or none. */
export function frameBytesAt(bytes: Uint8Array, at: number): number | null {
  if (!PREAMBLE.every((byte, i) => bytes[at + i] === byte)) return null;
  const [high, low] = [bytes[at + PREAMBLE.length], bytes[at + PREAMBLE.length + 1]];
  if (high === undefined || low === undefined) return null;
  const length = high * 256 + low;
  return length < MIN_LENGTH.answer || length > MAX_LENGTH ? null : HEAD_BYTES + length;
}

type Reading = { kind: 'incomplete' } | { kind: 'defect'; code: FrameDefect } | { kind: 'frame'; end: number };

function readFrameAt(bytes: Uint8Array, at: number, minLength: number): Reading {
  const high = bytes[at + PREAMBLE.length];
  const low = bytes[at + PREAMBLE.length + 1];
  if (high === undefined || low === undefined) return { kind: 'incomplete' };
  const length = high * 256 + low;
  if (length < minLength || length > MAX_LENGTH) return { kind: 'defect', code: 'wrongLength' };
  const end = at + HEAD_BYTES + length;
  if (end > bytes.length) return { kind: 'incomplete' };
  const checked = bytes.subarray(at + PREAMBLE.length, end);
  return xorOf(checked) === 0 ? { kind: 'frame', end } : { kind: 'defect', code: 'wrongCheck' };
}

function takeFrames(bytes: Uint8Array, minLength: number): { received: Received[]; rest: Uint8Array<ArrayBuffer> } {
  const received: Received[] = [];
  let at = findPreamble(bytes, 0);
  for (;;) {
    const reading = readFrameAt(bytes, at, minLength);
    if (reading.kind === 'incomplete') return { received, rest: bytes.slice(at) };
    received.push(reading.kind === 'frame' ? ok(bytes.slice(at + HEAD_BYTES, reading.end - 1)) : err({ code: reading.code }));
    at = findPreamble(bytes, reading.kind === 'frame' ? reading.end : at + 1);
  }
}

/**
 * Finds frames in a stream of bytes, however it is cut, padded or littered. Holds at most one frame's worth of bytes.
 * Bytes that fail a check are skipped one at a time, so a sound frame behind a broken one is still found.
 */
export class FrameStream {
  readonly #minLength: number;
  #pending = new Uint8Array(0);

  constructor(direction: FrameDirection) {
    this.#minLength = MIN_LENGTH[direction];
  }

  push(chunk: Uint8Array): Received[] {
    const bytes = new Uint8Array(this.#pending.length + chunk.length);
    bytes.set(this.#pending);
    bytes.set(chunk, this.#pending.length);
    const { received, rest } = takeFrames(bytes, this.#minLength);
    this.#pending = rest;
    return received;
  }

  /** Forgets what came in so far, so that a late answer is not taken for the next one. */
  clear(): void {
    this.#pending = new Uint8Array(0);
  }

  /** Bytes kept because a frame may be going on in them. */
  get pendingBytes(): number {
    return this.#pending.length;
  }
}
