import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { JsonValue } from '../domain/audit-event';
import type { Sha256 } from '../domain/vocabulary';

/** Canonical JSON (RFC 8785): the bytes that digests and signatures are taken over. */
export function canonicalJson(value: JsonValue): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('value has no JSON form');
  return text;
}

/** Lower-case hex SHA-256; strings as UTF-8. */
export function sha256Hex(data: string | Uint8Array): Sha256 {
  return createHash('sha256').update(data).digest('hex');
}

/** Digest of a value's canonical JSON. */
export function digestOf(value: JsonValue): Sha256 {
  return sha256Hex(canonicalJson(value));
}
