import { describe, expect, it } from 'vitest';
import type { CaseView, CorrectionView } from '../../src-preload/contract/cases';
import { maskIdNumber } from '../../src-main/domain/masking';
import { commandId, SAMPLE, tapAndConfirm } from '../support/counter-story';
import { withDesk, type Story } from '../support/with-desk';

const registrationNo = SAMPLE.bySituation.ordinary[0]!;
const FULL = /\d{17}[\dXx]/;
/** Valid by GB 11643, and nobody's. */
const NEW_NUMBER = '990000200012319015';

const ofNumber = ({ corrections }: CaseView): CorrectionView => corrections.find(({ field }) => field === 'idNumber')!;
const shown = ({ old, new: value }: CorrectionView): string[] => [old, value];

/** A correction of the number is asked for; then somebody else sits down, who has asked for no number. */
async function requestNumber(story: Story): Promise<{ old: string }> {
  await story.signIn('reviewer');
  await story.importSample();
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
  it('are masked for who has not asked for them, in the inbox and in the case, and in full for who has', () => withDesk(async (story) => {
    const { old } = await requestNumber(story);
    const masked = [maskIdNumber(old), maskIdNumber(NEW_NUMBER)];
    const [waiting] = await story.must('corrections.inbox', {});
    expect(shown(waiting!)).toEqual(masked);
    expect(shown(ofNumber(await story.must('cases.get', { registrationNo })))).toEqual(masked);
    await story.must('cases.showIdNumber', { registrationNo });
    expect(shown(ofNumber(await story.must('cases.get', { registrationNo })))).toEqual([old, NEW_NUMBER]);
  }));

  it('stand nowhere else in what the approver’s screen is told, nor in the log', () => withDesk(async (story) => {
    await requestNumber(story);
    const told = JSON.stringify([await story.must('corrections.inbox', {}), await story.must('cases.get', { registrationNo })]);
    expect(told).not.toMatch(FULL);
    const events = await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: 1, limit: 200 });
    expect(JSON.stringify(events.map(({ payload }) => payload))).not.toMatch(FULL);
  }));
});
