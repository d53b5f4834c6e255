import { createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { KEY_ID_BYTES } from './seal-form';
import { SealCipher } from './seal-cipher';

/** What bytes are sealed for; each has a key of its own, so that bytes of one purpose never open as another's. */
export type SealPurpose = 'blobs' | 'backup' | 'mirror' | 'privateKeys' | 'spool';
type Label = SealPurpose | 'database' | 'blobNames' | 'id';

const KEY_BYTES = 32;

/**
 * The random key of one store, under which everything of it lies on disk. It is never used itself: each use has a key
 * derived from it (HKDF-SHA-256 with the use as label). It is kept in key slots only (key-slots.ts).
 */
export class StoreKey {
  readonly #bytes: Buffer;
  /** 16 hex digits that tell this store's key from others' and say nothing of it. */
  readonly id: string;

  private constructor(bytes: Uint8Array) {
    if (bytes.byteLength !== KEY_BYTES) throw new Error(`a store key has ${KEY_BYTES} bytes`);
    this.#bytes = Buffer.from(bytes);
    this.id = this.#derive('id', KEY_ID_BYTES).toString('hex');
  }

  /** A new key of random bytes. */
  static create(): StoreKey {
    const bytes = randomBytes(KEY_BYTES);
    const key = new StoreKey(bytes);
    bytes.fill(0);
    return key;
  }

  /** Takes a copy of the 32 bytes: whoever has them may wipe them. */
  static fromBytes(bytes: Uint8Array): StoreKey {
    return new StoreKey(bytes);
  }

  /** A copy of the key itself, for a slot or for a thread of this process. Never for a file, a log or an environment. */
  toBytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  /** The database's key, 32 bytes. */
  databaseKey(): Buffer {
    return this.#derive('database');
  }

  cipherFor(purpose: SealPurpose): SealCipher {
    return new SealCipher(this.#derive(purpose), this.#derive('id', KEY_ID_BYTES, purpose));
  }

  /** Gives names to blobs: without the key nobody can tell whether bytes that they know are in the store. */
  blobNaming(): (sha256: string) => string {
    const key = createSecretKey(this.#derive('blobNames'));
    return (sha256) => createHmac('sha256', key).update(sha256).digest('hex');
  }

  /** Wipes the key; the object is of no use afterwards. */
  forget(): void {
    this.#bytes.fill(0);
  }

  #derive(label: Label, bytes = KEY_BYTES, of = ''): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#bytes, '', `countersign store key 1 ${label} ${of}`.trimEnd(), bytes));
  }
}
