import { describe, expect, it } from 'vitest';
import { commandId, comparePapers, passBoth, SAMPLE, shownSignature, signatureFor, tapAndConfirm } from '../support/counter-story';
import { withDesk, type Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

const registrationNo = SAMPLE.bySituation.ordinary[0]!;
const box = { x: 0, y: 0, width: 600, height: 400 };

async function presented(tell: (story: Story) => Promise<void>): Promise<void> {
  await withSample(async (story) => {
    await story.signIn('reviewer');
    await tapAndConfirm(story, registrationNo);
    await comparePapers(story, registrationNo);
    await passBoth(story, registrationNo);
    await story.must('signing.present', { registrationNo, commandId: commandId() });
    await tell(story);
  });
}

async function eventKinds(story: Story): Promise<readonly string[]> {
  const events = await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: 1, limit: 1_000 });
  return events.map(({ kind }) => kind);
}

describe('a sheet on the candidate’s screen', () => {
  it('goes when its candidate leaves, and what was confirmed before cannot be signed at the next visit', () => presented(async (story) => {
    const shown = await shownSignature(story);
    for (const section of shown.sections) await story.must('candidate.confirmSection', { commandId: commandId(), revision: shown.revision, section, box });
    await story.must('cases.release', { registrationNo, reason: '先离开', commandId: commandId() });
    expect((await story.must('candidate.get', {})).step).toBe('welcome');
    const ready = story.nextPush('reader.changed', ({ state }) => state === 'ready');
    story.reader.lift();
    await ready;
    await tapAndConfirm(story, registrationNo);
    expect(await story.call('candidate.sign', signatureFor(shown))).toMatchObject({ ok: false, error: { code: 'not-presenting' } });
    await story.must('signing.present', { registrationNo, commandId: commandId() });
    expect((await shownSignature(story)).revision).toBe(2);
  }));

  it('goes when the person at the desk signs out or is followed by another', () => presented(async (story) => {
    await story.must('session.signOut', {});
    expect((await story.must('candidate.get', {})).step).toBe('welcome');
    await story.signIn('reviewer');
    await story.must('signing.present', { registrationNo, commandId: commandId() });
    await story.signIn('second');
    expect((await story.must('candidate.get', {})).step).toBe('welcome');
    expect((await eventKinds(story)).filter((kind) => kind === 'staff.signedOut')).toHaveLength(2);
  }));

  it('is sealed once, however often the button was held', () => presented(async (story) => {
    const shown = await shownSignature(story);
    for (const section of shown.sections) await story.must('candidate.confirmSection', { commandId: commandId(), revision: shown.revision, section, box });
    story.clock.pass(25_000);
    const replies = await Promise.all([story.call('candidate.sign', signatureFor(shown)), story.call('candidate.sign', signatureFor(shown))]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await story.must('signing.progress', {}))?.phase).toBe('sealed');
    expect((await eventKinds(story)).filter((kind) => kind === 'case.signed')).toHaveLength(1);
  }));
});

describe('a card that was read', () => {
  it('says nothing of who stands at the counter the next day', () => withSample(async (story) => {
    await story.signIn('reviewer');
    const read = story.nextPush('reader.cardRead');
    story.reader.present(SAMPLE.cards[registrationNo]!);
    const { readId } = await read;
    story.clock.pass(24 * 60 * 60_000);
    const reply = await story.call('identity.confirm', { registrationNo, readId, samePerson: true, answers: {}, commandId: commandId() });
    expect(reply).toMatchObject({ ok: false, error: { code: 'card-expired-from-memory' } });
  }));
});

describe('a command', () => {
  it('is not taken for another one that carried the same id', () => presented(async (story) => {
    const id = commandId();
    await story.must('review.sendBack', { registrationNo, reason: '再看一遍', secondReviewer: await story.credential('second'), commandId: id });
    const reply = await story.call('cases.refuse', { registrationNo, reason: '冒名', impostor: true, returned: [], approver: await story.credential('approver'), commandId: id });
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  }));

  it('leaves no ID number in the log, whoever typed it into a reason', () => presented(async (story) => {
    await story.must('cases.release', { registrationNo, reason: '换证 990000200001010012', commandId: commandId() });
    const events = await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: 1, limit: 1_000 });
    expect(JSON.stringify(events)).not.toMatch(/990000200001010012/);
  }));
});

describe('a PIN', () => {
  it('cannot be guessed faster by trying side by side', () => withDesk(async (story) => {
    const { staffId } = await story.credential('reviewer');
    const tries = await Promise.all(Array.from({ length: 8 }, (_, i) => story.call('session.signIn', { staffId, pin: `00000${i}` })));
    const codes = tries.map((reply) => (reply.ok ? 'in' : reply.error.code));
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'wrong-pin'), ...Array.from({ length: 3 }, () => 'pin-locked')]);
  }));

  it('that was wrong at the hand-back stands in the log', () => presented(async (story) => {
    const { staffId } = await story.credential('second');
    await story.call('candidate.handBack', { staffId, pin: '000000' });
    expect(await eventKinds(story)).toContain('staff.signInFailed');
  }));
});
