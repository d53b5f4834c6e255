import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandPlace } from '../../src-main/command-line/command-place';
import { purgeCommand } from '../../src-main/command-line/purge-command';
import { DEFAULT_BACKUP_PLAN } from '../../src-main/domain/backup-rules';
import { planBackups } from '../../src-main/storage/backup/backup-place';
import { reissueRecoveryCode } from '../../src-main/workflows/store-keys';
import { comparePapers, confirmAndSign, passBoth, SAMPLE, tapAndConfirm } from '../support/counter-story';
import { run, type Ended } from '../support/run-command';
import { withSample } from '../support/with-sample';
import { PEOPLE } from '../support/with-desk';

const [SIGNED = ''] = SAMPLE.bySituation.ordinary;
const UNWATCHED = { onProgress: () => undefined, signal: new AbortController().signal };
/** Years after the sample's schedule. */
const LONG_AFTER = { now: () => new Date('2040-01-01T10:00:00+08:00') };

/** A desk after its days, with an export from before the one signature and one from after it. */
async function afterItsDays(root: string): Promise<{ dir: string; code: string }> {
  const made = { dir: join(root, 'desk'), code: '' };
  await withSample(async (story) => {
    await story.signIn('reviewer');
    const open = story.desk.findOpen();
    if (open === null) throw new Error('no desk');
    const exported = async (name: string): Promise<void> => {
      const done = await open.work.exportResults({ out: join(root, name), staffId: null }, UNWATCHED);
      if (!done.ok) throw new Error(done.error.code);
    };
    await exported('early.zip');
    await tapAndConfirm(story, SIGNED);
    await comparePapers(story, SIGNED);
    await passBoth(story, SIGNED);
    await confirmAndSign(story, SIGNED);
    await open.afterwards.settle();
    await exported('last.zip');
    made.code = await reissueRecoveryCode(story.dir, open.key, true);
    await cp(story.dir, made.dir, { recursive: true });
  });
  return made;
}

it('a store is destroyed by two people at a terminal, long after its days, with an export that holds every seal', async () => {
  const root = await mkdtemp(join(tmpdir(), 'countersign-purge-'));
  try {
    const { dir, code } = await afterItsDays(root);
    const [usb, early, last] = [join(root, 'usb'), join(root, 'early.zip'), join(root, 'last.zip')];
    await mkdir(usb);
    await planBackups(dir, { ...DEFAULT_BACKUP_PLAN, place: usb });
    expect(await run(['purge', '--older-than-policy', '--data', dir], { code }), 'nobody sits there').toMatchObject({ status: 3, told: expect.stringMatching(/^purge-unattended/) as string });
    expect(await run(['purge', '--data', dir], { typed: [code] })).toMatchObject({ status: 2 });
    const { reviewer, second, approver } = PEOPLE;
    const purge = (...typed: string[]): Promise<Ended> => purged(dir, [code, ...typed], LONG_AFTER);

    expect(await purged(dir, [code, last], { now: () => new Date() })).toMatchObject({ status: 3, told: expect.stringMatching(/^purge-too-early/) as string });
    expect(await purge(early)).toMatchObject({ status: 3, told: expect.stringMatching(new RegExp(`^purge-export-unfit.*seals-missing.*${SIGNED}`, 's')) as string });
    expect(await purge(join(dir, 'countersign.db'))).toMatchObject({ status: 3, told: expect.stringMatching(/^purge-export-unfit.*not-sound/s) as string });
    expect(await purge(last, reviewer.name, reviewer.pin, reviewer.name, reviewer.pin)).toMatchObject({ status: 3, told: expect.stringMatching(/^purge-same-person/) as string });
    expect(await purge(last, reviewer.name, reviewer.pin, second.name, second.pin)).toMatchObject({ status: 3, told: expect.stringMatching(/^role-missing/) as string });
    expect(await purge(last, reviewer.name, approver.pin)).toMatchObject({ status: 3, told: expect.stringMatching(/^wrong-pin/) as string });
    const both = [last, reviewer.name, reviewer.pin, approver.name, approver.pin];
    expect(await purge(...both, 'yes')).toMatchObject({ status: 3, told: expect.stringMatching(/purge-not-confirmed/) as string });

    expect(await purge(...both, 'DESTROY')).toMatchObject({ status: 0, printed: expect.stringMatching(/1 seals/) as string });
    expect((await readdir(dir)).filter((name) => /countersign|keys|blobs|staging/.test(name))).toEqual([]);
    expect((await readdir(usb)).filter((name) => !name.endsWith('.json'))).toEqual([]);
    expect(await run(['audit', 'verify', '--data', dir], { typed: [code] })).toMatchObject({ status: 4, told: expect.stringMatching(/^store-missing/) as string });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}, 120_000);

async function purged(dir: string, typed: readonly string[], clock: { now: () => Date }): Promise<Ended> {
  const said = { printed: '', told: '', asked: 0 };
  const next = (): Promise<string> => Promise.resolve(typed[said.asked++] ?? '');
  const terminal = { print: (text: string) => void (said.printed += text), tell: (text: string) => void (said.told += text), ask: next, askSecret: next };
  const place = commandPlace(join(import.meta.dirname, '..', '..', 'out', 'main'), { data: dir }, { recoveryCode: null, keyFile: null });
  return { status: await purgeCommand(place, { json: false }, terminal, clock), ...said };
}
