import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availableActions } from '../../src-main/domain/available-actions';
import { CASE_ACTIONS } from '../../src-main/domain/case-action';
import { CASE_STATES, type Correction } from '../../src-main/domain/case-record';
import { reasonAgainst } from '../../src-main/domain/case-rules';
import { canBecome, TRANSITIONS } from '../../src-main/domain/case-transitions';
import { counterStepOf } from '../../src-main/domain/counter-step';
import { openItemsOf } from '../../src-main/domain/open-items';
import { APPROVER, caseInReview, caseReadyToSign, identityCheck, image, papersFor, pass, REVIEWER, reviewed, sceneOf, SECOND } from '../support/case-builder';
import { testPolicy } from '../support/default-policy';

const ELSEWHERE = { deskId: 'desk-2', staffId: 'reviewer-9', since: '2026-03-02T09:00:00+08:00', leaseUntil: '2026-03-02T20:00:00+08:00' };

function why(action: Parameters<typeof reasonAgainst>[0], ...scene: Parameters<typeof sceneOf>): string | null {
  return reasonAgainst(action, sceneOf(...scene))?.code ?? null;
}

describe('the table of states', () => {
  it('lets nothing leave a signed case', () => {
    for (const to of CASE_STATES) expect(canBecome('signed', to)).toBe(false);
  });

  it('lets a case be signed from readyToSign alone, and by the candidate alone', () => {
    expect(TRANSITIONS.filter(({ to }) => to === 'signed')).toEqual([{ from: 'readyToSign', to: 'signed', by: 'candidate' }]);
  });

  it('lets only an approver refuse', () => {
    expect(new Set(TRANSITIONS.filter(({ to }) => to === 'refused').map(({ by }) => by))).toEqual(new Set(['approver']));
  });
});

describe('what may be done with a case', () => {
  it('offers nothing but its papers once it is signed', () => {
    const actions = availableActions(sceneOf(caseReadyToSign({ state: 'signed' })));
    expect(actions.filter((action) => action.allowed).map((action) => action.action)).toEqual(['printDocuments']);
    expect(new Set(actions.filter((action) => !action.allowed).map((action) => action.why))).toEqual(new Set(['case-signed']));
  });

  it('is refused on every account for a case that carries a seal, whatever its state says', () => {
    const seal = { content: '{}', sha256: 's', signature: '', deskId: 'desk-1', signedAt: '', sheetRevision: 1 };
    for (const action of CASE_ACTIONS.filter((each) => each !== 'printDocuments')) expect(why(action, caseReadyToSign({ seal }))).toBe('case-signed');
  });

  it('is the candidate’s turn when everything is settled and two people passed it', () => {
    expect(why('presentSheet', caseReadyToSign())).toBeNull();
  });

  it.each([
    ['another desk holds the claim', { claim: ELSEWHERE }, 'claimed-elsewhere'],
    ['nobody holds the claim', { claim: null }, 'claim-missing'],
    ['nobody checked who the person is', { identityChecks: [] }, 'identity-missing'],
    ['the identity check is of yesterday', { identityChecks: [identityCheck({ day: '2026-03-01' })] }, 'identity-not-today'],
    ['the identity check belongs to an earlier visit', { visit: 2 }, 'identity-not-today'],
    ['the identity check did not pass', { identityChecks: [identityCheck({ passed: false })] }, 'identity-missing'],
    ['somebody else showed the card after the check that passed', { identityChecks: [identityCheck(), identityCheck({ id: 'identity-2', passed: false })] }, 'identity-missing'],
    ['nothing was compared', { fieldChecks: [] }, 'open-items'],
    ['no paper was accepted', { decisions: [] }, 'open-items'],
    ['only one person passed it', { passes: [pass(1, REVIEWER)] }, 'second-reviewer-missing'],
    ['it was sent back after both passes', { passes: [pass(1, REVIEWER), pass(2, SECOND), pass(2, SECOND, 'sentBack')] }, 'second-reviewer-missing'],
    ['it is still in review', { state: 'inReview' as const }, 'wrong-state'],
  ])('shows no sheet while %s', (_story, change, code) => {
    expect(why('presentSheet', caseReadyToSign(change))).toBe(code);
  });

  it('takes a claim whose lease ran out as none', () => {
    const lapsed = { ...ELSEWHERE, leaseUntil: '2026-03-02T09:59:00+08:00' };
    expect(why('confirmIdentity', caseInReview({ state: 'waiting', claim: lapsed }))).toBeNull();
    expect(why('confirmIdentity', caseInReview({ state: 'waiting', claim: ELSEWHERE }))).toBe('claimed-elsewhere');
  });

  it('checks nobody in outside the hours, but finishes whom it checked in that day', () => {
    const noon = new Date('2026-03-02T05:00:00Z');
    expect(why('confirmIdentity', caseInReview({ state: 'waiting', claim: null }), { now: noon })).toBe('outside-schedule');
    expect(why('reviewMaterials', caseInReview(), { now: noon })).toBeNull();
    expect(why('reviewMaterials', caseInReview({ identityChecks: [] }), { now: noon })).toBe('outside-schedule');
  });

  it('identifies again, outside the hours, whom it checked in that day and who comes back to the counter', () => {
    const noon = new Date('2026-03-02T05:00:00Z');
    const back = caseInReview({ visit: 2 });
    expect([why('confirmIdentity', back, { now: noon }), why('consentIdentity', back, { now: noon }), why('reviewMaterials', back, { now: noon })]).toEqual([null, 'role-missing', null]);
    const nextDay = new Date('2026-03-03T05:00:00Z');
    expect([why('confirmIdentity', back, { now: nextDay }), why('consentIdentity', back, { now: nextDay })]).toEqual(['outside-schedule', 'outside-schedule']);
  });

  it('takes no correction outside the days of corrections, though the desk is open', () => {
    const policy = testPolicy({ corrections: [{ from: '2026-03-04', to: '2026-03-04', hours: ['08:00-12:00'] }] });
    expect(why('requestCorrection', caseInReview(), { policy })).toBe('outside-schedule');
  });

  it('is never open on a schedule that nobody filled in', () => {
    expect(why('confirmIdentity', caseInReview({ state: 'waiting', claim: null }), { policy: testPolicy({ schedule: [] }) })).toBe('outside-schedule');
  });

  it('asks for another person where the second check is due from the one who did the first', () => {
    const scene = sceneOf({ ...reviewed(caseInReview()), passes: [pass(1, REVIEWER)] });
    const action = availableActions(scene).find((each) => each.action === 'passSecondCheck');
    expect(action).toMatchObject({ allowed: true, needsApprover: true });
  });

  it('lets a reviewer refuse a case only with an approver’s consent', () => {
    expect(why('refuse', caseInReview())).toBe('role-missing');
    expect(reasonAgainst('refuse', sceneOf(caseInReview()), ['approver'])).toBeNull();
    expect(why('refuse', caseInReview(), { actor: APPROVER })).toBeNull();
  });

  it('offers an approver nothing of a reviewer’s work', () => {
    expect(why('reviewMaterials', caseInReview(), { actor: APPROVER })).toBe('role-missing');
  });
});

describe('the identity check', () => {
  const checked = '2026-03-02T09:55:00+08:00';
  const approved = (field: Correction['field'], decidedAt: string, state: Correction['state'] = 'approved'): Correction => ({
    id: 'correction-1', field, old: '', new: '', reason: '', evidence: [], state, requestedBy: REVIEWER.staffId, requestedAt: checked, decidedBy: APPROVER.staffId, decidedAt,
    decisionReason: null,
  });
  const stepAfter = (...corrections: Correction[]) => counterStepOf(sceneOf(caseReadyToSign({ corrections })));

  it.each(['name', 'idType', 'idNumber', 'sex', 'birthDate'] as const)('does not count any more once a correction of %s was approved after it', (field) => {
    const corrections = [approved(field, '2026-03-02T09:58:00+08:00')];
    expect(stepAfter(...corrections)).toBe('identity');
    expect(why('presentSheet', caseReadyToSign({ corrections }))).toBe('identity-missing');
    expect(why('confirmIdentity', caseReadyToSign({ corrections }))).toBeNull();
    expect(stepAfter(approved(field, checked))).toBe('identity');
  });

  it('stands when the correction came before it, was refused, or is of what no card says', () => {
    expect(stepAfter(approved('name', '2026-03-02T09:54:59+08:00'))).toBe('sign');
    expect(stepAfter(approved('name', '2026-03-02T01:54:59Z'))).toBe('sign');
    expect(stepAfter(approved('name', '2026-03-02T09:58:00+08:00', 'refused'))).toBe('sign');
    expect(stepAfter(approved('workUnit', '2026-03-02T09:58:00+08:00'))).toBe('sign');
  });

  it('counts again when the card was tapped anew', () => {
    const corrections = [approved('name', '2026-03-02T09:58:00+08:00')];
    const identityChecks = [identityCheck(), identityCheck({ id: 'identity-2', at: '2026-03-02T09:58:01+08:00' })];
    expect(counterStepOf(sceneOf(caseReadyToSign({ corrections, identityChecks })))).toBe('sign');
  });

  it('keeps the work open outside the hours for who was checked in that day, also when the card must be tapped anew', () => {
    const noon = new Date('2026-03-02T05:00:00Z');
    expect(why('reviewMaterials', caseInReview({ corrections: [approved('name', '2026-03-02T12:30:00+08:00')] }), { now: noon })).toBeNull();
  });
});

describe('what is still open', () => {
  const policy = testPolicy();
  const openOf = (record: Parameters<typeof papersFor>[0]) => openItemsOf(record, policy, papersFor(record, policy), '2026-03-02');

  it('is nothing when everything was compared, accepted and passed twice', () => {
    expect(openOf(caseReadyToSign())).toEqual([]);
  });

  it('names a required paper without its images', () => {
    const record = caseReadyToSign();
    const images = record.images.filter((each) => each.code !== 'TRIAL');
    expect(openOf({ ...record, images })).toContainEqual({ kind: 'materialMissing', material: 'TRIAL', field: null });
  });

  it('asks for a paper again when an image was added at the counter after it was accepted, and for none of its fields', () => {
    const record = caseReadyToSign();
    const added = (capturedAt: string) => openOf({ ...record, images: [...record.images, image('EDU', 2, { origin: 'captured', capturedAt })] });
    expect(added('2026-03-02T10:00:01+08:00')).toEqual([{ kind: 'materialUndecided', material: 'EDU', field: null }]);
    expect(added('2026-03-02T10:00:00+08:00')).toEqual([{ kind: 'materialUndecided', material: 'EDU', field: null }]);
    expect(added('2026-03-02T09:59:59+08:00')).toEqual([]);
  });

  it('asks again for a field whose value was corrected after it was compared', () => {
    const record = caseReadyToSign();
    const fields = { ...record.registration.fields, workUnit: '测试市第二医院' };
    const open = openOf({ ...record, registration: { ...record.registration, fields } });
    expect(open).toContainEqual({ kind: 'fieldUnchecked', material: 'LICENCE', field: 'workUnit' });
  });

  it('wants a certificate of the former name when the diploma carries another name, and does not block on the diploma itself', () => {
    const record = reviewed(caseInReview());
    const differs = { ...record.fieldChecks.find((check) => check.field === 'name' && check.material === 'DIPLOMA')!, id: 'x', result: 'differs' as const };
    const open = openOf({ ...record, fieldChecks: [...record.fieldChecks, differs] });
    expect(open).toContainEqual({ kind: 'materialMissing', material: 'FORMER_NAME', field: null });
    expect(open.filter((item) => item.kind === 'fieldContested')).toEqual([]);
  });

  it('holds a field that differs on any other paper against the case', () => {
    const record = reviewed(caseInReview());
    const differs = { ...record.fieldChecks.find((check) => check.field === 'school' && check.material === 'DIPLOMA')!, id: 'x', result: 'differs' as const };
    expect(openOf({ ...record, fieldChecks: [...record.fieldChecks, differs] })).toContainEqual({ kind: 'fieldContested', material: 'DIPLOMA', field: 'school' });
  });

  it('always shows the counter a step, and "sign" only when nothing but the signature is open', () => {
    const full = caseReadyToSign();
    const states = fc.constantFrom(...CASE_STATES);
    const some = <T>(list: readonly T[]) => fc.subarray([...list]);
    fc.assert(fc.property(states, some(full.fieldChecks), some(full.decisions), some(full.passes), some(full.identityChecks), (state, fieldChecks, decisions, passes, identityChecks) => {
      const record = { ...full, state, fieldChecks, decisions, passes, identityChecks };
      const scene = sceneOf(record, { policy });
      const presentable = reasonAgainst('presentSheet', scene) === null;
      expect(presentable).toBe(state === 'readyToSign' && openOf(record).length === 0);
      if (presentable) expect(counterStepOf(scene)).toBe('sign');
    }));
  });
});
