import type { FieldKey, FieldValues } from './fields';
import type { Day, DeskId, RegistrationNo, Role, Sha256, StaffId, Time } from './vocabulary';

/** States of a case (spec case-and-finality.md). `signed` is final for everyone. */
export const CASE_STATES = ['waiting', 'checkedIn', 'inReview', 'readyToSign', 'signed', 'supplementOwed', 'refused'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** A candidate's registration: the values as received, and the values with approved corrections applied. */
export interface Registration {
  registrationNo: RegistrationNo;
  revision: number;
  received: FieldValues;
  fields: FieldValues;
  /** Columns the package carried beyond the known ones, by their header. */
  extra: Readonly<Record<string, string>>;
  photo: Sha256 | null;
  withdrawn: boolean;
}

export type OnlineState = 'uploaded' | 'locked' | 'returned';

/** One image of one material. `flags` are the image problem codes found at import or capture. */
export interface MaterialImage {
  code: string;
  n: number;
  sha256: Sha256;
  mediaType: 'image/jpeg' | 'image/png';
  width: number;
  height: number;
  bytes: number;
  origin: 'uploaded' | 'captured';
  /** When the desk took it in; null for an uploaded one. */
  capturedAt: Time | null;
  onlineState: OnlineState | null;
  onlineOpinion: string | null;
  flags: readonly string[];
}

export type MaterialDecisionKind = 'accepted' | 'acceptedWithCommitment' | 'contested';

/** A reviewer's word on one material. The newest of a material counts; earlier ones stay visible. */
export interface MaterialDecision {
  id: string;
  code: string;
  decision: MaterialDecisionKind;
  finding: 'certificationPending' | 'other' | null;
  reason: string | null;
  by: StaffId;
  at: Time;
}

export const FIELD_RESULTS = ['same', 'equivalent', 'differs', 'notPresented', 'unreadable', 'looksAltered'] as const;
export type FieldResult = (typeof FIELD_RESULTS)[number];

/** What a reviewer saw of one field on one paper. `material` is null for a field that no paper proves (checked by hand). */
export interface FieldCheck {
  id: string;
  field: FieldKey;
  material: string | null;
  /** The registration's value that was compared, so that a later correction makes the check stale. */
  value: string;
  result: FieldResult;
  how: 'together' | 'single';
  note: string | null;
  by: StaffId;
  at: Time;
}

export type IdentityMethod = 'chip' | 'document' | 'temporaryId' | 'policeCertificate' | 'consent' | 'simulated';

/** One field of an identity check, with why it counts as it does. Values themselves are never stored. */
export interface IdentityFieldResult {
  field: 'name' | 'idNumber' | 'sex' | 'birthDate' | 'nation' | 'validity' | 'documentKind';
  result: 'same' | 'equivalent' | 'differs' | 'needsHuman';
  why: string | null;
}

export interface IdentityCheck {
  id: string;
  method: IdentityMethod;
  at: Time;
  /** Local day in the site's time zone: signing needs a check of the same day. */
  day: Day;
  /** The visit it belongs to: a check of an earlier visit does not carry over. */
  visit: number;
  passed: boolean;
  results: readonly IdentityFieldResult[];
  validity: 'valid' | 'expired' | 'notYet' | 'unknown';
  reason: string | null;
  by: StaffId;
  consentBy: StaffId | null;
}

export type CorrectionState = 'requested' | 'approved' | 'refused' | 'withdrawn';

export interface CorrectionEvidence {
  sha256: Sha256;
  kind: string;
  origin: 'captured' | 'file' | 'material';
}

/** Requester and approver are different people, enforced by the storage too. */
export interface Correction {
  id: string;
  field: FieldKey;
  old: string;
  new: string;
  reason: string;
  evidence: readonly CorrectionEvidence[];
  state: CorrectionState;
  requestedBy: StaffId;
  requestedAt: Time;
  decidedBy: StaffId | null;
  decidedAt: Time | null;
  decisionReason: string | null;
}

/** One person's whole check of the case: the first reviewer's, and the second's where the policy asks for two. */
export interface ReviewPass {
  id: string;
  pass: 1 | 2;
  outcome: 'passed' | 'sentBack';
  reason: string | null;
  by: StaffId;
  at: Time;
}

export interface Sheet {
  revision: number;
  /** Canonical JSON of the content; its SHA-256 is `digest`. */
  content: string;
  digest: Sha256;
  drawnAt: Time;
  drawnBy: StaffId;
  voidedAt: Time | null;
}

/** The desk that works on a case. The lease ends by itself when the holder stops renewing it. */
export interface Claim {
  deskId: DeskId;
  staffId: StaffId;
  since: Time;
  leaseUntil: Time;
}

export interface SealRecord {
  /** Canonical bytes of seal.json as text. */
  content: string;
  sha256: Sha256;
  /** Raw 64-byte Ed25519 signature, base64. */
  signature: string;
  deskId: DeskId;
  signedAt: Time;
  sheetRevision: number;
}

/** Everything the rules look at for one candidate. Lists are in the order in which things happened. */
export interface CaseRecord {
  registration: Registration;
  state: CaseState;
  /** Rises with every return to the counter; 0 before the first check-in. */
  visit: number;
  policyDigest: Sha256;
  images: readonly MaterialImage[];
  identityChecks: readonly IdentityCheck[];
  decisions: readonly MaterialDecision[];
  fieldChecks: readonly FieldCheck[];
  corrections: readonly Correction[];
  passes: readonly ReviewPass[];
  sheet: Sheet | null;
  seal: SealRecord | null;
  claim: Claim | null;
  supplement: { missing: readonly string[]; lastDay: Day; reason: string } | null;
  refusal: { reason: string; impostor: boolean; returned: readonly string[] } | null;
}

export interface StaffMember {
  id: StaffId;
  name: string;
  roles: readonly Role[];
  active: boolean;
}
