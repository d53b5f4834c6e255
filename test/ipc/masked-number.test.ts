import { describe, expect, it } from 'vitest';
import type { CaseView, CorrectionView } from '../../src-preload/contract/cases';
import { maskIdNumber } from '../../src-main/domain/masking';
import { buildCaseView } from '../../src-main/ipc/case-view';
import { caseInReview, sceneOf } from '../support/case-builder';
import { commandId, SAMPLE, tapAndConfirm } from '../support/counter-story';
import type { Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

const registrationNo = SAMPLE.bySituation.ordinary[0]!;
const FULL = /\d{17}[\dXx]/;
/** Valid by GB 11643, and nobody's. */
const NEW_NUMBER = '990000200012319015';

const ofNumber = ({ corrections }: CaseView): CorrectionView => corrections.find(({ field }) => field === 'idNumber')!;
const shown = ({ old, new: value }: CorrectionView): string[] => [old, value];

/** A correction of the number is asked for; then somebody else sits down, who has asked for no number. */
async function requestNumber(story: Story): Promise<{ old: string }> {
  await story.signIn('reviewer');
  const view = await tapAndConfirm(story, registrationNo);
  const sha256 = view.materials.find(({ code }) => code === 'ID')!.images[0]!.sha256;
  const { idNumber: old } = await story.must('cases.showIdNumber', { registrationNo });
  const asked = await story.must('corrections.request', {
    registrationNo, field: 'idNumber', value: NEW_NUMBER, reason: `应为${NEW_NUMBER}`, evidence: [{ sha256, kind: 'ID', origin: 'material' }], commandId: commandId(),
  });
  expect(shown(ofNumber(asked))).toEqual([old, NEW_NUMBER]);
  await story.signIn('approver');
  return { old };
}

describe('the ID numbers of a correction', () => {
  it('are masked for who has not asked for them, in the inbox and in the case, and in full for who has', () => withSample(async (story) => {
    const { old } = await requestNumber(story);
    const masked = [maskIdNumber(old), maskIdNumber(NEW_NUMBER)];
    const [waiting] = await story.must('corrections.inbox', {});
    expect(shown(waiting!)).toEqual(masked);
    expect(shown(ofNumber(await story.must('cases.get', { registrationNo })))).toEqual(masked);
    await story.must('cases.showIdNumber', { registrationNo });
    expect(shown(ofNumber(await story.must('cases.get', { registrationNo })))).toEqual([old, NEW_NUMBER]);
  }));

  it('stand nowhere else in what the approver’s screen is told, nor in the log', () => withSample(async (story) => {
    await requestNumber(story);
    const told = JSON.stringify([await story.must('corrections.inbox', {}), await story.must('cases.get', { registrationNo })]);
    expect(told).not.toMatch(FULL);
    const events = await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: 1, limit: 200 });
    expect(JSON.stringify(events.map(({ payload }) => payload))).not.toMatch(FULL);
  }));
});

/** No card was read: the person passed by an approver's consent, and nobody here has asked for the number. */
async function passByConsent(story: Story, reason: string): Promise<void> {
  await story.signIn('reviewer');
  await story.must('cases.open', { registrationNo });
  await story.must('identity.consent', { registrationNo, reason, approver: await story.credential('approver'), commandId: commandId() });
}

const shownEvents = async (story: Story): Promise<number> =>
  (await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: 1, limit: 200 })).filter(({ kind }) => kind === 'idNumber.shown').length;

describe('an ID number that somebody typed as a reason', () => {
  it('is masked wherever the case shows the reason, until the number is asked for', () => withSample(async (story) => {
    const typed = `持${NEW_NUMBER}的证`;
    await passByConsent(story, typed);
    await story.must('review.checkField', { registrationNo, field: 'name', material: 'DIPLOMA', result: 'unreadable', note: typed, commandId: commandId() });
    await story.must('review.decideMaterial', { registrationNo, material: 'DIPLOMA', decision: 'contested', finding: 'other', reason: typed, commandId: commandId() });
    await story.must('cases.oweSupplement', { registrationNo, reason: typed, missing: ['DIPLOMA'], lastDay: '2026-03-20', commandId: commandId() });
    const reasonsOf = (view: CaseView): unknown[] => {
      const diploma = view.materials.find(({ code }) => code === 'DIPLOMA')!;
      return [view.identity?.reason, diploma.reason, diploma.fields.find(({ field }) => field === 'name')?.note, view.supplement?.reason];
    };
    const view = await story.must('cases.get', { registrationNo });
    expect(JSON.stringify(view)).not.toMatch(FULL);
    expect(new Set(reasonsOf(view))).toEqual(new Set([`持${maskIdNumber(NEW_NUMBER)}的证`]));
    await story.must('cases.reopen', { registrationNo, approver: null, commandId: commandId() });
    const refused = await story.must('cases.refuse', { registrationNo, reason: typed, impostor: false, returned: [], approver: await story.credential('approver'), commandId: commandId() });
    expect(refused.refusal?.reason).toBe(`持${maskIdNumber(NEW_NUMBER)}的证`);
    await story.must('cases.showIdNumber', { registrationNo });
    expect(new Set(reasonsOf(await story.must('cases.get', { registrationNo })).slice(0, 3))).toEqual(new Set([typed]));
  }));
});

describe('an ID number in a column that the desk does not know', () => {
  it('is masked like any other, until it is asked for', () => {
    const { registration, ...record } = caseInReview();
    const scene = sceneOf({ ...record, registration: { ...registration, extra: { 监护人证件编号: NEW_NUMBER, 准考证号: '20269901' } } });
    const extraShown = (idNumberShown: boolean) =>
      buildCaseView(scene, { nameOf: (id) => id, pendingCard: null, documents: [], prints: [], history: [], idNumberShown }).extra;
    expect(extraShown(false)).toEqual({ 监护人证件编号: maskIdNumber(NEW_NUMBER), 准考证号: '20269901' });
    expect(extraShown(true)).toEqual({ 监护人证件编号: NEW_NUMBER, 准考证号: '20269901' });
  });
});

describe('the candidate’s own screen', () => {
  it('shows the change of the number in full, which is one event, while the desk’s stays masked', () => withSample(async (story) => {
    await passByConsent(story, '身份证补办中');
    const before = await shownEvents(story);
    const { materials } = await story.must('cases.get', { registrationNo });
    const sha256 = materials.find(({ code }) => code === 'ID')!.images[0]!.sha256;
    const asked = await story.must('corrections.request', {
      registrationNo, field: 'idNumber', value: NEW_NUMBER, reason: '证件换发', evidence: [{ sha256, kind: 'ID', origin: 'material' }], commandId: commandId(),
    });
    expect(await story.must('candidate.get', {})).toMatchObject({ step: 'correction', field: 'idNumber', old: SAMPLE.cards[registrationNo]!.idNumber, new: NEW_NUMBER });
    expect(shown(ofNumber(asked)).join()).not.toMatch(FULL);
    await story.must('cases.open', { registrationNo });
    expect(await shownEvents(story) - before).toBe(1);
  }));
});
