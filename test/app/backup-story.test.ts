import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { HeavyTask } from '../../src-main/app/heavy-tasks';
import { runHeavyTask } from '../../src-main/app/run-heavy-task';
import { verifyResultPackage } from '../../src-main/packages/result-verify';
import { openPlace, readBackupPlan, type OpenPlace } from '../../src-main/storage/backup/backup-place';
import { highWaterFile } from '../../src-main/storage/backup/high-water-file';
import { openStore } from '../../src-main/storage/open-store';
import { restoreStore, type RestoreSummary } from '../../src-main/workflows/restore-store';
import { reissueRecoveryCode } from '../../src-main/workflows/store-keys';
import { readZip, type ZipContent } from '../packages/zip-tools';
import { comparePapers, confirmAndSign, passBoth, SAMPLE, tapAndConfirm } from '../support/counter-story';
import { resourcesDir } from '../support/default-policy';
import { setUpDesk, withDeskAt, type Story } from '../support/with-desk';
import { silencePlace } from '../support/silent-place';
import { StoryKeyStore } from '../support/story-key-store';
import { withSample } from '../support/with-sample';

const UNWATCHED = { onProgress: () => undefined, signal: new AbortController().signal };
const [FIRST = '', SECOND = ''] = SAMPLE.bySituation.ordinary;

async function signCase(story: Story, registrationNo: string): Promise<void> {
  await tapAndConfirm(story, registrationNo);
  await comparePapers(story, registrationNo);
  await passBoth(story, registrationNo);
  await confirmAndSign(story, registrationNo);
  await story.desk.findOpen()?.afterwards.settle();
}

/** A desk at work with its backups in a folder beside it, and another machine's empty folder. */
async function withBackups(tell: (story: Story, at: { place: string; elsewhere: string; code: string }) => Promise<void>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'countersign-backups-'));
  try {
    await withSample(async (story) => {
      const open = story.desk.findOpen();
      if (open === null) throw new Error('no desk');
      const code = await reissueRecoveryCode(story.dir, open.key, true);
      const place = join(root, 'usb');
      await mkdir(place);
      await story.signIn('reviewer');
      story.machine.packageFolder = place;
      await story.must('backup.choosePlace', {});
      await tell(story, { place, elsewhere: join(root, 'elsewhere'), code });
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function mirrored(story: Story): Promise<void> {
  const told = story.nextPush('backup.changed', ({ mirroredSeq, headSeq }) => mirroredSeq === headSeq);
  story.desk.findOpen()?.keeper.look();
  await told;
}

async function restore(story: Story, at: { elsewhere: string; code: string }, path: string): Promise<RestoreSummary> {
  const restored = await restoreStore({ path, dataDir: at.elsewhere, recoveryCode: at.code, machine: null, insteadOfDamaged: false, options: {}, clock: story.clock });
  if (!restored.ok) throw new Error(JSON.stringify(restored.error));
  return restored.value;
}

async function exported(dataDir: string, storeKey: Uint8Array, out: string): Promise<ZipContent> {
  const task: HeavyTask = { kind: 'export', out, staffId: null };
  const done = await runHeavyTask({ dataDir, resourcesDir, entriesDir: '', nodePath: process.execPath, sqliteBinding: null, databaseUrl: null, storeKey }, task, UNWATCHED);
  if (!done.ok) throw new Error(done.error.code);
  expect((await verifyResultPackage([out], {})).problems).toEqual([]);
  return readZip(await readFile(out));
}

/** What tells of the export itself, and of the machine's own story since. */
const OF_ITS_OWN = new Set(['manifest.json', 'manifest.sig', 'SHA256SUMS', 'audit.jsonl']);

function outcomes(content: ZipContent): unknown {
  return [...content].filter(([path]) => !OF_ITS_OWN.has(path)).map(([path, bytes]) => [path, bytes.toString('base64')]);
}

describe('a lost disk', () => {
  it('loses no signed case: on an empty machine the export is the same, byte for byte, and sound', () => withBackups(async (story, at) => {
    await signCase(story, FIRST);
    await story.must('backup.run', {});
    const [backup] = await findBackups(story, at.place);
    const restored = await restore(story, at, backup ?? '');
    const open = story.desk.findOpen();
    const here = await exported(story.dir, open?.key.toBytes() ?? new Uint8Array(), join(at.place, 'here.zip'));
    const there = await exported(at.elsewhere, restored.key.toBytes(), join(at.place, 'there.zip'));
    expect([...here.keys()].filter((path) => path.startsWith(`cases/${FIRST}/`)).length).toBeGreaterThan(5);
    expect(outcomes(there)).toEqual(outcomes(here));
    const chain = (content: ZipContent): string => content.get('audit.jsonl')?.toString('utf8') ?? '';
    const common = chain(there).split('\n').findIndex((line) => /"(store.restored|seals.broughtBack)"/.test(line));
    expect(chain(here).split('\n').slice(0, common), 'one chain up to the backup').toEqual(chain(there).split('\n').slice(0, common));
  }), 60_000);

  it('loses no case that was signed after the last backup: the mirror brings it back with its evidence and its papers', () => withBackups(async (story, at) => {
    await signCase(story, FIRST);
    await story.must('backup.run', {});
    await signCase(story, SECOND);
    await mirrored(story);
    const signed = await story.desk.findOpen()?.ports.store.findCase(SECOND);
    const [backup] = await findBackups(story, at.place);
    const restored = await restore(story, at, backup ?? '');
    expect(restored).toMatchObject({ seals: 2, broughtBack: 1, mirrorTrouble: null });
    const opened = await openStore({ dir: at.elsewhere, key: restored.key });
    if (!opened.ok) throw new Error(opened.error.code);
    expect(await opened.value.findCase(SECOND)).toEqual(signed);
    expect((await opened.value.listDocuments(SECOND)).map(({ kind }) => kind).toSorted()).toEqual(['receipt', 'sheet']);
    await opened.value.close();
    const there = await exported(at.elsewhere, restored.key.toBytes(), join(at.place, 'there.zip'));
    expect([...there.keys()]).toEqual(expect.arrayContaining([`cases/${SECOND}/seal.json`, `cases/${SECOND}/sheet-r1.pdf`]));
  }), 60_000);

  it('of a desk with one backup file is no loss either', () => withBackups(async (story, at) => {
    await signCase(story, FIRST);
    const out = join(at.place, 'desk.backup');
    const open = story.desk.findOpen();
    const written = await open?.work.backUpToFile({ out, staffId: null }, UNWATCHED);
    expect(written).toMatchObject({ ok: true, value: { seals: 1 } });
    expect(await restore(story, at, out)).toMatchObject({ seals: 1, broughtBack: 0 });
  }), 60_000);
});

async function findBackups(story: Story, place: string): Promise<readonly string[]> {
  story.machine.packageFolder = place;
  return (await story.must('recovery.find', { choose: 'folder' })).map(({ path }) => path);
}

describe('the desk', () => {
  it('tells how its backups stand, and every one of them stands in the log', () => withBackups(async (story, { place }) => {
    const view = await story.must('backup.run', {});
    expect(view).toMatchObject({ place, state: 'fresh', everyMinutes: 60, trouble: null });
    expect(view.lastSeq).toBe(view.headSeq - 1);
    const checks = await story.must('readiness.get', {});
    expect(checks.filter(({ id }) => id === 'backup' || id === 'mirror').map(({ id, state }) => [id, state])).toEqual([['backup', expect.any(String)], ['mirror', 'ok']]);
    const events = await story.desk.findOpen()?.ports.store.listEvents({ fromSeq: 1, limit: 500 });
    expect(events?.filter(({ kind }) => kind.startsWith('backup.')).map(({ kind }) => kind)).toEqual(['backup.planned', 'backup.written']);
  }), 60_000);

  it('goes on when the place is away, says so, and catches up when it is back', () => withBackups(async (story, { place }) => {
    await mirrored(story);
    await rename(place, `${place}-unplugged`);
    story.clock.pass(120_000);
    const away = story.nextPush('backup.changed', ({ trouble }) => trouble?.code === 'backup-place-away');
    story.desk.findOpen()?.keeper.look();
    await away;
    await signCase(story, FIRST);
    expect((await story.must('readiness.get', {})).find(({ id }) => id === 'backup')).toMatchObject({ state: 'fault', detail: 'away' });
    await rename(`${place}-unplugged`, place);
    story.clock.pass(120_000);
    await mirrored(story);
    expect((await story.must('backup.get', {})).trouble).toBeNull();
  }), 60_000);

  it('says under readiness that a place does not answer, and not that it cannot be reached', () => withBackups(async (story, { place }) => {
    const keeper = story.desk.findOpen()?.keeper;
    if (keeper === undefined) throw new Error('no desk is open');
    const view = await keeper.view();
    vi.spyOn(keeper, 'view').mockResolvedValue({ ...view, state: 'away', trouble: { code: 'backup-place-hangs', params: { place } } });
    const told = (await story.must('readiness.get', {})).find(({ id }) => id === 'backup');
    expect(told).toMatchObject({ state: 'fault', detail: 'hangs', params: { place } });
  }), 60_000);

  it('lets only an administrator or an approver choose the place', () => withBackups(async (story) => {
    await story.signIn('second');
    expect(await story.call('backup.choosePlace', {})).toMatchObject({ ok: false, error: { code: 'role-missing' } });
    expect(await story.call('backup.schedule', { everyMinutes: 30, keepNewest: 2, keepDays: 5 })).toMatchObject({ ok: false, error: { code: 'role-missing' } });
    await story.signIn('approver');
    expect(await story.must('backup.schedule', { everyMinutes: 30, keepNewest: 2, keepDays: 5 })).toMatchObject({ everyMinutes: 30, keepNewest: 2, keepDays: 5 });
  }), 60_000);
});

describe('a desk whose store is behind', () => {
  it('reads alone, brings back what the mirror holds, and goes on without the rest only when an approver says so', () => withBackups(async (story) => {
    await mirrored(story);
    const open = story.desk.findOpen();
    if (open === null) throw new Error('no desk');
    const head = await open.ports.store.getAuditHead();
    await highWaterFile((await openedPlace(story)).dir).keep({ storeId: open.facts.storeId, seq: head.seq + 5, hash: 'f'.repeat(64) });
    await open.keeper.compare();
    expect((await story.must('session.get', {})).behind).toMatchObject({ standing: 'behind', seenSeq: head.seq + 5, placeReachable: true });
    expect(await open.ports.store.inTransaction(async () => ({ ok: true, value: null }))).toEqual({ ok: false, error: { code: 'store-behind' } });
    expect(await open.work.exportResults({ out: join(story.dir, 'no.zip'), staffId: null }, UNWATCHED)).toEqual({ ok: false, error: { code: 'store-behind' } });
    expect(await story.call('backup.bringBack', await story.credential('reviewer'))).toMatchObject({ ok: false, error: { code: 'role-missing' } });
    expect(await story.call('backup.bringBack', await story.credential('approver'))).toMatchObject({ ok: false, error: { code: 'mirror-missing' } });
    await story.must('backup.acceptGap', await story.credential('approver'));
    expect((await story.must('session.get', {})).behind).toBeNull();
    const events = await open.ports.store.listEvents({ fromSeq: head.seq + 1, limit: 20 });
    expect(events.find(({ kind }) => kind === 'seals.gapAccepted')?.payload).toMatchObject({ seen: head.seq + 5 });
    expect(await story.must('audit.verify', {})).toMatchObject({ sound: true });
  }), 60_000);
});

async function openedPlace(story: Story): Promise<OpenPlace> {
  const storeId = story.desk.findOpen()?.facts.storeId ?? '';
  const opened = await openPlace(story.dir, await readBackupPlan(story.dir), storeId);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

describe.skipIf(process.platform === 'win32')('a share that does not answer in the morning', () => {
  it('keeps nobody from seeing the desk; what is written waits until it has answered', async () => {
    const root = await mkdtemp(join(tmpdir(), 'countersign-morning-'));
    try {
      const at = { dir: join(root, 'desk'), marksDir: join(root, 'marks'), keyStore: new StoryKeyStore(), databaseUrl: null };
      const usb = join(root, 'usb');
      await mkdir(usb);
      await withDeskAt(at, async (story) => {
        await setUpDesk(story);
        await story.signIn('reviewer');
        story.machine.packageFolder = usb;
        await story.must('backup.choosePlace', {});
      });
      const answer = silencePlace(usb);
      await withDeskAt(at, async (story) => {
        expect(await story.must('session.get', {})).toMatchObject({ phase: 'signedOut', behind: null });
        expect((await story.desk.findOpen()?.keeper.view())?.trouble, 'the desk is there long before the place is given up on').toBeNull();
        let isSignedIn = false;
        const signingIn = story.signIn('reviewer').then(() => { isSignedIn = true; });
        expect((await story.must('session.get', {})).phase).toBe('signedOut');
        expect(isSignedIn).toBe(false);
        answer();
        await signingIn;
        expect((await story.must('session.get', {})).phase).toBe('signedIn');
      });
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  }, 60_000);
});
