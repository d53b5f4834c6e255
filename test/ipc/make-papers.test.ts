import { describe, expect, it } from 'vitest';
import { refusal } from '../../src-main/domain/refusal';
import { MaterialTrouble } from '../../src-main/storage/material-files';
import { comparePapers, confirmAndSign, passBoth, SAMPLE, tapAndConfirm } from '../support/counter-story';
import { withSample } from '../support/with-sample';

describe('papers that cannot be made', () => {
  it('take nothing from the signature: the case opens without them, whatever the trouble is, and has them when there is room again', () => withSample(async (story) => {
    const registrationNo = SAMPLE.bySituation.ordinary[0]!;
    await story.signIn('reviewer');
    await tapAndConfirm(story, registrationNo);
    await comparePapers(story, registrationNo);
    await passBoth(story, registrationNo);
    const open = story.desk.findOpen();
    if (open === null) throw new Error('the desk is closed');
    const draw = open.work.drawPapers.bind(open.work);

    open.work.drawPapers = () => Promise.resolve(refusal('unexpected'));
    await confirmAndSign(story, registrationNo);
    await open.afterwards.settle();
    expect(await story.must('cases.open', { registrationNo })).toMatchObject({ state: 'signed', documents: [] });

    open.work.drawPapers = () => Promise.reject(new MaterialTrouble('disk-full'));
    expect(await story.must('cases.open', { registrationNo })).toMatchObject({ state: 'signed', documents: [] });

    open.work.drawPapers = draw;
    const { documents } = await story.must('cases.open', { registrationNo });
    expect(documents.map(({ kind }) => kind).toSorted()).toEqual(['receipt', 'sheet']);
  }));
});
