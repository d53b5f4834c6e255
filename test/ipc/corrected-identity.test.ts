import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../src-preload/contract/cases';
import { commandId, comparePapers, passBoth, SAMPLE, tapAndConfirm } from '../support/counter-story';
import type { Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

const [REGISTRATION, OTHER] = SAMPLE.bySituation.ordinary as [string, string];

function imageOf(view: CaseView, code: string): string {
  return view.materials.find((material) => material.code === code)!.images[0]!.sha256;
}

async function correct(story: Story, field: string, value: string): Promise<CaseView> {
  const proof = imageOf(await story.must('cases.get', { registrationNo: REGISTRATION }), 'ID');
  const asked = await story.must('corrections.request', {
    registrationNo: REGISTRATION, field, value, reason: '证件如此', evidence: [{ sha256: proof, kind: 'ID', origin: 'material' }], commandId: commandId(),
  });
  return story.must('corrections.decide', {
    registrationNo: REGISTRATION, correctionId: asked.corrections.at(-1)!.id, decision: 'approved', reason: null, typedCode: null, approver: await story.credential('approver'), commandId: commandId(),
  });
}

/** The card is taken up, and a second goes by. */
async function takeUp(story: Story): Promise<void> {
  story.clock.pass(1000);
  const ready = story.nextPush('reader.changed', ({ state }) => state === 'ready');
  story.reader.lift();
  await ready;
}

async function tapAnew(story: Story): Promise<CaseView> {
  await takeUp(story);
  return tapAndConfirm(story, REGISTRATION);
}

function atTheCounter(tell: (story: Story, view: CaseView) => Promise<void>): Promise<void> {
  return withSample(async (story) => {
    await story.signIn('reviewer');
    await tell(story, await tapAndConfirm(story, REGISTRATION));
  });
}

describe('a correction of who the candidate is', () => {
  it('leads back to the card: one that differs now does not pass, one that agrees again leads on to the signature', () => atTheCounter(async (story, checked) => {
    expect(checked).toMatchObject({ step: 'compare', identity: { holdsForSigning: true } });
    const before = checked.values.find(({ field }) => field === 'sex')!.value;
    story.clock.pass(1000);
    expect(await correct(story, 'sex', before === '男' ? '女' : '男')).toMatchObject({ step: 'identity', identity: { holdsForSigning: false } });
    expect(await tapAnew(story)).toMatchObject({ step: 'identity', identity: { passed: false } });
    expect(await correct(story, 'sex', before)).toMatchObject({ step: 'identity' });
    expect(await tapAnew(story)).toMatchObject({ step: 'compare', identity: { passed: true, holdsForSigning: true } });
    await comparePapers(story, REGISTRATION);
    expect(await passBoth(story, REGISTRATION)).toMatchObject({ state: 'readyToSign', step: 'sign' });
  }));

  it('asks for the card once, whichever way the clock was set meanwhile', () => atTheCounter(async (story, checked) => {
    const before = checked.values.find(({ field }) => field === 'sex')!.value;
    story.clock.pass(-60 * 60_000);
    expect(await correct(story, 'sex', before === '男' ? '女' : '男')).toMatchObject({ step: 'identity', identity: { holdsForSigning: false } });
    await correct(story, 'sex', before);
    story.clock.pass(-30 * 60_000);
    expect(await tapAnew(story)).toMatchObject({ step: 'compare', identity: { holdsForSigning: true } });
  }));

  it('that comes while the clerk confirms the card overtakes it: a card is judged against what stands when it is stored', () => atTheCounter(async (story, checked) => {
    const before = checked.values.find(({ field }) => field === 'sex')!.value;
    const { store } = story.desk.findOpen()!.ports;
    const find = store.findCase;
    await takeUp(story);
    const tapped = story.nextPush('reader.cardRead');
    story.reader.present(SAMPLE.cards[REGISTRATION]!);
    const { readId } = await tapped;
    store.findCase = async (registrationNo) => {
      store.findCase = find;
      const found = await find(registrationNo);
      await correct(story, 'sex', before === '男' ? '女' : '男');
      return found;
    };
    await story.must('identity.confirm', { registrationNo: REGISTRATION, readId, samePerson: true, answers: {}, approver: null, commandId: commandId() });
    expect(await story.must('cases.get', { registrationNo: REGISTRATION })).toMatchObject({ step: 'identity', identity: { holdsForSigning: false } });
  }));

  it('keeps the first check from being passed until the card is tapped anew', () => atTheCounter(async (story, checked) => {
    const before = checked.values.find(({ field }) => field === 'sex')!.value;
    await correct(story, 'sex', before === '男' ? '女' : '男');
    await correct(story, 'sex', before);
    await comparePapers(story, REGISTRATION);
    const pass = () => story.call('review.pass', { registrationNo: REGISTRATION, secondReviewer: null, commandId: commandId() });
    expect(await pass()).toMatchObject({ ok: false, error: { code: 'identity-missing' } });
    await tapAnew(story);
    expect(await pass()).toMatchObject({ ok: true });
  }));
});

describe('evidence of a correction', () => {
  it.each(['captured', 'file', 'material'] as const)('is never another candidate’s image, given as %s', (origin) => atTheCounter(async (story) => {
    const sha256 = imageOf(await story.must('cases.get', { registrationNo: OTHER }), 'DIPLOMA');
    const asked = await story.call('corrections.request', {
      registrationNo: REGISTRATION, field: 'workUnit', value: '测试市第二医院', reason: '调动', evidence: [{ sha256, kind: 'UNIT_PROOF', origin }], commandId: commandId(),
    });
    expect(asked).toMatchObject({ ok: false, error: { code: 'unknown-evidence' } });
    expect((await story.must('cases.get', { registrationNo: REGISTRATION })).corrections).toEqual([]);
  }));
});
