import { describe, expect, it } from 'vitest';
import { CounterMemory } from '../../src-main/app/counter-memory';
import { LEASE_MS } from '../../src-main/domain/claim';
import { takeOverCase } from '../../src-main/workflows/claim-case';
import { commandId, comparePapers, confirmAndSign, passBoth, SAMPLE, shownSignature, signatureFor, tapAndConfirm } from '../support/counter-story';
import { withDesk, type Story } from '../support/with-desk';

const [registrationNo = '', other = ''] = SAMPLE.bySituation.ordinary;
const box = { x: 0, y: 0, width: 600, height: 400 };
const HOURS_MS = 3 * 60 * 60_000;

/** A candidate whose sheet could be shown, at the counter with the card just confirmed. */
function readyToSign(tell: (story: Story) => Promise<void>): Promise<void> {
  return withDesk(async (story) => {
    await story.signIn('reviewer');
    await story.importSample();
    await tapAndConfirm(story, registrationNo);
    await comparePapers(story, registrationNo);
    await passBoth(story, registrationNo);
    await tell(story);
  });
}

const present = (story: Story): ReturnType<typeof story.call<'signing.present'>> => story.call('signing.present', { registrationNo, commandId: commandId() });
const stepOf = async (story: Story): Promise<string> => (await story.must('cases.open', { registrationNo })).step;

async function layCardAgain(story: Story): Promise<{ readId: string }> {
  const ready = story.nextPush('reader.changed', ({ state }) => state === 'ready');
  story.reader.lift();
  await ready;
  const read = story.nextPush('reader.cardRead');
  story.reader.present(SAMPLE.cards[registrationNo]!);
  return read;
}

async function whatStands(story: Story): Promise<{ standing: boolean; claim: boolean }> {
  const record = await story.desk.findOpen()!.ports.store.findCase(registrationNo);
  return { standing: record?.sheet !== null && record?.sheet?.voidedAt === null, claim: record?.claim !== null };
}

describe('a candidate for whom another was called', () => {
  it('takes sheet and claim along, and shows the card again before the papers are signed', () => readyToSign(async (story) => {
    await story.must('signing.present', { registrationNo, commandId: commandId() });
    const shown = await shownSignature(story);
    await story.must('cases.open', { registrationNo: other });
    expect((await story.must('candidate.get', {})).step).not.toBe('confirm');
    const [section = ''] = shown.sections;
    expect(await story.call('candidate.confirmSection', { commandId: commandId(), revision: shown.revision, section, box })).toMatchObject({ ok: false, error: { code: 'not-presenting' } });
    expect(await story.call('candidate.sign', signatureFor(shown))).toMatchObject({ ok: false, error: { code: 'not-presenting' } });
    expect(await whatStands(story)).toEqual({ standing: false, claim: false });
    expect(await present(story)).toMatchObject({ ok: false, error: { code: 'claim-missing' } });

    story.clock.pass(HOURS_MS);
    expect((await story.must('cases.get', { registrationNo })).step).toBe('identity');
    const { readId } = await layCardAgain(story);
    await story.must('identity.confirm', { registrationNo, readId, samePerson: true, answers: {}, commandId: commandId() });
    expect(await present(story)).toMatchObject({ ok: false, error: { code: 'not-at-counter' } });
    expect(await stepOf(story)).toBe('sign');
    await confirmAndSign(story, registrationNo);
    expect(await stepOf(story)).toBe('done');
  }), 60_000);
});

describe('a case that nobody looked after', () => {
  it('is as it was after a glance at the list, and asks for the card once its claim lapsed', () => readyToSign(async (story) => {
    const { counter } = story.desk.findOpen()!;
    expect(counter.findCard(registrationNo)).not.toBeNull();
    await story.must('cases.leave', { registrationNo });
    expect([counter.findCard(registrationNo), counter.findPicture(registrationNo), counter.findCurrent()]).toEqual([null, null, null]);
    story.clock.pass(LEASE_MS / 2);
    expect(await stepOf(story)).toBe('sign');

    await story.must('signing.present', { registrationNo, commandId: commandId() });
    const shown = await shownSignature(story);
    await story.must('cases.leave', { registrationNo });
    expect((await shownSignature(story)).digest).toBe(shown.digest);
    await story.must('signing.takeBack', { registrationNo });

    story.clock.pass(LEASE_MS);
    expect(await stepOf(story)).toBe('identity');
    expect(await present(story)).toMatchObject({ ok: false, error: { code: 'identity-not-today' } });
    expect(await whatStands(story)).toEqual({ standing: false, claim: true });
  }), 60_000);

  it('asks for the card at the desk that took it over', () => readyToSign(async (story) => {
    const [second, approver] = [await story.credential('second'), await story.credential('approver')];
    const there = { staffId: second.staffId, roles: ['reviewer' as const], deskId: 'desk-2' };
    const { ports } = story.desk.findOpen()!;
    const before = await ports.store.findCase(registrationNo);
    await takeOverCase(ports, { registrationNo, commandId: commandId() }, there, { staffId: approver.staffId, roles: ['approver'] });
    expect((await ports.store.findCase(registrationNo))?.visit).toBe((before?.visit ?? 0) + 1);
  }), 60_000);

  it('asks for the card when the desk was started again meanwhile and another was called first', () => readyToSign(async (story) => {
    await story.must('signing.present', { registrationNo, commandId: commandId() });
    story.desk.findOpen()!.counter = new CounterMemory(story.clock);
    story.desk.findOpen()!.signing.takeDown(registrationNo);
    expect(await stepOf(story), 'who still stands there goes on').toBe('sign');
    story.desk.findOpen()!.counter = new CounterMemory(story.clock);
    await story.must('cases.open', { registrationNo: other });
    expect(await whatStands(story)).toEqual({ standing: false, claim: false });
    expect(await present(story)).toMatchObject({ ok: false, error: { code: 'claim-missing' } });
    expect(await stepOf(story)).toBe('identity');
  }), 60_000);

  it('is another’s after the next person here opened another case, though nobody called anyone', () => readyToSign(async (story) => {
    await story.must('cases.leave', { registrationNo });
    await story.signIn('approver');
    await story.must('cases.open', { registrationNo: other });
    await story.signIn('reviewer');
    expect(await stepOf(story)).toBe('identity');
  }), 60_000);
});
