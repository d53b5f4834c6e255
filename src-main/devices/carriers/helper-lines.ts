import { z } from 'zod';
import { encodeAnswer, PHOTO_BYTES, TEXT_BYTES } from '../sam-answers';
import { findRequest, type SamRequest } from '../sam-requests';

/** Longest line of a helper. The longest one it needs, text and photo of a card, has about 1,800 characters. */
const MAX_LINE = 8192;

/** Cuts a stream into lines. A line that is too long is dropped whole, so that a helper gone wild fills no memory. */
export class LineCutter {
  #rest = '';
  #isTooLong = false;

  push(text: string): string[] {
    const pieces = (this.#rest + text).split('\n');
    this.#rest = pieces.pop() ?? '';
    const lines = pieces.filter((_, i) => !(i === 0 && this.#isTooLong));
    if (pieces.length > 0) this.#isTooLong = false;
    if (this.#rest.length > MAX_LINE) [this.#rest, this.#isTooLong] = ['', true];
    return lines.filter((line) => line.length <= MAX_LINE);
  }
}

const base64 = z.string().regex(/^[A-Za-z\d+/]*={0,2}$/);
const helperLine = z.union([
  z.strictObject({ helper: z.literal(1), reader: z.string().max(80).nullable() }),
  z.strictObject({ gone: z.literal(true) }),
  z.strictObject({ id: z.int(), status: z.string().regex(/^[\dA-Fa-f]{2}$/), data: base64.optional(), text: base64.optional(), photo: base64.optional() }),
]);

/** What a helper says, one JSON object a line (resources/readers/helper.md). */
export type HelperLine = z.infer<typeof helperLine>;

/** Null for what is no line of the protocol: it counts for nothing. */
export function readHelperLine(line: string): HelperLine | null {
  try {
    return helperLine.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** The request in a frame, as a helper is asked; null for a frame that holds none. */
export function requestIn(frame: Uint8Array): SamRequest | null {
  return findRequest(frame.subarray(7)) ?? null;
}

function bytesOf(text: string | undefined): Uint8Array {
  return Uint8Array.from(Buffer.from(text ?? '', 'base64'));
}

/** The frame that a reader of our own would have sent. Text and photo may come apart, as vendors' libraries give them. */
export function frameOf(answer: Extract<HelperLine, { id: number }>): Uint8Array {
  const status = parseInt(answer.status, 16);
  if (answer.text === undefined) return encodeAnswer(status, bytesOf(answer.data).subarray(0, 2400));
  const [text, photo] = [bytesOf(answer.text), bytesOf(answer.photo)];
  const lengths = [text.length >> 8, text.length & 0xff, photo.length >> 8, photo.length & 0xff];
  return encodeAnswer(status, Uint8Array.from([...lengths, ...text, ...photo]).subarray(0, 4 + TEXT_BYTES + PHOTO_BYTES));
}
