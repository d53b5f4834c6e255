import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verifyResultPackage } from '../../src-main/packages/result-verify';
import { refusal } from '../../src-main/domain/refusal';
import { candidate, packageFiles, writeFolderPackage } from '../support/registration-package';
import { StoryKeyStore } from '../support/story-key-store';
import { PEOPLE, withDeskAt, type Story } from '../support/with-desk';

/** A desk of this name on a store of its own, with a small package and an approver at work. */
async function withDeskCalled(dir: string, deskId: string, tell: (story: Story) => Promise<void>): Promise<void> {
  await withDeskAt({ dir: join(dir, deskId), marksDir: join(dir, `${deskId}-marks`), keyStore: new StoryKeyStore(), databaseUrl: null }, async (story) => {
    await story.must('setup.create', { kind: 'training', deskId, passphrase: null, staff: Object.values(PEOPLE).map((person) => ({ ...person, roles: [...person.roles] })) });
    await story.signIn('approver');
    const finished = story.nextPush('packages.finished');
    story.machine.packageFolder = join(dir, 'package');
    await story.must('packages.import', { source: 'folder' });
    expect(await finished).toMatchObject({ outcome: 'done' });
    await tell(story);
  });
}

async function withTwoDesks(tell: (site: Story, desk: Story, dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'countersign-story-'));
  try {
    await writeFolderPackage(join(dir, 'package'), packageFiles({ rows: [candidate(1), candidate(2)] }));
    await withDeskCalled(dir, 'desk-1', (site) => withDeskCalled(dir, 'desk-2', (desk) => tell(site, desk, dir)));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function job(story: Story, channel: 'packages.export' | 'packages.countersign'): Promise<{ outcome: string; awaitsSite: boolean | undefined }> {
  const finished = story.nextPush('packages.finished');
  await story.must(channel, {});
  const { outcome, exported } = await finished;
  return { outcome, awaitsSite: exported?.awaitsSite };
}

it('two desks with stores of their own become one site on their screens, and the second one’s package proves itself by the site’s key', () => withTwoDesks(async (site, desk, dir) => {
  const [file, zip] = [join(dir, 'desk-2.json'), join(dir, 'desk-2.zip')];
  const [siteApprover, deskApprover] = [await site.credential('approver'), await desk.credential('approver')];
  desk.machine.saveTarget = site.machine.saveTarget = file;
  expect(await desk.must('desks.request', deskApprover)).toEqual({ fileName: 'desk-2.json' });
  expect(await desk.call('desks.chooseFile', { purpose: 'accept' })).toEqual(refusal('desk-not-approved', { deskId: 'desk-2' }));

  const own = await desk.must('desks.get', {});
  const brought = await site.must('desks.chooseFile', { purpose: 'approve' });
  expect(brought).toMatchObject({ deskId: 'desk-2', fingerprint: own.fingerprint, siteKeyFingerprint: null });
  const fileId = brought?.fileId ?? '';
  expect(await site.call('desks.approveFile', { fileId, approver: await site.credential('reviewer') })).toEqual(refusal('role-missing', { role: 'approver' }));
  expect(await site.call('desks.acceptFile', { fileId, approver: siteApprover }), 'chosen to be approved').toMatchObject({ ok: false, error: { code: 'desk-file-missing' } });
  const { siteKeyFingerprint, desks } = await site.must('desks.approveFile', { fileId, approver: siteApprover });
  expect(desks).toMatchObject([{ deskId: 'desk-1', approved: true }, { deskId: 'desk-2', fingerprint: own.fingerprint, approved: true }]);

  const approved = await desk.must('desks.chooseFile', { purpose: 'accept' });
  expect(approved).toMatchObject({ deskId: 'desk-2', siteKeyFingerprint });
  expect(await desk.must('desks.acceptFile', { fileId: approved?.fileId ?? '', approver: deskApprover })).toMatchObject({ siteKey: 'elsewhere', siteKeyFingerprint });
  expect((await desk.must('readiness.get', {})).find(({ id }) => id === 'siteKey')).toMatchObject({ state: 'ok', detail: 'accepted', params: { fingerprint: siteKeyFingerprint } });

  desk.machine.saveTarget = site.machine.packageFolder = zip;
  expect(await job(desk, 'packages.export')).toEqual({ outcome: 'done', awaitsSite: true });
  expect(await desk.call('packages.countersign', {})).toEqual(refusal('site-key-elsewhere'));
  expect(await job(site, 'packages.countersign')).toEqual({ outcome: 'done', awaitsSite: false });
  expect(await verifyResultPackage([zip], { siteKey: siteKeyFingerprint ?? '' })).toEqual({ sound: true, trusted: true, problems: [] });
  const told = async (story: Story): Promise<readonly string[]> => (await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: 1, limit: 500 })).map(({ kind }) => kind).filter((kind) => /^desk\.|^package\./.test(kind));
  expect([await told(site), await told(desk)]).toEqual([['desk.keyAccepted', 'desk.keyAccepted', 'package.countersigned'], ['desk.keyAccepted', 'desk.approvalRequested', 'desk.approvalAccepted']]);
}));
