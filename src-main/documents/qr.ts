import { createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from '../canonical/canonical-json';
import type { CaseState } from '../domain/case-record';
import type { Day, DeskId, RegistrationNo, Sha256 } from '../domain/vocabulary';

/** What the QR of sheet and receipt says (spec result-package.md, QR): no name, no ID number. */
export type QrFacts = {
  site: string;
  no: RegistrationNo;
  /** Sheet revision and sheet digest; null on a receipt without a signed sheet. */
  rev: number | null;
  digest: Sha256 | null;
  result: CaseState;
  day: Day;
  desk: DeskId;
};

const PREFIX = 'CS1';

/** `CS1.<facts>.<signature>`; `sign` is the desk key's raw Ed25519 signature over the canonical bytes. */
export function qrText(facts: QrFacts, sign: (bytes: Uint8Array) => Uint8Array): string {
  const bytes = Buffer.from(canonicalJson(facts));
  return [PREFIX, bytes.toString('base64url'), Buffer.from(sign(bytes)).toString('base64url')].join('.');
}

/** The facts of a scanned QR, or null when it is no such QR or the desk's public key (PEM) did not sign it. */
export function findQrFacts(text: string, deskPublicPem: string): QrFacts | null {
  const [prefix, facts, signature, ...rest] = text.split('.');
  if (prefix !== PREFIX || !facts || !signature || rest.length > 0) return null;
  const bytes = Buffer.from(facts, 'base64url');
  const signed = verify(null, bytes, createPublicKey(deskPublicPem), Buffer.from(signature, 'base64url'));
  return signed ? (JSON.parse(bytes.toString()) as QrFacts) : null;
}
