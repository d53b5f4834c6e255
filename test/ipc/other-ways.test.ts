import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src-main/domain/audit-event';
import type { Input } from '../../src-preload/contract/desk-api';
import { commandId, SAMPLE, tapAndConfirm } from '../support/counter-story';
import type { Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

const [registrationNo, other] = SAMPLE.bySituation.ordinary as [string, string];
const card = SAMPLE.cards[registrationNo]!;

function paper(change: Partial<Extract<Input<'identity.show'>['paper'], { number: string }>> = {}): Input<'identity.show'> {
  return {
    registrationNo, reason: `芯片损坏，证件 ${card.idNumber}`, identifier: { kind: 'registrationNo', value: registrationNo },
    paper: { document: 'residentId', name: card.name, number: card.idNumber, validFrom: null, validUntil: '长期', ...change },
  };
}

function atTheCounter(tell: (story: Story) => Promise<void>): Promise<void> {
  return withSample(async (story) => {
    await story.signIn('reviewer');
    await story.must('cases.open', { registrationNo });
    await tell(story);
  });
}

async function eventsOf(story: Story, kind: AuditEvent['kind']): Promise<readonly AuditEvent[]> {
  const events = await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: 1, limit: 1_000, registrationNo });
  return events.filter((event) => event.kind === kind);
}

async function confirm(story: Story, readId: string, approver: Awaited<ReturnType<Story['credential']>> | null, change: Partial<Input<'identity.confirm'>> = {}) {
  return story.call('identity.confirm', { registrationNo, readId, samePerson: true, answers: {}, approver, commandId: commandId(), ...change });
}

describe('a card whose chip cannot be read', () => {
  it('is typed, with something the card does not say, and passes by another person’s PIN; the log tells how and no number', () => atTheCounter(async (story) => {
    const found = await story.must('cases.list', { text: card.idNumber, states: [], offset: 0, limit: 2 });
    expect([found.items.map((item) => item.registrationNo), (await story.must('cases.get', { registrationNo })).identity]).toEqual([[registrationNo], null]);

    expect(await story.call('identity.show', paper({ number: card.idNumber.slice(1) }))).toMatchObject({ ok: false, error: { code: 'typed-number-wrong' } });
    expect(await story.call('identity.show', { ...paper(), identifier: { kind: 'registrationNo', value: other } })).toMatchObject({ ok: false, error: { code: 'second-identifier-differs' } });
    expect((await eventsOf(story, 'attempt.refused')).map(({ payload }) => payload)).toEqual([{ action: 'identity.show', code: 'second-identifier-differs' }]);

    const shown = await story.must('identity.show', paper());
    expect(shown).toMatchObject({ step: 'identity', pendingCard: { clean: true, passable: true, paper: { document: 'residentId', consent: ['chipNotRead'], typed: { number: card.idNumber } } } });
    const { readId } = shown.pendingCard!;
    expect(await confirm(story, readId, null)).toMatchObject({ ok: false, error: { code: 'consent-missing' } });
    expect(await confirm(story, readId, await story.credential('second'))).toMatchObject({ ok: false, error: { code: 'role-missing' } });
    const sent = commandId();
    const approver = await story.credential('approver');
    expect(await confirm(story, readId, approver, { commandId: sent })).toMatchObject({ ok: true, value: { step: 'compare', pendingCard: null, identity: { method: 'document', passed: true, holdsForSigning: true } } });
    expect(await confirm(story, readId, approver, { commandId: sent })).toMatchObject({ ok: true });

    const [told, ...again] = await eventsOf(story, 'identity.checked');
    expect([told?.payload, again]).toEqual([
      { method: 'document', document: 'residentId', secondIdentifier: 'registrationNo', passed: true, validity: 'valid', consentBy: approver.staffId, reason: expect.stringMatching(/^芯片损坏，证件 \d{6}\*{8}/) }, [],
    ]);
    expect(await eventsOf(story, 'idNumber.shown')).toHaveLength(1);
    story.clock.pass(24 * 60 * 60_000);
    expect(await story.must('cases.get', { registrationNo })).toMatchObject({ step: 'identity', identity: { holdsForSigning: false } });
  }));
});

describe('a temporary ID', () => {
  it('that has run out passes nobody; a card that is tapped then counts instead, and a paper after it counts again', () => atTheCounter(async (story) => {
    const expired = await story.must('identity.show', { ...paper({ document: 'temporaryId', validUntil: '2020-01-01' }), identifier: null });
    expect(expired.pendingCard).toMatchObject({ passable: false, rows: expect.arrayContaining([expect.objectContaining({ field: 'validity', result: 'differs', why: 'expired' })]) });
    expect(await confirm(story, expired.pendingCard!.readId, await story.credential('approver'))).toMatchObject({ ok: true, value: { step: 'identity', identity: { method: 'temporaryId', passed: false, consentBy: null } } });
    expect(await tapAndConfirm(story, registrationNo)).toMatchObject({ step: 'compare', identity: { method: 'simulated', passed: true } });
  }));

  it('is not taken down for a case that is not at the counter any more, nor for an unknown one', () => atTheCounter(async (story) => {
    await story.must('cases.refuse', { registrationNo, reason: '冒名', impostor: true, returned: [], approver: await story.credential('approver'), commandId: commandId() });
    expect(await story.call('identity.show', paper())).toMatchObject({ ok: false, error: { code: 'wrong-state' } });
    expect(await story.call('identity.show', { ...paper(), registrationNo: '99999999999999' })).toMatchObject({ ok: false, error: { code: 'unknown-registration' } });
    expect(await story.call('identity.show', { ...paper(), paper: { document: 'passport', lines: 'P<UTO' } })).toMatchObject({ ok: false, error: { code: 'passport-lines-wrong' } });
  }));
});

describe('an approver’s word', () => {
  it('is another person’s, whoever has the role', () => atTheCounter(async (story) => {
    await story.signIn('approver');
    const approver = await story.credential('approver');
    expect(await story.call('identity.consent', { registrationNo, reason: '证件被盗', approver, commandId: commandId() })).toMatchObject({ ok: false, error: { code: 'same-person' } });
    expect((await story.must('cases.get', { registrationNo })).identity).toBeNull();
  }));
});

describe('one reading', () => {
  it('is one check, whoever confirms it at the same moment under another command: of a card, and of a paper', () => atTheCounter(async (story) => {
    const read = story.nextPush('reader.cardRead');
    story.reader.present(card);
    const { readId } = await read;
    const once = [{ ok: true }, { ok: false, error: { code: 'card-expired-from-memory' } }];
    expect(await Promise.all([confirm(story, readId, null, { samePerson: false }), confirm(story, readId, null, { samePerson: false })])).toMatchObject(once);
    const shown = await story.must('identity.show', paper());
    const approver = await story.credential('approver');
    const sent = commandId();
    const [, second, again] = await Promise.all([sent, commandId(), sent].map((id) => confirm(story, shown.pendingCard!.readId, approver, { commandId: id })));
    expect([second, again]).toMatchObject([{ ok: false }, { ok: true }]);
    expect((await eventsOf(story, 'identity.checked')).map(({ payload }) => payload.method)).toEqual(['simulated', 'document']);
  }));
});
