import type { JsonValue } from './audit-event';
import type { CaseRecord, SealRecord } from './case-record';
import type { Seal } from './seal-form';
import { sheetFacts } from './sheet-content';
import type { Sha256 } from './vocabulary';

/** Digests as the platform takes them; handed in, so that the rules stay free of it. */
export interface Digests {
  /** SHA-256 of a text's UTF-8 bytes. */
  ofText(text: string): Sha256;
  /** SHA-256 of a value's canonical JSON. */
  ofValue(value: JsonValue): Sha256;
}

/** The stored signature.json of a case. */
export interface StoredSignature {
  content: string;
  sha256: Sha256;
}

/** Which part of a sealed case is not what its seal says. */
export type SealFault = 'seal' | 'form' | 'state' | 'sheet' | 'values' | 'signature' | 'identity';

function readSeal(seal: SealRecord): Seal | null {
  try {
    const form = JSON.parse(seal.content) as Seal;
    return form.format === 'countersign.seal' && form.version === 1 ? form : null;
  } catch {
    return null;
  }
}

function saysTheSame(record: CaseRecord, row: SealRecord, seal: Seal): boolean {
  return seal.registrationNo === record.registration.registrationNo && seal.deskId === row.deskId && seal.signedAt === row.signedAt
    && seal.sheet.revision === row.sheetRevision && seal.sheet.content.policyDigest === record.policyDigest;
}

function isSheetSealed({ sheet }: CaseRecord, seal: Seal, digests: Digests): boolean {
  return sheet !== null && sheet.revision === seal.sheet.revision && sheet.voidedAt === null && sheet.digest === seal.sheet.digest
    && digests.ofText(sheet.content) === seal.sheet.digest && digests.ofValue(seal.sheet.content) === seal.sheet.digest;
}

function isSignatureSealed(signature: StoredSignature | null, seal: Seal, digests: Digests): boolean {
  if (seal.signature === null) return seal.inkCapture !== null;
  return signature !== null && signature.sha256 === seal.signature.sha256 && digests.ofText(signature.content) === seal.signature.sha256;
}

/**
 * Compares what stands in the rows of a signed case with its seal, and names the first part that differs; null when every
 * value that would be shown is the sealed one, and for a case without a seal. The desk key's signature over the seal is
 * checked apart, because it needs the key.
 */
export function findSealFault(record: CaseRecord, signature: StoredSignature | null, digests: Digests): SealFault | null {
  const row = record.seal;
  if (row === null) return record.state === 'signed' ? 'seal' : null;
  if (digests.ofText(row.content) !== row.sha256) return 'seal';
  const seal = readSeal(row);
  if (seal === null) return 'form';
  if (record.state !== 'signed' || !saysTheSame(record, row, seal)) return 'state';
  if (!isSheetSealed(record, seal, digests)) return 'sheet';
  if (digests.ofValue({ ...seal.sheet.content, ...sheetFacts(record) }) !== seal.sheet.digest) return 'values';
  if (!isSignatureSealed(signature, seal, digests)) return 'signature';
  const { method, at } = seal.identity;
  return record.identityChecks.some((check) => check.passed && check.method === method && check.at === at) ? null : 'identity';
}
