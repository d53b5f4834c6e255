import type { Sha256 } from '../domain/vocabulary';

/** Crockford's base 32: no I, L, O or U, so that a code survives being read out over a telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The short code on the receipt, from a seal's digest (or an audit event's hash when nothing was sealed): `7K3M-Q0ZD`. */
export function receiptCode(digest: Sha256): string {
  let bits = BigInt(`0x${digest.slice(0, 10)}`);
  let code = '';
  for (let i = 0; i < 8; i += 1) {
    code = `${ALPHABET[Number(bits & 31n)]}${code}`;
    bits >>= 5n;
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
