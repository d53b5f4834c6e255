import type { AuditHead } from './audit-event';
import type { IdentityCheck, IdentityMethod } from './case-record';
import type { SheetContent } from './sheet-content';
import type { SignatureForm } from './signature-form';
import type { DeskId, RegistrationNo, Sha256, StaffId, Time } from './vocabulary';

export type SealRole = 'reviewer' | 'secondReviewer' | 'approver';

/** A person who stands for the outcome. */
export type SealPerson = {
  id: StaffId;
  role: SealRole;
};

/**
 * seal.json (spec case-and-finality.md, Forms): what the desk key signs. Exactly one of `signature` and `inkCapture` is there.
 * `auditHead` is the event before the signing event, which in turn carries this seal's digest.
 */
export type Seal = {
  format: 'countersign.seal';
  version: 1;
  deskId: DeskId;
  registrationNo: RegistrationNo;
  sheet: { revision: number; digest: Sha256; content: SheetContent };
  identity: { method: IdentityMethod; at: Time; result: 'passed' };
  signature: { sha256: Sha256; samples: number; durationMs: number } | null;
  inkCapture: { sha256: Sha256 } | null;
  people: readonly SealPerson[];
  signedAt: Time;
  auditHead: { seq: number; hash: Sha256 };
  enteredLater: boolean;
};

/** The candidate's hand: strokes with the digest of their signature.json, or the capture of a paper signed in ink. */
export type CandidateHand =
  | { kind: 'strokes'; form: SignatureForm; sha256: Sha256 }
  | { kind: 'ink'; captureSha256: Sha256 };

export interface SealInput {
  deskId: DeskId;
  content: SheetContent;
  /** SHA-256 of the content's canonical JSON. */
  contentDigest: Sha256;
  /** The check that this signing rests on; it passed. */
  identity: IdentityCheck;
  hand: CandidateHand;
  people: readonly SealPerson[];
  signedAt: Time;
  auditHead: AuditHead;
  /** True when a paper signed while the desk was down is entered afterwards. */
  enteredLater: boolean;
}

/** Throws when the identity check did not pass: the rules must have refused before. */
export function buildSeal(input: SealInput): Seal {
  const { content, hand, identity } = input;
  if (!identity.passed) throw new Error('a seal needs an identity check that passed');
  return {
    format: 'countersign.seal',
    version: 1,
    deskId: input.deskId,
    registrationNo: content.registrationNo,
    sheet: { revision: content.revision, digest: input.contentDigest, content },
    identity: { method: identity.method, at: identity.at, result: 'passed' },
    signature: hand.kind === 'strokes'
      ? { sha256: hand.sha256, samples: hand.form.samples, durationMs: hand.form.durationMs }
      : null,
    inkCapture: hand.kind === 'ink' ? { sha256: hand.captureSha256 } : null,
    people: input.people,
    signedAt: input.signedAt,
    auditHead: { seq: input.auditHead.seq, hash: input.auditHead.hash },
    enteredLater: input.enteredLater,
  };
}
