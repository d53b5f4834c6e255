import type { Transaction } from 'kysely';
import { canonicalJson } from '../canonical/canonical-json';
import type { Claim, Correction, FieldCheck, IdentityCheck, MaterialDecision, MaterialImage, ReviewPass } from '../domain/case-record';
import type { FieldValues } from '../domain/fields';
import type { RegistrationNo, StaffId, Time } from '../domain/vocabulary';
import { searchColumns } from './search-columns';
import type { StoreWriter } from './store';
import type { DeskDatabase } from './tables/desk-database';

type Trx = Transaction<DeskDatabase>;

/** Creates or changes the case row; false when another desk changed it since `expectedVersion`. */
export async function saveCase(trx: Trx, change: Parameters<StoreWriter['saveCase']>[0]): Promise<boolean> {
  const row = {
    state: change.state,
    visit: change.visit,
    policy_digest: change.policyDigest,
    version: change.expectedVersion + 1,
    supplement: change.supplement === null ? null : canonicalJson({ ...change.supplement }),
    refusal: change.refusal === null ? null : canonicalJson({ ...change.refusal }),
    updated_at: change.at,
  };
  if (change.expectedVersion === 0) {
    const added = await trx.insertInto('review_case').values({ registration_no: change.registrationNo, ...row })
      .onConflict((c) => c.column('registration_no').doNothing()).executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await trx.updateTable('review_case').set(row)
    .where('registration_no', '=', change.registrationNo).where('version', '=', change.expectedVersion).executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function saveClaim(trx: Trx, registrationNo: RegistrationNo, claim: Claim): Promise<void> {
  const row = { desk_id: claim.deskId, staff_id: claim.staffId, since: claim.since, lease_until: claim.leaseUntil };
  await trx.insertInto('claim').values({ registration_no: registrationNo, ...row })
    .onConflict((c) => c.column('registration_no').doUpdateSet(row)).execute();
}

export async function endClaim(trx: Trx, registrationNo: RegistrationNo): Promise<void> {
  await trx.deleteFrom('claim').where('registration_no', '=', registrationNo).execute();
}

export async function addIdentityCheck(trx: Trx, registrationNo: RegistrationNo, check: IdentityCheck): Promise<void> {
  await trx.insertInto('identity_check').values({
    id: check.id,
    registration_no: registrationNo,
    method: check.method,
    at: check.at,
    day: check.day,
    visit: check.visit,
    passed: check.passed ? 1 : 0,
    results: canonicalJson(check.results.map((result) => ({ ...result }))),
    validity: check.validity,
    reason: check.reason,
    by_staff: check.by,
    consent_by: check.consentBy,
  }).execute();
}

export async function addFieldChecks(trx: Trx, registrationNo: RegistrationNo, checks: readonly FieldCheck[]): Promise<void> {
  for (const check of checks) {
    await trx.insertInto('field_check').values({
      id: check.id,
      registration_no: registrationNo,
      field: check.field,
      material: check.material,
      value: check.value,
      result: check.result,
      how: check.how,
      note: check.note,
      by_staff: check.by,
      at: check.at,
    }).execute();
  }
}

export async function addMaterialDecision(trx: Trx, registrationNo: RegistrationNo, decision: MaterialDecision): Promise<void> {
  await trx.insertInto('material_decision').values({
    id: decision.id,
    registration_no: registrationNo,
    code: decision.code,
    decision: decision.decision,
    finding: decision.finding,
    reason: decision.reason,
    by_staff: decision.by,
    at: decision.at,
  }).execute();
}

/** Adds an image; its bytes' facts (`addBlob`) belong in the same transaction. */
export async function addMaterialImage(trx: Trx, registrationNo: RegistrationNo, image: MaterialImage, by: StaffId, at: Time): Promise<void> {
  await trx.insertInto('material_image').values({
    registration_no: registrationNo,
    code: image.code,
    n: image.n,
    sha256: image.sha256,
    origin: image.origin,
    online_state: image.onlineState,
    online_opinion: image.onlineOpinion,
    flags: canonicalJson(image.flags),
    captured_by: by,
    captured_at: at,
  }).execute();
}

export async function addReviewPass(trx: Trx, registrationNo: RegistrationNo, pass: ReviewPass): Promise<void> {
  await trx.insertInto('review_pass').values({
    id: pass.id, registration_no: registrationNo, pass: pass.pass, outcome: pass.outcome, reason: pass.reason, by_staff: pass.by, at: pass.at,
  }).execute();
}

export async function addCorrection(trx: Trx, registrationNo: RegistrationNo, correction: Correction): Promise<void> {
  await trx.insertInto('correction').values({
    id: correction.id,
    registration_no: registrationNo,
    field: correction.field,
    old_value: correction.old,
    new_value: correction.new,
    reason: correction.reason,
    state: correction.state,
    requested_by: correction.requestedBy,
    requested_at: correction.requestedAt,
    decided_by: correction.decidedBy,
    decided_at: correction.decidedAt,
    decision_reason: correction.decisionReason,
  }).execute();
  for (const [index, item] of correction.evidence.entries()) {
    await trx.insertInto('evidence').values({
      correction_id: correction.id,
      n: index + 1,
      registration_no: registrationNo,
      sha256: item.sha256,
      kind: item.kind,
      origin: item.origin,
      by_staff: correction.requestedBy,
      at: correction.requestedAt,
    }).execute();
  }
}

/** Writes the decision; an approved one brings the changed values and what they are found by. */
export async function decideCorrection(trx: Trx, registrationNo: RegistrationNo, correction: Correction, changedFields: FieldValues | null): Promise<void> {
  await trx.updateTable('correction')
    .set({ state: correction.state, decided_by: correction.decidedBy, decided_at: correction.decidedAt, decision_reason: correction.decisionReason })
    .where('id', '=', correction.id).where('registration_no', '=', registrationNo).execute();
  if (changedFields === null) return;
  const found = searchColumns(changedFields);
  await trx.updateTable('registration').set({
    fields: canonicalJson({ ...changedFields }),
    name: found.name,
    name_pinyin: found.namePinyin,
    name_initials: found.nameInitials,
    id_number: found.idNumber,
    id_tail: found.idTail,
    category: found.category,
    work_unit: found.workUnit,
    point: found.point,
  }).where('registration_no', '=', registrationNo).execute();
}
