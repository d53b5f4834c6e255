/**
 * Frames on the pipe to the image process: u32 length of the JSON, u32 length of the bytes (both big-endian), the JSON in
 * UTF-8, the bytes.
 */
export interface Frame {
  json: unknown;
  bytes: Uint8Array;
}

/** Larger ones are a broken or hostile peer. Bytes. */
export const FRAME_LIMITS = { json: 64 * 1024, bytes: 96 * 1024 * 1024 } as const;

const HEADER_BYTES = 8;

/** The pieces of one frame, in the order in which they are written; image bytes are not copied. */
export function encodeFrame(json: unknown, bytes: Uint8Array = new Uint8Array()): readonly Uint8Array[] {
  const text = Buffer.from(JSON.stringify(json), 'utf8');
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeUInt32BE(text.length, 0);
  head.writeUInt32BE(bytes.length, 4);
  return bytes.length === 0 ? [head, text] : [head, text, bytes];
}

/** The peer does not keep to the frame format; nothing that follows can be read. */
export class BrokenFrame extends Error {}

/** Puts frames together from a stream that may be cut anywhere. */
export class FrameReader {
  #chunks: Uint8Array[] = [];
  #length = 0;

  /** The frames that this chunk completes, each as soon as it is whole. Throws {@link BrokenFrame} where the next one is none. */
  *push(chunk: Uint8Array): Generator<Frame, void> {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    for (let frame = this.#take(); frame !== null; frame = this.#take()) yield frame;
  }

  #take(): Frame | null {
    if (this.#length < HEADER_BYTES) return null;
    const head = this.#peek(HEADER_BYTES);
    const [jsonBytes, dataBytes] = [head.readUInt32BE(0), head.readUInt32BE(4)];
    if (jsonBytes > FRAME_LIMITS.json || dataBytes > FRAME_LIMITS.bytes) throw new BrokenFrame('frame too large');
    const total = HEADER_BYTES + jsonBytes + dataBytes;
    if (this.#length < total) return null;
    const whole = this.#peek(total);
    this.#drop(total);
    const json = parseJson(whole.toString('utf8', HEADER_BYTES, HEADER_BYTES + jsonBytes));
    return { json, bytes: whole.subarray(HEADER_BYTES + jsonBytes, total) };
  }

  /** The first `length` bytes in one piece; chunks are joined only when the piece spans several. */
  #peek(length: number): Buffer {
    const [first] = this.#chunks;
    if (first === undefined || first.length < length) this.#chunks = [Buffer.concat(this.#chunks)];
    const [joined = new Uint8Array()] = this.#chunks;
    return Buffer.from(joined.buffer, joined.byteOffset, length);
  }

  #drop(length: number): void {
    const [first = new Uint8Array(), ...rest] = this.#chunks;
    this.#chunks = first.length === length ? rest : [first.subarray(length), ...rest];
    this.#length -= length;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BrokenFrame('frame without JSON');
  }
}
