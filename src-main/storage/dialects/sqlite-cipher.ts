import { createHash } from 'node:crypto';
import type { StoreKey } from '../keys/store-key';

/**
 * The first 16 bytes of a store's file are the cipher's salt, in clear. With a raw key the salt protects nothing, so it says
 * what the file is: "CSGN" · version 1 · id of the store's key (8) · first 3 bytes of the SHA-256 of these 13.
 * That way a wrong key is never taken for a damaged file, nor the other way round.
 */
export const CLEAR_BYTES = 16;
const MARK = Buffer.from('CSGN', 'latin1');
const VERSION = 1;
const CHECKED = 13;
const PLAIN_SQLITE = 'SQLite format 3\0';

/** How a store's file begins. */
export function clearBeginning(key: StoreKey): Buffer {
  const said = Buffer.concat([MARK, Buffer.from([VERSION]), Buffer.from(key.id, 'hex')]);
  return Buffer.concat([said, checkOf(said)]);
}

/** The key as the cipher (SQLite3 Multiple Ciphers, its default ChaCha20-Poly1305) takes it: raw, with our salt. */
export function cipherKey(key: StoreKey): string {
  const bytes = key.databaseKey();
  const text = `raw:${bytes.toString('hex')}${clearBeginning(key).toString('hex')}`;
  bytes.fill(0);
  return text;
}

/** An SQLite file as versions before encryption made. */
export function isUnencrypted(beginning: Buffer): boolean {
  return beginning.toString('latin1', 0, CLEAR_BYTES) === PLAIN_SQLITE;
}

/** What the beginning of a file says of it. */
export function findBeginning(bytes: Buffer, key: StoreKey): 'own' | 'other-key' | 'newer' | 'unencrypted' | 'unknown' {
  if (bytes.length < CLEAR_BYTES) return 'unknown';
  if (isUnencrypted(bytes)) return 'unencrypted';
  const said = bytes.subarray(0, CHECKED);
  if (!said.subarray(0, MARK.length).equals(MARK) || !checkOf(said).equals(bytes.subarray(CHECKED, CLEAR_BYTES))) return 'unknown';
  if (said.readUInt8(MARK.length) !== VERSION) return 'newer';
  return said.toString('hex', MARK.length + 1) === key.id ? 'own' : 'other-key';
}

function checkOf(said: Uint8Array): Buffer {
  return createHash('sha256').update(said).digest().subarray(0, CLEAR_BYTES - CHECKED);
}
