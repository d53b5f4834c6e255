import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_BACKUP_PLAN } from '../../src-main/domain/backup-rules';
import { findBackupsUnder, planBackups, readBackupPlan } from '../../src-main/storage/backup/backup-place';
import { reissueRecoveryCode } from '../../src-main/workflows/store-keys';
import { comparePapers, confirmAndSign, passBoth, SAMPLE, tapAndConfirm } from '../support/counter-story';
import { run, type Ended } from '../support/run-command';
import { withDesk } from '../support/with-desk';

const PAGE = 4_096;
const [SIGNED = ''] = SAMPLE.bySituation.ordinary;

/** A desk's data folder with a signed case, after its day, and the code that opens it. */
async function afterADay(root: string): Promise<{ dir: string; code: string }> {
  const made = { dir: join(root, 'desk'), code: '' };
  await withDesk(async (story) => {
    await story.signIn('reviewer');
    await story.importSample();
    await tapAndConfirm(story, SIGNED);
    await comparePapers(story, SIGNED);
    await passBoth(story, SIGNED);
    await confirmAndSign(story, SIGNED);
    const open = story.desk.findOpen();
    await open?.afterwards.settle();
    made.code = open === null ? '' : await reissueRecoveryCode(story.dir, open.key, true);
    await cp(story.dir, made.dir, { recursive: true });
  });
  return made;
}

function printed(ended: Ended): Record<string, unknown> {
  expect(ended.told, ended.printed).toBe('');
  return JSON.parse(ended.printed) as Record<string, unknown>;
}

/** The store's own copies of pictures and papers, flat. */
async function storedFiles(dir: string): Promise<readonly string[]> {
  const entries = await readdir(join(dir, 'blobs'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** What no backup sees: a picture whose bytes rot in the data folder while the place has a good copy. */
async function checkAndMend(dir: string, command: (...args: string[]) => Promise<Ended>): Promise<void> {
  const [rotten = '', gone = ''] = await storedFiles(dir);
  const whole = await readFile(rotten);
  await writeFile(rotten, whole.subarray(1));
  await rm(gone);
  const found = await command('store', 'check', '--data', dir);
  expect(found.status).toBe(1);
  const { faults } = JSON.parse(found.printed) as { faults: Record<string, unknown>[] };
  expect(faults.map(({ code }) => code).toSorted()).toEqual(['blob-damaged', 'blob-missing']);
  for (const fault of faults) expect(fault).toMatchObject({ inPlace: true, owners: [expect.objectContaining({ registrationNo: expect.stringMatching(/^\d+$/) as string })] });
  expect(await command('store', 'check', '--data', dir, '--place', join(dir, 'blobs'), '--bring-back'), 'not a backup place').toMatchObject({ status: 1, told: expect.stringMatching(/^backup-place-away/) as string });
  expect(printed(await command('store', 'check', '--data', dir, '--bring-back'))).toMatchObject({ broughtBack: 2, faults: [] });
  expect(await readFile(rotten)).toEqual(whole);
}

it('a lost disk and a damaged one: the command line backs up, restores, proves and salvages', async () => {
  const root = await mkdtemp(join(tmpdir(), 'countersign-lost-'));
  try {
    const { dir, code } = await afterADay(root);
    const [usb, away, out] = [join(root, 'usb'), join(root, 'another-machine'), join(root, 'result.zip')];
    await mkdir(usb);
    const command = (...args: string[]): Promise<Ended> => run([...args, '--json'], { code });

    await planBackups(dir, { ...DEFAULT_BACKUP_PLAN, everyMinutes: 15 });
    const backup = printed(await command('backup', '--data', dir, '--place', usb));
    expect(backup).toMatchObject({ seals: 1 });
    expect(await readBackupPlan(dir), 'another place, as often as before').toMatchObject({ place: usb, everyMinutes: 15 });
    await checkAndMend(dir, command);
    await rm(dir, { recursive: true });

    const [{ dir: folder } = { dir: '' }] = await findBackupsUnder(usb);
    expect(await run(['restore', folder, '--data', away, '--json']), 'nobody gives the code').toMatchObject({ status: 3 });
    expect(printed(await command('restore', usb, '--data', away)), 'the newest backup of the place').toMatchObject({ backup: folder, seals: 1, mirrorTrouble: null });
    expect(printed(await command('audit', 'verify', '--data', away))).toMatchObject({ sound: true });
    expect((await command('export', '--data', away, '--out', out)).status).toBe(0);
    expect((await run(['verify', out])).status).toBe(0);
    expect(await command('restore', folder, '--data', away), 'never over another store').toMatchObject({ status: 4 });

    const file = join(away, 'countersign.db');
    await writeFile(file, (await readFile(file)).fill(0xa5, 0, PAGE));
    expect(await command('audit', 'verify', '--data', away), 'a damaged store is not opened').toMatchObject({ status: 4, printed: expect.stringMatching(/^\{"error":\{"code":"store-damaged"/) as string });
    expect(printed(await command('salvage', '--data', away, '--out', join(root, 'salvaged')))).toMatchObject({ seals: 1, complete: 1, lost: [] });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}, 120_000);
