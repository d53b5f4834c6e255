import { describe, expect, it } from 'vitest';
import { INPUTS } from '../../src-preload/contract/schemas';
import { ok } from '../../src-main/domain/result';
import { refusal } from '../../src-main/domain/refusal';
import { ANSWERS_KEPT_DAYS } from '../../src-main/workflows/command-answer';
import { sweepAnswers } from '../../src-main/workflows/sweep-answers';
import { commandId, comparePapers, confirmAndSign, passBoth, SAMPLE, shownSignature, signatureFor, tapAndConfirm } from '../support/counter-story';
import { withDesk, type Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

const registrationNo = SAMPLE.bySituation.ordinary[0]!;
const box = { x: 0, y: 0, width: 600, height: 400 };

function atCounter(tell: (story: Story) => Promise<void>): Promise<void> {
  return withSample(async (story) => {
    await story.signIn('reviewer');
    await tapAndConfirm(story, registrationNo);
    await tell(story);
  });
}

async function events(story: Story): Promise<readonly string[]> {
  return (await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: 1, limit: 1_000 })).map(({ kind }) => kind);
}

/** Sends the very same input twice, as after a lost answer, and says what the second sending added to the log. */
async function twice<C extends Parameters<Story['must']>[0]>(story: Story, channel: C, input: Parameters<Story['must']>[1]): Promise<readonly string[]> {
  await story.must(channel, input as never);
  const before = (await events(story)).length;
  await story.must(channel, input as never);
  return (await events(story)).slice(before);
}

/** Calls that write nothing that another sending could double, or whose doubling is what a person sees and means. */
const NEEDS_NO_ID = new Set([
  'session.get', 'session.signIn', 'session.signOut', 'session.reopenStore', 'session.setLanguage', 'setup.create', 'setup.chooseAuthority', 'setup.lookAtServer', 'setup.join', 'staff.list', 'packages.import', 'packages.export', 'packages.cancel',
  'packages.list', 'cases.list', 'cases.open', 'cases.leave', 'cases.get', 'cases.showIdNumber', 'corrections.inbox', 'signing.takeBack', 'signing.progress', 'documents.save', 'reader.get', 'identity.show',
  'keys.unlock', 'keys.unlockByCode', 'keys.showCode', 'keys.confirmCode', 'keys.reissueCode', 'keys.changePassphrase', 'backup.get', 'backup.choosePlace', 'backup.schedule',
  'backup.run', 'backup.bringBack', 'backup.acceptGap', 'recovery.find', 'recovery.restore', 'recovery.salvage',
  'readiness.get', 'packages.jobs', 'reader.facts', 'reader.selfTest', 'reader.settings', 'reader.attached', 'reader.choose', 'reader.chooseProgram', 'desks.get', 'desks.request', 'desks.chooseFile', 'desks.approveFile', 'desks.acceptFile', 'desks.approveJoined', 'packages.countersign', 'policy.get', 'policy.adopt', 'audit.verify', 'trainingReader.present', 'trainingReader.lift', 'trainingReader.command', 'candidate.get', 'candidate.inkProgress', 'candidate.handBack',
]);

describe('every call that changes a case or the site', () => {
  it('carries an id of its own', () => {
    const without = Object.entries(INPUTS).filter(([, schema]) => !('shape' in schema) || !('commandId' in (schema.shape as object))).map(([channel]) => channel);
    expect(without.filter((channel) => !NEEDS_NO_ID.has(channel))).toEqual([]);
  });
});

describe('a command whose answer was lost and that is sent again', () => {
  it('is applied once, step by step of a whole case, and answered as it was', () => atCounter(async (story) => {
    const opened = await story.must('cases.get', { registrationNo });
    const paper = opened.materials.find(({ state }) => state === 'open')!.code;
    expect(await twice(story, 'review.confirmMaterial', { registrationNo, material: paper, commandId: commandId() })).toEqual([]);
    expect(await twice(story, 'review.decideMaterial', { registrationNo, material: paper, decision: 'contested', finding: null, reason: '看不清', commandId: commandId() })).toEqual([]);
    const field = opened.materials.find(({ code }) => code === paper)!.fields[0]!.field;
    expect(await twice(story, 'review.checkField', { registrationNo, field, material: paper, result: 'same', note: null, commandId: commandId() })).toEqual([]);
    expect(await twice(story, 'review.decideMaterial', { registrationNo, material: paper, decision: 'accepted', finding: null, reason: null, commandId: commandId() })).toEqual([]);
    await comparePapers(story, registrationNo);
    expect(await twice(story, 'review.pass', { registrationNo, secondReviewer: null, commandId: commandId() })).toEqual([]);
    expect(await twice(story, 'review.sendBack', { registrationNo, reason: '再看一次', secondReviewer: await story.credential('second'), commandId: commandId() })).toEqual([]);
    await passBoth(story, registrationNo);
    expect(await twice(story, 'signing.present', { registrationNo, commandId: commandId() })).toEqual([]);
    const shown = await shownSignature(story);
    for (const section of shown.sections) expect(await twice(story, 'candidate.confirmSection', { revision: shown.revision, section, box, commandId: commandId() })).toEqual([]);
    story.clock.pass(25_000);
    await story.must('candidate.sign', signatureFor(shown));
    expect((await events(story)).filter((kind) => kind === 'case.signed')).toHaveLength(1);
  }), 60_000);

  it('identifies nobody twice, though the card was used up by the first', () => withSample(async (story) => {
    await story.signIn('reviewer');
    const read = story.nextPush('reader.cardRead');
    story.reader.present(SAMPLE.cards[registrationNo]!);
    const { readId } = await read;
    await story.must('cases.open', { registrationNo });
    expect(await twice(story, 'identity.confirm', { registrationNo, readId, samePerson: true, answers: {}, commandId: commandId() })).toEqual([]);
  }));

  it('sets aside, takes up again, refuses and lets go once', () => atCounter(async (story) => {
    expect(await twice(story, 'cases.oweSupplement', { registrationNo, reason: '未盖章', missing: ['TRIAL'], lastDay: '2026-03-03', commandId: commandId() })).toEqual([]);
    expect(await twice(story, 'cases.reopen', { registrationNo, approver: null, commandId: commandId() })).toEqual([]);
    const approver = await story.credential('approver');
    expect(await twice(story, 'cases.refuse', { registrationNo, reason: '不符', impostor: false, returned: [], approver, commandId: commandId() })).toEqual([]);
    expect(await twice(story, 'cases.reopen', { registrationNo, approver, commandId: commandId() })).toEqual([]);
    expect(await twice(story, 'cases.release', { registrationNo, reason: '先离开', commandId: commandId() })).toEqual([]);
  }));

  it('adds a person once', () => withDesk(async (story) => {
    await story.signIn('reviewer');
    expect(await twice(story, 'staff.add', { name: '测试新人', pin: '527391', roles: ['reviewer'], commandId: commandId() })).toEqual([]);
    expect((await story.must('staff.list', {})).filter(({ name }) => name === '测试新人')).toHaveLength(1);
  }));

  it('prints one copy, and tells the same number of it; who only approves prints and saves nothing, and the attempts stand in the log', () => atCounter(async (story) => {
    await comparePapers(story, registrationNo);
    await passBoth(story, registrationNo);
    await confirmAndSign(story, registrationNo);
    await story.desk.findOpen()!.afterwards.settle();
    const { documents } = await story.must('cases.open', { registrationNo });
    const input = { documentId: documents[0]!.id, commandId: commandId() };
    const copies = await Promise.all([story.must('documents.print', input), story.must('documents.print', input)]);
    expect([...copies, await story.must('documents.print', input)]).toEqual([{ copyNo: 1 }, { copyNo: 1 }, { copyNo: 1 }]);
    expect(story.machine.printed).toHaveLength(1);
    expect(await story.must('documents.print', { ...input, commandId: commandId() })).toEqual({ copyNo: 2 });

    await story.signIn('approver');
    story.machine.saveTarget = '/nowhere/sheet.pdf';
    const missing = refusal('role-missing', { role: 'reviewer' });
    expect(await story.call('documents.print', { ...input, commandId: commandId() })).toEqual(missing);
    expect(await story.call('documents.save', { documentId: input.documentId })).toEqual(missing);
    const log = await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: 1, limit: 1_000, registrationNo });
    expect(log.filter(({ kind }) => kind === 'attempt.refused').map(({ payload }) => payload)).toEqual([{ action: 'documents.print', code: 'role-missing' }, { action: 'documents.save', code: 'role-missing' }]);
    expect(story.machine.printed).toHaveLength(2);
  }), 60_000);
});

describe('a command id that comes again with something else', () => {
  it.each([
    ['another reason', (input: { registrationNo: string; reason: string }) => ({ ...input, reason: '别的理由' })],
    ['another case', (input: { registrationNo: string; reason: string }) => ({ ...input, registrationNo: SAMPLE.bySituation.ordinary[1]! })],
  ])('is refused: %s', (_what, change) => atCounter(async (story) => {
    const id = commandId();
    const input = { registrationNo, reason: '先离开' };
    await story.must('cases.release', { ...input, commandId: id });
    expect(await story.call('cases.release', { ...change(input), commandId: id })).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  }));

  it('is refused when another person sends it', () => atCounter(async (story) => {
    const input = { registrationNo, reason: '先离开', commandId: commandId() };
    await story.must('cases.release', input);
    await story.signIn('second');
    expect(await story.call('cases.release', input)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  }));
});

describe('what commands answered', () => {
  it('is kept for days and then swept', () => withDesk(async (story) => {
    const { ports, afterwards } = story.desk.findOpen()!;
    await afterwards.settle();
    await ports.store.inTransaction(async (tx) => {
      await tx.saveCommandAnswer('old-command', '2026-02-01T09:00:00+08:00', null);
      await tx.saveCommandAnswer('new-command', '2026-03-02T09:00:00+08:00', null);
      return ok(null);
    });
    expect(ANSWERS_KEPT_DAYS).toBeGreaterThanOrEqual(7);
    expect(await sweepAnswers(ports)).toEqual({ ok: true, value: 1 });
    const left = await ports.store.inTransaction(async (tx) => ok([await tx.findCommandAnswer('old-command'), (await tx.sweepCommandAnswers('9999')) ]));
    expect(left).toEqual({ ok: true, value: [null, 1] });
  }));
});
