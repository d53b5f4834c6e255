import type { Correction, CorrectionEvidence } from './case-record';
import { reasonAgainst } from './case-rules';
import { reasonAgainstImages } from './image-room';
import { derivedFields, isValidCorrection } from './correction-value';
import type { FieldKey, FieldValues } from './fields';
import { timeOfVerdict } from './open-items';
import { ok, type Result } from './result';
import { refusal, type Refusal } from './refusal';
import type { Scene } from './scene';
import type { Actor, Role } from './vocabulary';

export interface CorrectionWish {
  id: string;
  field: FieldKey;
  value: string;
  reason: string;
  evidence: readonly CorrectionEvidence[];
  /** The name on the identity document that was read this visit, when one was. */
  documentName: string | null;
}

/** Of the kinds that the field's rule asks for, one is enough; FORMER_NAME stands beside ID, not for it. */
function hasEvidence(scene: Scene, wish: CorrectionWish): boolean {
  const asked = (scene.policy.fields[wish.field]?.evidence ?? []).filter((kind) => kind !== 'FORMER_NAME');
  return asked.length === 0 || wish.evidence.some((item) => asked.includes(item.kind));
}

/** A name that was read from a chip is compared with the card itself; one that a person looked at, with the evidence. */
function nameProblem({ record }: Scene, { value, documentName }: CorrectionWish): Refusal | null {
  if (documentName !== null) return documentName === value ? null : { code: 'name-follows-id' };
  const check = record.identityChecks.findLast((each) => each.passed && each.visit === record.visit);
  if (check === undefined) return { code: 'identity-missing' };
  return check.method === 'chip' || check.method === 'simulated' ? { code: 'card-expired-from-memory' } : null;
}

/** Papers of the case lie there under their name; whatever is handed in with the wish has room there. */
function evidenceProblem(scene: Scene, evidence: readonly CorrectionEvidence[]): Refusal | null {
  const isThere = ({ kind, sha256 }: CorrectionEvidence): boolean => scene.record.images.some((image) => image.code === kind && image.sha256 === sha256);
  for (const { kind } of evidence) {
    const handedIn = evidence.filter((item) => item.kind === kind && item.origin !== 'material').map((item) => item.sha256);
    const reason = reasonAgainstImages(scene, kind, handedIn);
    if (reason !== null) return reason;
  }
  return evidence.every((item) => item.origin !== 'material' || isThere(item)) ? null : { code: 'unknown-evidence' };
}

function wishProblem(scene: Scene, wish: CorrectionWish): Refusal | null {
  const { record, policy } = scene;
  const rule = policy.fields[wish.field];
  const old = record.registration.fields[wish.field] ?? '';
  const open = record.corrections.some((correction) => correction.field === wish.field && correction.state === 'requested');
  if (rule?.correctable !== true) return { code: 'field-not-correctable', params: { field: wish.field } };
  if (!hasEvidence(scene, wish)) return { code: 'evidence-missing', params: { kinds: rule.evidence.join(', ') } };
  if (!isValidCorrection(wish.field, wish.value, record.registration.fields.idType ?? '', policy)) return { code: 'value-invalid', params: { field: wish.field } };
  const misnamed = wish.field === 'name' ? nameProblem(scene, wish) : null;
  if (misnamed !== null) return misnamed;
  if (wish.value === old) return { code: 'value-unchanged' };
  return open ? { code: 'open-correction-exists', params: { field: wish.field } } : evidenceProblem(scene, wish.evidence);
}

/** A correction as it is asked for, or why it is refused before anyone is asked (spec case-and-finality.md, Corrections). */
export function requestCorrection(scene: Scene, wish: CorrectionWish): Result<Correction, Refusal> {
  const reason = reasonAgainst('requestCorrection', scene) ?? wishProblem(scene, wish);
  if (reason !== null) return { ok: false, error: reason };
  return ok({
    id: wish.id, field: wish.field, old: scene.record.registration.fields[wish.field] ?? '', new: wish.value, reason: wish.reason, evidence: wish.evidence,
    state: 'requested', requestedBy: scene.actor.staffId, requestedAt: scene.time, decidedBy: null, decidedAt: null, decisionReason: null,
  });
}

export interface CorrectionVerdict {
  correctionId: string;
  decision: 'approved' | 'refused';
  reason: string | null;
  /** The new code typed by the approver, for a field of high risk. */
  typedCode: string | null;
  approver: Pick<Actor, 'staffId' | 'roles'>;
}

export interface DecidedCorrection {
  correction: Correction;
  /** The registration's values after an approval, null after a refusal. */
  fields: FieldValues | null;
}

function findRequested(scene: Scene, id: string): Result<Correction, Refusal> {
  if (scene.site.closed) return refusal('site-closed');
  const correction = scene.record.corrections.find((each) => each.id === id);
  if (correction === undefined) return refusal('unknown-correction');
  return correction.state === 'requested' ? ok(correction) : refusal('already-decided');
}

function verdictProblem(scene: Scene, correction: Correction, verdict: CorrectionVerdict): Refusal | null {
  const isRole = (role: Role): boolean => verdict.approver.roles.includes(role);
  if (scene.record.state === 'signed') return { code: 'case-signed' };
  if (!isRole('approver')) return { code: 'role-missing', params: { role: 'approver' } };
  if (verdict.approver.staffId === correction.requestedBy) return { code: 'same-person' };
  if (verdict.decision === 'refused') return (verdict.reason ?? '').trim() === '' ? { code: 'reason-missing' } : null;
  const highRisk = scene.policy.fields[correction.field]?.risk === 'high';
  return highRisk && verdict.typedCode !== correction.new ? { code: 'code-not-confirmed' } : null;
}

/** The approver's word. An approved correction changes the values, and those derived from them, at once. */
export function decideCorrection(scene: Scene, verdict: CorrectionVerdict): Result<DecidedCorrection, Refusal> {
  const found = findRequested(scene, verdict.correctionId);
  if (!found.ok) return found;
  const problem = verdictProblem(scene, found.value, verdict);
  if (problem !== null) return { ok: false, error: problem };
  const decidedAt = timeOfVerdict(scene.record, { field: found.value.field, state: verdict.decision }, scene.time);
  const correction: Correction = { ...found.value, state: verdict.decision, decidedBy: verdict.approver.staffId, decidedAt, decisionReason: verdict.reason };
  if (verdict.decision === 'refused') return ok({ correction, fields: null });
  const { field, new: value } = correction;
  return ok({ correction, fields: { ...scene.record.registration.fields, [field]: value, ...derivedFields(field, value) } });
}

/** Only the requester takes a request back. */
export function withdrawCorrection(scene: Scene, correctionId: string): Result<Correction, Refusal> {
  const found = findRequested(scene, correctionId);
  if (!found.ok) return found;
  if (found.value.requestedBy !== scene.actor.staffId) return refusal('not-your-request');
  return ok({ ...found.value, state: 'withdrawn', decidedBy: scene.actor.staffId, decidedAt: scene.time });
}
