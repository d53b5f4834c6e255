/** A piece of a stream, numbered, and whether nothing comes after it. */
export interface Piece {
  piece: Uint8Array;
  index: number;
  isLast: boolean;
}

/**
 * Cuts a stream into pieces of one size; the last may be shorter, and a stream without bytes is one empty piece.
 * `headerBytes` are taken off its beginning before; `size` may be told by them (all of them, or fewer when there are no more).
 */
export async function* inPieces(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, headerBytes: number, size: number | ((header: Uint8Array) => number),
): AsyncGenerator<Piece> {
  const held = new Held();
  let cut = typeof size === 'number' ? size : null;
  let index = 0;
  for await (const chunk of stream) {
    held.add(chunk);
    if (cut === null && held.bytes >= headerBytes) cut = sizeFrom(size, held.take(headerBytes));
    // More than one piece is held: what follows the first one shows that it is not the last.
    while (cut !== null && held.bytes > cut) yield { piece: held.take(cut), index: index++, isLast: false };
  }
  cut ??= sizeFrom(size, held.take(held.bytes));
  yield { piece: held.take(held.bytes), index, isLast: true };
}

function sizeFrom(size: number | ((header: Uint8Array) => number), header: Uint8Array): number {
  return typeof size === 'number' ? size : size(header);
}

/** Bytes that have come and were not given on yet. */
class Held {
  bytes = 0;
  #chunks: Uint8Array[] = [];

  add(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.bytes += chunk.byteLength;
  }

  take(count: number): Uint8Array {
    const all = this.#chunks.length === 1 ? this.#chunks[0] ?? Buffer.alloc(0) : Buffer.concat(this.#chunks);
    const rest = all.subarray(count);
    this.#chunks = rest.byteLength === 0 ? [] : [rest];
    this.bytes = rest.byteLength;
    return all.subarray(0, count);
  }
}
