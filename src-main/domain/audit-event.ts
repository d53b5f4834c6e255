import type { DeskId, RegistrationNo, Sha256, StaffId, Time } from './vocabulary';

/** A JSON value as RFC 8785 takes it here: no fractions, no undefined. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What happened, in the words of the log. New kinds are added, never renamed. */
export type AuditKind =
  | 'store.created' | 'store.opened'
  | 'staff.added' | 'staff.signedIn' | 'staff.signInFailed' | 'staff.signedOut'
  | 'policy.adopted'
  | 'import.started' | 'import.completed' | 'import.repeated' | 'import.refused' | 'import.abandoned'
  | 'case.opened' | 'case.claimed' | 'case.takenOver' | 'case.released' | 'case.checkedIn' | 'case.reviewStarted'
  | 'case.readyToSign' | 'case.supplementOwed' | 'case.refused' | 'case.reopened' | 'case.signed'
  | 'identity.checked' | 'idNumber.shown'
  | 'field.checked' | 'material.decided' | 'material.captured'
  | 'review.firstPassed' | 'review.secondPassed' | 'review.sentBack'
  | 'correction.requested' | 'correction.approved' | 'correction.refused' | 'correction.withdrawn'
  | 'sheet.drawnUp' | 'sheet.voided' | 'sheet.presented' | 'section.confirmed' | 'section.doubted'
  | 'document.stored' | 'document.printed' | 'document.saved'
  | 'export.started' | 'export.completed'
  | 'site.closed'
  | 'attempt.refused'
  | 'desk.keyAccepted' | 'desk.joined' | 'desk.approvalRequested' | 'desk.approvalAccepted' | 'package.countersigned'
  | 'reader.chosen'
  | 'recoveryCode.kept' | 'recoveryCode.reissued' | 'passphrase.changed' | 'machine.keyAdded'
  | 'backup.written' | 'backup.failed' | 'backup.planned' | 'store.restored' | 'seals.broughtBack' | 'seals.gapAccepted' | 'materials.broughtBack' | 'store.purgeBegun';

export interface AuditEvent {
  seq: number;
  at: Time;
  deskId: DeskId;
  staffId: StaffId | null;
  kind: AuditKind;
  registrationNo: RegistrationNo | null;
  /** Never an ID number in clear. */
  payload: { readonly [key: string]: JsonValue };
  prevHash: Sha256;
  hash: Sha256;
}

/** `prevHash` of the first event of a store. */
export const FIRST_PREV_HASH: Sha256 = '0'.repeat(64);

/** Where the chain stands. Printed on sheet and receipt. */
export interface AuditHead {
  seq: number;
  hash: Sha256;
}
