import { describe, expect, it } from 'vitest';
import { commandId, comparePapers, SAMPLE, tapAndConfirm } from '../support/counter-story';
import type { Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

const { residencePermit, foreignResidentOld, foreignResidentNew, passport } = SAMPLE.holders;

async function lift(story: Story): Promise<void> {
  const ready = story.nextPush('reader.changed', ({ state }) => state === 'ready');
  story.reader.lift();
  await ready;
}

async function passByCard(story: Story, registrationNo: string): Promise<void> {
  expect(await story.must('cases.get', { registrationNo })).toMatchObject({ awaits: 'card', identityPapers: [expect.anything()] });
  expect(await tapAndConfirm(story, registrationNo)).toMatchObject({ step: 'compare', identity: { method: 'simulated', passed: true } });
  expect((await comparePapers(story, registrationNo)).materials.filter(({ state }) => state === 'open')).toEqual([]);
  await lift(story);
}

async function passByPassport(story: Story): Promise<void> {
  const { lines, number } = SAMPLE.passports[passport]!;
  const [, second = ''] = lines.split('\n');
  for (const text of [lines, second, number.toLowerCase()]) {
    const { items } = await story.must('cases.list', { text, states: [], offset: 0, limit: 2 });
    expect(items.map(({ registrationNo }) => registrationNo)).toEqual([passport]);
  }
  const opened = await story.must('cases.open', { registrationNo: passport });
  expect(opened).toMatchObject({ awaits: 'paper', step: 'identity', pendingCard: null, identityPapers: [{ document: 'passport' }] });
  expect(await story.call('trainingReader.present', { registrationNo: passport })).toEqual({ ok: false, error: { code: 'document-without-chip', params: { document: '护照' } } });
  const shown = await story.must('identity.show', { registrationNo: passport, reason: '报名证件是护照', identifier: null, paper: { document: 'passport', lines } });
  expect(shown.pendingCard?.rows.map(({ field, result }) => [field, result])).toEqual([
    ['documentKind', 'same'], ['validity', 'same'], ['idNumber', 'same'], ['name', 'same'], ['sex', 'same'], ['birthDate', 'same'],
  ]);
  const confirmed = await story.must('identity.confirm', { registrationNo: passport, readId: shown.pendingCard!.readId, samePerson: true, answers: {}, commandId: commandId() });
  expect(confirmed).toMatchObject({ step: 'compare', identity: { method: 'document', document: 'passport', consentBy: null, holdsForSigning: true } });
}

describe('candidates who registered with another document than the resident’s card', () => {
  it('are checked in by their own card, or by the lines of their passport', () => withSample(async (story) => {
    await story.signIn('reviewer');
    for (const holder of [residencePermit, foreignResidentOld, foreignResidentNew]) await passByCard(story, holder);
    await passByPassport(story);
  }));
});
