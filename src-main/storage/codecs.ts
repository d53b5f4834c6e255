import type { Selectable } from 'kysely';
import type { AuditEvent } from '../domain/audit-event';
import type {
  CaseRecord, CaseState, Claim, Correction, CorrectionEvidence, FieldCheck, IdentityCheck, MaterialDecision, MaterialImage, Registration, ReviewPass,
} from '../domain/case-record';
import type { FieldValues } from '../domain/fields';
import type { CaseTable, ClaimTable, CorrectionTable, EvidenceTable, FieldCheckTable, IdentityCheckTable, MaterialDecisionTable, ReviewPassTable } from './tables/case-tables';
import type { BlobTable, MaterialImageTable, RegistrationTable } from './tables/registration-tables';
import type { AuditEventTable } from './tables/signing-tables';

/** Reads a JSON column that this storage wrote itself. */
export function fromJson<T>(text: string): T {
  return JSON.parse(text) as T;
}

export function toRegistration(row: RegistrationTable): Registration {
  return {
    registrationNo: row.registration_no,
    revision: row.revision,
    received: fromJson<FieldValues>(row.received),
    fields: fromJson<FieldValues>(row.fields),
    extra: fromJson<Record<string, string>>(row.extra),
    photo: row.photo,
    withdrawn: row.withdrawn === 1,
  };
}

/** An absent row is a case that waits for its first visit. */
export function toCaseFacts(row: CaseTable | undefined, currentPolicy: string): Pick<CaseRecord, 'state' | 'visit' | 'policyDigest' | 'supplement' | 'refusal'> {
  if (row === undefined) return { state: 'waiting', visit: 0, policyDigest: currentPolicy, supplement: null, refusal: null };
  return {
    state: row.state as CaseState,
    visit: row.visit,
    policyDigest: row.policy_digest,
    supplement: row.supplement === null ? null : fromJson<NonNullable<CaseRecord['supplement']>>(row.supplement),
    refusal: row.refusal === null ? null : fromJson<NonNullable<CaseRecord['refusal']>>(row.refusal),
  };
}

export function toClaim(row: ClaimTable): Claim {
  return { deskId: row.desk_id, staffId: row.staff_id, since: row.since, leaseUntil: row.lease_until };
}

export function toMaterialImage(row: MaterialImageTable & BlobTable): MaterialImage {
  return {
    code: row.code,
    n: row.n,
    sha256: row.sha256,
    mediaType: row.media_type as MaterialImage['mediaType'],
    width: row.width ?? 0,
    height: row.height ?? 0,
    bytes: row.bytes,
    origin: row.origin as MaterialImage['origin'],
    capturedAt: row.captured_at,
    onlineState: row.online_state as MaterialImage['onlineState'],
    onlineOpinion: row.online_opinion,
    flags: fromJson<string[]>(row.flags),
  };
}

export function toIdentityCheck(row: Selectable<IdentityCheckTable>): IdentityCheck {
  return {
    id: row.id,
    method: row.method as IdentityCheck['method'],
    at: row.at,
    day: row.day,
    visit: row.visit,
    passed: row.passed === 1,
    results: fromJson<IdentityCheck['results']>(row.results),
    validity: row.validity as IdentityCheck['validity'],
    reason: row.reason,
    by: row.by_staff,
    consentBy: row.consent_by,
  };
}

export function toFieldCheck(row: Selectable<FieldCheckTable>): FieldCheck {
  return {
    id: row.id,
    field: row.field as FieldCheck['field'],
    material: row.material,
    value: row.value,
    result: row.result as FieldCheck['result'],
    how: row.how as FieldCheck['how'],
    note: row.note,
    by: row.by_staff,
    at: row.at,
  };
}

export function toMaterialDecision(row: Selectable<MaterialDecisionTable>): MaterialDecision {
  return {
    id: row.id,
    code: row.code,
    decision: row.decision as MaterialDecision['decision'],
    finding: row.finding as MaterialDecision['finding'],
    reason: row.reason,
    by: row.by_staff,
    at: row.at,
  };
}

export function toReviewPass(row: Selectable<ReviewPassTable>): ReviewPass {
  return { id: row.id, pass: row.pass === 2 ? 2 : 1, outcome: row.outcome as ReviewPass['outcome'], reason: row.reason, by: row.by_staff, at: row.at };
}

export function toEvidence(row: EvidenceTable): CorrectionEvidence {
  return { sha256: row.sha256, kind: row.kind, origin: row.origin as CorrectionEvidence['origin'] };
}

export function toCorrection(row: Selectable<CorrectionTable>, evidence: readonly EvidenceTable[]): Correction {
  return {
    id: row.id,
    field: row.field as Correction['field'],
    old: row.old_value,
    new: row.new_value,
    reason: row.reason,
    evidence: evidence.filter((item) => item.correction_id === row.id).map(toEvidence),
    state: row.state as Correction['state'],
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decisionReason: row.decision_reason,
  };
}

/** A payload that cannot be read is given as it lies: its hash does not fit any more, so the chain names its event. */
function toPayload(text: string): AuditEvent['payload'] {
  try {
    return fromJson<AuditEvent['payload']>(text);
  } catch {
    return { unreadable: text };
  }
}

export function toAuditEvent(row: AuditEventTable): AuditEvent {
  return {
    seq: row.seq,
    at: row.at,
    deskId: row.desk_id,
    staffId: row.staff_id,
    kind: row.kind as AuditEvent['kind'],
    registrationNo: row.registration_no,
    payload: toPayload(row.payload),
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}
