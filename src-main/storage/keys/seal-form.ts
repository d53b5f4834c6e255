import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

/**
 * Form of sealed bytes, version 1:
 * header (32 bytes): "CSSEAL" · version 1 · chunk size as a power of two · id of the key (8) · salt (16);
 * then chunks of plain bytes under AES-256-GCM, each followed by its 16-byte tag. The key of a file comes from the purpose's
 * key and the file's salt; the nonce of a chunk is its number and whether it is the last one, so that chunks which are
 * missing, moved, repeated or cut off do not open. The last chunk alone may be shorter; it is empty only when all is.
 */
export const HEADER_BYTES = 32;
export const TAG_BYTES = 16;
export const SALT_BYTES = 16;
export const KEY_ID_BYTES = 8;
const MAGIC = Buffer.from('CSSEAL', 'latin1');
const VERSION = 1;
const CHUNK_POWER = 16;
/** Larger chunks are nobody's: a damaged header does not make the desk wait for gigabytes. */
const LARGEST_CHUNK_POWER = 24;
const CIPHER = 'aes-256-gcm';

export type SealFaultCode =
  /** These bytes were never sealed. */
  | 'not-sealed'
  /** Sealed by a newer version of the desk. */
  | 'seal-newer'
  /** Sealed under another store's key, or for another purpose. */
  | 'other-key'
  /** Changed, cut off, put together from several, or sealed for another place. */
  | 'seal-broken';

/** Thrown while sealed bytes are opened; nothing of the chunk that failed was given out. */
export class SealFault extends Error {
  readonly code: SealFaultCode;

  constructor(code: SealFaultCode) {
    super(`sealed bytes: ${code}`);
    this.code = code;
  }
}

export function makeHeader(keyId: Uint8Array, salt: Uint8Array): Buffer {
  return Buffer.concat([MAGIC, Buffer.from([VERSION, CHUNK_POWER]), keyId, salt]);
}

/** Throws `SealFault` unless the header is of this form and of this key; answers with the size of its chunks in bytes. */
export function readHeader(header: Uint8Array, keyId: Uint8Array): number {
  const bytes = Buffer.from(header.buffer, header.byteOffset, header.byteLength);
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new SealFault('not-sealed');
  const version = bytes.readUInt8(6);
  if (version !== VERSION) throw new SealFault(version > VERSION ? 'seal-newer' : 'not-sealed');
  if (!bytes.subarray(8, 8 + KEY_ID_BYTES).equals(keyId)) throw new SealFault('other-key');
  const power = bytes.readUInt8(7);
  if (power > LARGEST_CHUNK_POWER) throw new SealFault('seal-broken');
  return 2 ** power;
}

export const CHUNK_BYTES = 2 ** CHUNK_POWER;

/** The chunks of one sealed file: its own key, and what every chunk is bound to. */
export class ChunkCipher {
  readonly #key: Buffer;
  readonly #boundTo: Buffer;

  /** `context`: where the bytes belong; they open only there. */
  constructor(purposeKey: Uint8Array, header: Uint8Array, context: string) {
    const salt = header.subarray(HEADER_BYTES - SALT_BYTES, HEADER_BYTES);
    this.#key = Buffer.from(hkdfSync('sha256', purposeKey, salt, 'countersign sealed file', 32));
    this.#boundTo = Buffer.concat([header.subarray(0, HEADER_BYTES), Buffer.from(context, 'utf8')]);
  }

  /** The sealed chunk in pieces, so that whoever joins several copies each byte once. */
  sealInPieces(plain: Uint8Array, index: number, isLast: boolean): readonly Buffer[] {
    const cipher = createCipheriv(CIPHER, this.#key, nonceOf(index, isLast)).setAAD(this.#boundTo);
    return [cipher.update(plain), cipher.final(), cipher.getAuthTag()];
  }

  seal(plain: Uint8Array, index: number, isLast: boolean): Buffer {
    return Buffer.concat(this.sealInPieces(plain, index, isLast));
  }

  /** Throws `SealFault` when these are not the bytes that were sealed as this chunk. */
  open(sealed: Uint8Array, index: number, isLast: boolean): Buffer {
    if (sealed.byteLength < TAG_BYTES) throw new SealFault('seal-broken');
    const end = sealed.byteLength - TAG_BYTES;
    const decipher = createDecipheriv(CIPHER, this.#key, nonceOf(index, isLast), { authTagLength: TAG_BYTES });
    decipher.setAAD(this.#boundTo).setAuthTag(sealed.subarray(end));
    const plain = decipher.update(sealed.subarray(0, end));
    try {
      decipher.final();
    } catch {
      plain.fill(0);
      throw new SealFault('seal-broken');
    }
    return plain;
  }
}

function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}
