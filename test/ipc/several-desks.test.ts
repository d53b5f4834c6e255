import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src-main/domain/vocabulary';
import { LEASE_MS } from '../../src-main/domain/claim';
import { confirmSection, doubtSection } from '../../src-main/workflows/candidate-word';
import { openCase, takeOverCase } from '../../src-main/workflows/claim-case';
import { openConnection } from '../../src-main/storage/connection';
import { commandId, comparePapers, confirmAndSign, passBoth, SAMPLE, shownSignature, signatureFor, tapAndConfirm } from '../support/counter-story';
import type { Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

const registrationNo = SAMPLE.bySituation.ordinary[0]!;

/** What another desk does on the same store, as its own process would. */
async function elsewhere(story: Story): Promise<{ actor: Actor; approver: { staffId: string; roles: readonly ['approver'] } }> {
  const [second, approver] = [await story.credential('second'), await story.credential('approver')];
  return { actor: { staffId: second.staffId, roles: ['reviewer'], deskId: 'desk-2' }, approver: { staffId: approver.staffId, roles: ['approver'] } };
}

async function takenOver(story: Story): Promise<void> {
  const { actor, approver } = await elsewhere(story);
  expect(await takeOverCase(story.desk.findOpen()!.ports, { registrationNo, commandId: commandId() }, actor, approver)).toEqual({ ok: true, value: null });
}

function atCounter(tell: (story: Story) => Promise<void>): Promise<void> {
  return withSample(async (story) => {
    await story.signIn('reviewer');
    await tapAndConfirm(story, registrationNo);
    await tell(story);
  });
}

describe('a case that two desks want', () => {
  it('is read only at the second, which sees who has it, where and since when', () => atCounter(async (story) => {
    const { ports } = story.desk.findOpen()!;
    const { actor } = await elsewhere(story);
    expect(await openCase(ports, actor, registrationNo)).toEqual({ ok: true, value: null });
    const claim = (await ports.store.findCase(registrationNo))?.claim;
    expect(claim).toMatchObject({ deskId: 'desk-1', staffId: (await story.credential('reviewer')).staffId });
  }));

  it('is free again when the holder’s lease ended, and then the first desk is told who came first', () => atCounter(async (story) => {
    const { ports } = story.desk.findOpen()!;
    const { actor } = await elsewhere(story);
    story.clock.pass(LEASE_MS);
    await openCase(ports, actor, registrationNo);
    const refused = await story.call('review.pass', { registrationNo, secondReviewer: null, commandId: commandId() });
    expect(refused).toMatchObject({ ok: false, error: { code: 'changed-elsewhere', params: { desk: 'desk-2', name: '测试复审员', at: '2026-03-02T10:02:00+08:00' } } });
  }));

  it('that an approver took over leaves the first counter: card, number and sheet go, and its people are told by whom and when', () => atCounter(async (story) => {
    await comparePapers(story, registrationNo);
    await passBoth(story, registrationNo);
    await story.must('signing.present', { registrationNo, commandId: commandId() });
    const shown = await shownSignature(story);
    const told = story.nextPush('cases.takenOver');
    await takenOver(story);
    expect(await told).toEqual({ registrationNo, deskId: 'desk-2', staffName: '测试复审员', at: '2026-03-02T10:00:00+08:00' });
    expect((await story.must('candidate.get', {})).step).toBe('welcome');
    expect(await story.call('candidate.sign', signatureFor(shown))).toMatchObject({ ok: false, error: { code: 'not-presenting' } });
    const view = await story.must('cases.get', { registrationNo });
    expect(view).toMatchObject({ readOnly: true, claim: { deskId: 'desk-2', staffName: '测试复审员', mine: false } });
    expect(await story.call('signing.present', { registrationNo, commandId: commandId() })).toMatchObject({ ok: false, error: { code: 'changed-elsewhere', params: { desk: 'desk-2', name: '测试复审员' } } });
  }), 30_000);

  it('cannot be doubted or confirmed on the screen of the desk that lost it', () => atCounter(async (story) => {
    await comparePapers(story, registrationNo);
    await passBoth(story, registrationNo);
    await story.must('signing.present', { registrationNo, commandId: commandId() });
    const { revision, sections: [section = ''] } = await shownSignature(story);
    const { ports } = story.desk.findOpen()!;
    const here = story.desk.findActor()!;
    await takenOver(story);
    const before = await ports.store.findCase(registrationNo);
    const late = { registrationNo, revision, section };
    expect(await doubtSection(ports, { ...late, commandId: commandId() }, here)).toMatchObject({ ok: false, error: { code: 'changed-elsewhere' } });
    expect(await confirmSection(ports, { ...late, commandId: commandId(), picture: Buffer.from('picture') }, here)).toMatchObject({ ok: false, error: { code: 'changed-elsewhere' } });
    expect(await ports.store.findCase(registrationNo)).toEqual(before);
  }), 30_000);
});

describe('a site that an approver closes', () => {
  it('takes nothing more at any counter, prints and exports; nobody else closes it, and nobody twice', () => atCounter(async (story) => {
    const close = async (siteCode: string, who: 'approver' | 'second') => story.call('site.close', { siteCode, approver: await story.credential(who), commandId: commandId() });
    const site = (await story.desk.findOpen()!.ports.store.getFacts()).site?.code ?? '';
    expect(await close(site, 'second')).toMatchObject({ ok: false, error: { code: 'role-missing' } });
    expect(await close('0000', 'approver')).toMatchObject({ ok: false, error: { code: 'code-not-confirmed' } });
    expect(await close(site, 'approver')).toMatchObject({ ok: true, value: { closed: { at: '2026-03-02T10:00:00+08:00' } } });
    expect(await close(site, 'approver')).toMatchObject({ ok: false, error: { code: 'site-closed' } });
    expect(await story.call('review.pass', { registrationNo, secondReviewer: null, commandId: commandId() })).toMatchObject({ ok: false, error: { code: 'site-closed' } });
    expect(await story.call('packages.import', { source: 'folder' })).toMatchObject({ ok: false, error: { code: 'site-closed' } });
    expect((await story.must('cases.get', { registrationNo })).actions.filter(({ allowed }) => allowed)).toEqual([]);
  }));
});

describe('a desk that was given points', () => {
  it('opens their cases for work and the others for reading', () => withSample(async (story) => {
    await story.signIn('reviewer');
    const open = story.desk.findOpen()!;
    const point = (await story.must('cases.get', { registrationNo })).point;
    const claimOf = async (): Promise<unknown> => (await story.must('cases.open', { registrationNo })).claim;
    const assign = async (points: readonly string[]): Promise<void> => {
      const connection = openConnection(story.dir, { key: open.key });
      const value = JSON.stringify({ ...await open.ports.store.getFacts(), points });
      await connection.db.updateTable('store_setting').set({ value }).where('key', '=', 'facts').execute();
      await connection.close();
    };
    await assign(['elsewhere']);
    expect(await claimOf()).toBeNull();
    expect(await story.must('cases.get', { registrationNo })).toMatchObject({ readOnly: true });
    expect((await story.must('cases.get', { registrationNo })).actions.find(({ action }) => action === 'confirmIdentity')).toMatchObject({ allowed: false, why: 'other-point', params: { point } });
    await assign([point, 'elsewhere']);
    expect(await claimOf()).toMatchObject({ mine: true });
  }));
});

describe('a case that was signed at one desk', () => {
  it('is told to the one that comes second with its pen as changed elsewhere, with who and when', () => atCounter(async (story) => {
    await comparePapers(story, registrationNo);
    await passBoth(story, registrationNo);
    await confirmAndSign(story, registrationNo);
    const { nameWinner } = await import('../../src-main/workflows/name-winner');
    const { actor } = await elsewhere(story);
    const told = await nameWinner(story.desk.findOpen()!.ports.store, { name: 'candidate.sign', registrationNo, actor }, { code: 'case-signed' });
    expect(told).toMatchObject({ code: 'changed-elsewhere', params: { desk: 'desk-1', name: '测试初审员' } });
  }), 30_000);
});
