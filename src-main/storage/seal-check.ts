import { createPublicKey, verify } from 'node:crypto';
import { digestOf, sha256Hex } from '../canonical/canonical-json';
import type { CaseRecord, SealRecord } from '../domain/case-record';
import { findSealFault } from '../domain/sealed-record';
import type { Digests, SealFault, StoredSignature } from '../domain/sealed-record';
import type { RegistrationNo } from '../domain/vocabulary';
import { StorageFailure } from './storage-failure';

const DIGESTS: Digests = { ofText: sha256Hex, ofValue: digestOf };

/** What of a case is not as sealed, null when all is; a row whose JSON cannot even be read counts as not sealed. */
export function findBrokenSeal(record: CaseRecord, signature: StoredSignature | null): SealFault | null {
  try {
    return findSealFault(record, signature, DIGESTS);
  } catch {
    return 'form';
  }
}

export function brokenSeal(registrationNo: RegistrationNo, part: SealFault): StorageFailure {
  return new StorageFailure({ code: 'seal-broken', registrationNo, part }, null);
}

/** Throws when a signed case is not what its seal says. */
export function checkSealed(record: CaseRecord, signature: StoredSignature | null): void {
  const part = findBrokenSeal(record, signature);
  if (part !== null) throw brokenSeal(record.registration.registrationNo, part);
}

/** True when the desk's key signed exactly the seal's bytes. A key or a signature that cannot be read signed nothing. */
export function isSealSigned(seal: Pick<SealRecord, 'content' | 'signature'>, deskPublicPem: string): boolean {
  try {
    return verify(null, Buffer.from(seal.content), createPublicKey(deskPublicPem), Buffer.from(seal.signature, 'base64'));
  } catch {
    return false;
  }
}
