import { describe, expect, it } from 'vitest';
import { commandId, comparePapers, confirmAndSign, passBoth, SAMPLE, shownSignature, signatureFor, tapAndConfirm } from '../support/counter-story';
import { DESK_PLACES } from '../support/desk-places';
import type { Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

const { hero } = SAMPLE;

describe.each(DESK_PLACES)('a candidate at the counter, the store on $name', ({ withDesk }) => {
  it('is checked by the chip, compared, corrected with another person’s approval, passed twice, signed, and has papers', () => withDesk(async (story) => {
    const { registrationNo, correction } = hero;
    await story.signIn('reviewer');
    await story.importSample();
    expect((await tapAndConfirm(story, registrationNo)).state).toBe('inReview');

    const proof = (await story.must('cases.get', { registrationNo })).materials.find(({ code }) => code === 'UNIT_PROOF')?.images[0];
    const asked = await story.must('corrections.request', {
      registrationNo, field: 'workUnit', value: correction.new, reason: '单位更名', evidence: [{ sha256: proof!.sha256, kind: 'UNIT_PROOF', origin: 'material' }], commandId: commandId(),
    });
    const [open] = asked.corrections;
    await story.must('corrections.decide', {
      registrationNo, correctionId: open!.id, decision: 'approved', reason: null, typedCode: null, approver: await story.credential('approver'), commandId: commandId(),
    });
    const compared = await comparePapers(story, registrationNo);
    expect(compared.openItems.map(({ kind }) => kind)).toEqual(['firstPass', 'secondPass']);
    expect((await passBoth(story, registrationNo)).state).toBe('readyToSign');

    await confirmAndSign(story, registrationNo);
    await story.desk.findOpen()?.afterwards.settle();
    const signed = await story.must('cases.open', { registrationNo });
    expect(signed).toMatchObject({ state: 'signed', step: 'done', readOnly: true });
    expect(signed.documents.map(({ kind }) => kind).toSorted()).toEqual(['receipt', 'sheet']);
    expect(await story.must('audit.verify', {})).toMatchObject({ sound: true });
  }));

  it('cannot be changed by anybody once signed, and every attempt stands in the log', () => withDesk(async (story) => {
    const registrationNo = SAMPLE.bySituation.ordinary[0]!;
    await story.signIn('reviewer');
    await story.importSample();
    await tapAndConfirm(story, registrationNo);
    await comparePapers(story, registrationNo);
    await passBoth(story, registrationNo);
    await confirmAndSign(story, registrationNo);
    const tries = [
      story.call('corrections.request', { registrationNo, field: 'mobile', value: '13900000000', reason: '换号', evidence: [], commandId: commandId() }),
      story.call('review.checkField', { registrationNo, field: 'name', material: 'ID', result: 'differs', note: null, commandId: commandId() }),
      story.call('review.sendBack', { registrationNo, reason: '重审', secondReviewer: await story.credential('second'), commandId: commandId() }),
      story.call('cases.refuse', { registrationNo, reason: '改判', impostor: false, returned: [], approver: await story.credential('approver'), commandId: commandId() }),
      story.call('cases.release', { registrationNo, reason: '离开', commandId: commandId() }),
    ];
    for (const reply of await Promise.all(tries)) expect(reply).toMatchObject({ ok: false, error: { code: 'case-signed' } });
    const { history } = await story.must('cases.get', { registrationNo });
    expect(history.filter(({ kind }) => kind === 'attempt.refused')).toHaveLength(5);
  }));
});

describe('the candidate’s screen', () => {
  async function atTheSheet(tell: (story: Story, registrationNo: string) => Promise<void>): Promise<void> {
    await withSample(async (story) => {
      const registrationNo = SAMPLE.bySituation.ordinary[0]!;
      await story.signIn('reviewer');
      await tapAndConfirm(story, registrationNo);
      await comparePapers(story, registrationNo);
      await passBoth(story, registrationNo);
      await story.must('signing.present', { registrationNo, commandId: commandId() });
      await tell(story, registrationNo);
    });
  }

  const box = { x: 0, y: 0, width: 600, height: 400 };

  it('seals nothing that differs by one digit from what was drawn up', () => atTheSheet(async (story, registrationNo) => {
    const shown = await shownSignature(story);
    story.clock.pass(25_000);
    for (const section of shown.sections) await story.must('candidate.confirmSection', { commandId: commandId(), revision: shown.revision, section, box });
    const reply = await story.call('candidate.sign', signatureFor({ ...shown, digest: 'f'.repeat(64) }));
    expect(reply).toMatchObject({ ok: false, error: { code: 'digest-differs' } });
    expect((await story.must('cases.get', { registrationNo })).state).toBe('readyToSign');
  }));

  it('seals nothing while a section, or a part of one, is unconfirmed; each part that was confirmed has its own picture', () => atTheSheet(async (story, registrationNo) => {
    const shown = await shownSignature(story);
    for (const section of shown.sections.slice(1)) await story.must('candidate.confirmSection', { commandId: commandId(), revision: shown.revision, section, box });
    story.clock.pass(25_000);
    const confirmPart = (n: number) => story.must('candidate.confirmSection', { commandId: commandId(), revision: shown.revision, section: shown.sections[0]!, part: { n, of: 2 }, box });
    await confirmPart(2);
    expect(await story.call('candidate.sign', signatureFor(shown))).toMatchObject({ ok: false, error: { code: 'section-unconfirmed' } });
    story.machine.pictureOfCandidateScreen = () => Promise.resolve(Buffer.from('picture of the first part'));
    await confirmPart(1);
    expect(await story.call('candidate.sign', signatureFor(shown))).toMatchObject({ ok: true });
    const { content } = (await story.desk.findOpen()!.ports.store.findSignature(registrationNo))!;
    const { sections } = JSON.parse(content) as { sections: { id: string; picture: string }[] };
    expect(sections.slice(-2).map(({ id }) => id)).toEqual([`${shown.sections[0]!} 2/2`, `${shown.sections[0]!} 1/2`]);
    expect(new Set(sections.map(({ picture }) => picture)).size).toBe(2);
  }));

  it('seals nothing that was shown too shortly to be read', () => atTheSheet(async (story) => {
    const shown = await shownSignature(story);
    for (const section of shown.sections.slice(1)) await story.must('candidate.confirmSection', { commandId: commandId(), revision: shown.revision, section, box });
    await story.must('candidate.confirmSection', { commandId: commandId(), revision: shown.revision, section: shown.sections[0]!, box });
    story.clock.pass(9_000);
    expect(await story.call('candidate.sign', signatureFor(shown))).toMatchObject({ ok: false, error: { code: 'shown-too-short' } });
    story.clock.pass(16_000);
    expect(await story.call('candidate.sign', signatureFor(shown))).toMatchObject({ ok: true });
  }));

  it('leads back to the counter when something is wrong: the sheet is void and the next one has another revision', () => atTheSheet(async (story, registrationNo) => {
    const shown = await shownSignature(story);
    await story.must('candidate.doubt', { commandId: commandId(), revision: shown.revision, section: 'education' });
    expect(await story.must('cases.get', { registrationNo })).toMatchObject({ state: 'inReview', step: 'compare', sheet: null });
    expect(await story.call('candidate.sign', signatureFor(shown))).toMatchObject({ ok: false, error: { code: 'not-presenting' } });
    await passBoth(story, registrationNo);
    await story.must('signing.present', { registrationNo, commandId: commandId() });
    expect((await shownSignature(story)).revision).toBe(2);
  }));
});
