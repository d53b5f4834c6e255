import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCorrection, requestCorrection, withdrawCorrection, type CorrectionWish } from '../../src-main/domain/correction-rules';
import type { Correction } from '../../src-main/domain/case-record';
import { FIELD_KEYS } from '../../src-main/domain/fields';
import { APPROVER, caseInReview, caseReadyToSign, identityCheck, image, REVIEWER, sceneOf } from '../support/case-builder';
import { testPolicy } from '../support/default-policy';

const UNIT_PROOF = { sha256: 'a'.repeat(64), kind: 'UNIT_PROOF', origin: 'captured' as const };
const ID = { sha256: image('ID').sha256, kind: 'ID', origin: 'material' as const };

function wish(change: Partial<CorrectionWish> = {}): CorrectionWish {
  return { id: 'correction-1', field: 'workUnit', value: '测试市第二医院', reason: '调动', evidence: [UNIT_PROOF], documentName: null, ...change };
}

function requested(change: Partial<Correction> = {}): Correction {
  return {
    id: 'correction-1', field: 'workUnit', old: '测试市第一医院', new: '测试市第二医院', reason: '调动', evidence: [UNIT_PROOF], state: 'requested',
    requestedBy: REVIEWER.staffId, requestedAt: '2026-03-02T10:00:00+08:00', decidedBy: null, decidedAt: null, decisionReason: null, ...change,
  };
}

const codeOf = (outcome: ReturnType<typeof requestCorrection>): string => (outcome.ok ? 'requested' : outcome.error.code);

describe('asking for a correction', () => {
  it('is taken with evidence of the new unit, inside the days', () => {
    expect(requestCorrection(sceneOf(caseInReview()), wish())).toEqual({ ok: true, value: requested() });
  });

  it('is taken from a case that is ready to sign', () => {
    expect(codeOf(requestCorrection(sceneOf(caseReadyToSign()), wish()))).toBe('requested');
  });

  it.each([
    ['has no evidence of the new unit', { evidence: [ID] }, 'evidence-missing'],
    ['has no evidence at all', { evidence: [] }, 'evidence-missing'],
    ['names a field that nobody corrects', { field: 'registrationNo' as const }, 'field-not-correctable'],
    ['would change the kind of document', { field: 'idType' as const, value: '护照', evidence: [ID] }, 'field-not-correctable'],
    ['asks for the value that stands', { value: '测试市第一医院' }, 'value-unchanged'],
    ['carries a control character', { value: '测试\u0007医院' }, 'value-invalid'],
    ['has an ID number with a wrong check digit', { field: 'idNumber' as const, value: '990000200001010013', evidence: [ID] }, 'value-invalid'],
    ['has a category that no table knows', { field: 'category' as const, value: '999', evidence: [{ ...ID, kind: 'DIPLOMA' }] }, 'value-invalid'],
    ['moves the name away from the card that was read', { field: 'name' as const, value: '测试乙', documentName: '测试甲甲', evidence: [ID] }, 'name-follows-id'],
  ])('is refused before anyone is asked when it %s', (_story, change, code) => {
    expect(codeOf(requestCorrection(sceneOf(caseInReview()), wish(change)))).toBe(code);
  });

  it.each([
    ['was read by the chip and has left the desk’s memory', identityCheck(), 'card-expired-from-memory'],
    ['was read by the simulated reader and has left the desk’s memory', identityCheck({ method: 'simulated' }), 'card-expired-from-memory'],
    ['was never checked on this visit', identityCheck({ visit: 0 }), 'identity-missing'],
    ['was looked at by an approver', identityCheck({ method: 'document', consentBy: APPROVER.staffId }), 'requested'],
    ['was vouched for by the police', identityCheck({ method: 'policeCertificate', consentBy: APPROVER.staffId }), 'requested'],
  ])('of the name, without a card to compare with, when the document %s', (_story, check, code) => {
    const scene = sceneOf(caseInReview({ identityChecks: [check] }));
    expect(codeOf(requestCorrection(scene, wish({ field: 'name', value: '测试乙', evidence: [ID] })))).toBe(code);
  });

  it('of the name follows the newest check of the visit that passed', () => {
    const consent = identityCheck({ id: 'identity-2', method: 'consent', consentBy: APPROVER.staffId });
    const name = wish({ field: 'name', value: '测试乙', evidence: [ID] });
    expect(codeOf(requestCorrection(sceneOf(caseInReview({ identityChecks: [identityCheck(), consent] })), name))).toBe('requested');
    expect(codeOf(requestCorrection(sceneOf(caseInReview({ identityChecks: [consent, identityCheck()] })), name))).toBe('card-expired-from-memory');
    expect(codeOf(requestCorrection(sceneOf(caseInReview({ identityChecks: [consent, identityCheck({ passed: false })] })), name))).toBe('requested');
    expect(codeOf(requestCorrection(sceneOf(caseInReview()), { ...name, documentName: '测试乙' }))).toBe('requested');
  });

  it.each([
    ['a paper of the case that the case does not have', [UNIT_PROOF, { ...ID, sha256: 'c'.repeat(64) }], 'unknown-evidence'],
    ['a paper of the case under another name', [UNIT_PROOF, { ...ID, kind: 'DIPLOMA' }], 'unknown-evidence'],
    ['a kind of paper that the site does not know', [UNIT_PROOF, { ...UNIT_PROOF, kind: 'NO_SUCH_PAPER' }], 'unknown-material'],
    ['one image more than the paper may have', [UNIT_PROOF, { ...UNIT_PROOF, sha256: 'c'.repeat(64) }, { ...UNIT_PROOF, sha256: 'd'.repeat(64) }], 'too-many-images'],
    ['the same image twice', [UNIT_PROOF, UNIT_PROOF, { ...UNIT_PROOF, sha256: 'c'.repeat(64) }], 'requested'],
    ['a paper of the case beside it', [UNIT_PROOF, ID], 'requested'],
  ])('with %s', (_story, evidence, code) => {
    const policy = testPolicy();
    const materials = { ...policy.materials, UNIT_PROOF: { ...policy.materials['UNIT_PROOF']!, max: 2 } };
    expect(codeOf(requestCorrection(sceneOf(caseInReview(), { policy: { ...policy, materials } }), wish({ evidence })))).toBe(code);
  });

  it('is refused while another one of the same field is open, and not when it is of another field', () => {
    const record = caseInReview({ corrections: [requested()] });
    expect(codeOf(requestCorrection(sceneOf(record), wish({ value: '测试市第三医院' })))).toBe('open-correction-exists');
    expect(codeOf(requestCorrection(sceneOf(record), wish({ field: 'mobile', value: '13900000000', evidence: [] })))).toBe('requested');
  });

  it('never touches a signed case, whoever asks for whatever', () => {
    const scene = sceneOf(caseReadyToSign({ state: 'signed' }));
    fc.assert(fc.property(fc.constantFrom(...FIELD_KEYS), fc.string(), (field, value) => codeOf(requestCorrection(scene, wish({ field, value }))) === 'case-signed'));
  });
});

describe('deciding a correction', () => {
  const scene = sceneOf(caseInReview({ corrections: [requested()] }));
  const verdict = { correctionId: 'correction-1', decision: 'approved' as const, reason: null, typedCode: null, approver: APPROVER };

  it('changes the value at once when another person approves', () => {
    const decided = decideCorrection(scene, verdict);
    expect(decided.ok && decided.value.fields?.workUnit).toBe('测试市第二医院');
    expect(decided.ok && decided.value.correction).toMatchObject({ state: 'approved', decidedBy: APPROVER.staffId });
  });

  it('changes no value when it is refused, and wants the reason', () => {
    expect(decideCorrection(scene, { ...verdict, decision: 'refused' })).toMatchObject({ ok: false, error: { code: 'reason-missing' } });
    expect(decideCorrection(scene, { ...verdict, decision: 'refused', reason: '材料不全' })).toMatchObject({ ok: true, value: { fields: null } });
  });

  it('is never the requester’s own, whatever roles the requester holds', () => {
    const both = { staffId: REVIEWER.staffId, roles: ['reviewer', 'approver', 'administrator'] as const };
    expect(decideCorrection(scene, { ...verdict, approver: both })).toMatchObject({ ok: false, error: { code: 'same-person' } });
  });

  it('is an approver’s', () => {
    expect(decideCorrection(scene, { ...verdict, approver: { staffId: 'reviewer-2', roles: ['reviewer'] } })).toMatchObject({ ok: false, error: { code: 'role-missing' } });
  });

  it('happens once', () => {
    const done = sceneOf(caseInReview({ corrections: [requested({ state: 'approved', decidedBy: 'approver-1', decidedAt: '' })] }));
    expect(decideCorrection(done, verdict)).toMatchObject({ ok: false, error: { code: 'already-decided' } });
    expect(decideCorrection(done, { ...verdict, correctionId: 'other' })).toMatchObject({ ok: false, error: { code: 'unknown-correction' } });
  });

  it('of a category wants the new code typed by the approver', () => {
    const risky = sceneOf(caseInReview({ corrections: [requested({ field: 'category', old: '110', new: '210' })] }));
    expect(decideCorrection(risky, verdict)).toMatchObject({ ok: false, error: { code: 'code-not-confirmed' } });
    expect(decideCorrection(risky, { ...verdict, typedCode: '110' })).toMatchObject({ ok: false, error: { code: 'code-not-confirmed' } });
    expect(decideCorrection(risky, { ...verdict, typedCode: '210' })).toMatchObject({ ok: true });
  });

  it('of an ID number carries birth date and sex along', () => {
    const numbered = sceneOf(caseInReview({ corrections: [requested({ field: 'idNumber', new: '990000200001010020' })] }));
    const decided = decideCorrection(numbered, verdict);
    expect(decided.ok && decided.value.fields).toMatchObject({ idNumber: '990000200001010020', birthDate: '2000-01-01', sex: '女' });
  });
});

describe('taking a request back', () => {
  it('is the requester’s alone', () => {
    const record = caseInReview({ corrections: [requested()] });
    expect(withdrawCorrection(sceneOf(record), 'correction-1')).toMatchObject({ ok: true, value: { state: 'withdrawn' } });
    expect(withdrawCorrection(sceneOf(record, { actor: APPROVER }), 'correction-1')).toMatchObject({ ok: false, error: { code: 'not-your-request' } });
  });
});
