import { randomBytes } from 'node:crypto';
import { err, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { inPieces } from './pieces';
import { CHUNK_BYTES, ChunkCipher, HEADER_BYTES, KEY_ID_BYTES, SALT_BYTES, SealFault, TAG_BYTES, makeHeader, readHeader } from './seal-form';
import type { SealFaultCode } from './seal-form';

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Seals bytes under one purpose's key (see seal-form.ts). `context` names where the bytes belong, such as a file's name:
 * sealed bytes that were put elsewhere do not open. It is not secret and not stored.
 */
export class SealCipher {
  readonly #key: Uint8Array;
  readonly #keyId: Uint8Array;

  /** `key`: 32 bytes; `keyId`: 8 bytes that tell keys apart and nothing of them. */
  constructor(key: Uint8Array, keyId: Uint8Array) {
    if (key.byteLength !== 32 || keyId.byteLength !== KEY_ID_BYTES) throw new Error('a sealing key has 32 bytes, its id 8');
    this.#key = key;
    this.#keyId = keyId;
  }

  sealBytes(bytes: Uint8Array, context = ''): Buffer {
    const header = makeHeader(this.#keyId, randomBytes(SALT_BYTES));
    const chunks = new ChunkCipher(this.#key, header, context);
    const parts: Buffer[] = [header];
    for (let at = 0, index = 0; at === 0 || at < bytes.byteLength; at += CHUNK_BYTES, index += 1) {
      parts.push(...chunks.sealInPieces(bytes.subarray(at, at + CHUNK_BYTES), index, at + CHUNK_BYTES >= bytes.byteLength));
    }
    return Buffer.concat(parts);
  }

  openBytes(sealed: Uint8Array, context = ''): Result<Buffer, { code: SealFaultCode }> {
    try {
      const size = readHeader(sealed, this.#keyId) + TAG_BYTES;
      const chunks = new ChunkCipher(this.#key, sealed, context);
      const parts: Buffer[] = [];
      for (let at = HEADER_BYTES, index = 0; index === 0 || at < sealed.byteLength; at += size, index += 1) {
        parts.push(chunks.open(sealed.subarray(at, at + size), index, at + size >= sealed.byteLength));
      }
      return ok(Buffer.concat(parts));
    } catch (error) {
      if (error instanceof SealFault) return err({ code: error.code });
      throw error;
    }
  }

  /** Seals as it goes, in memory of two chunks; fits into `pipeline` between a source and a file. */
  async* sealStream(plain: Bytes, context = ''): AsyncGenerator<Buffer> {
    const header = makeHeader(this.#keyId, randomBytes(SALT_BYTES));
    yield header;
    const chunks = new ChunkCipher(this.#key, header, context);
    for await (const { piece, index, isLast } of inPieces(plain, 0, CHUNK_BYTES)) yield chunks.seal(piece, index, isLast);
  }

  /**
   * Opens as it goes. Throws `SealFault`; what was given out before is sound, but only a stream that came to its end is whole.
   */
  async* openStream(sealed: Bytes, context = ''): AsyncGenerator<Buffer> {
    let chunks: ChunkCipher | null = null;
    const sizes = (header: Uint8Array): number => {
      const size = readHeader(header, this.#keyId) + TAG_BYTES;
      chunks = new ChunkCipher(this.#key, header, context);
      return size;
    };
    for await (const { piece, index, isLast } of inPieces(sealed, HEADER_BYTES, sizes)) {
      if (chunks !== null) yield (chunks as ChunkCipher).open(piece, index, isLast);
    }
  }
}
