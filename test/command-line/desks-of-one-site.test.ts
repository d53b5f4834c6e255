import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXIT } from '../../src-main/command-line/terminal';
import { candidate, packageFiles, writeFolderPackage } from '../support/registration-package';
import { run, type Ended } from '../support/run-command';
import { withTemporaryFolder } from '../support/temporary-store';

type Json = Readonly<Record<string, string>>;

/** A desk with a store of its own, by the command line. */
class LoneDesk {
  readonly dir: string;
  readonly code: string;
  readonly siteKey: string;

  private constructor(dir: string, made: Json) {
    this.dir = dir;
    this.code = made['recoveryCode'] ?? '';
    this.siteKey = made['siteKeyFingerprint'] ?? '';
  }

  static async make(dir: string, deskId: string, source: string | null): Promise<LoneDesk> {
    const desk = new LoneDesk(dir, JSON.parse((await run(['init', '--kind', 'training', '--desk', deskId, '--data', dir, '--json'])).printed) as Json);
    if (source !== null) expect((await desk.run('import', source)).status).toBe(EXIT.done);
    return desk;
  }

  run(...args: readonly string[]): Promise<Ended> {
    return run([...args, '--data', this.dir, '--json'], { code: this.code });
  }

  async did(...args: readonly string[]): Promise<Json> {
    const { status, printed, told } = await this.run(...args);
    expect([status, told], args.join(' ')).toEqual([EXIT.done, '']);
    return JSON.parse(printed) as Json;
  }

  async refused(...args: readonly string[]): Promise<string> {
    const { status, told } = await this.run(...args);
    expect(status, args.join(' ')).toBe(EXIT.problems);
    return told.split(':')[0] ?? '';
  }
}

async function verdictOf(path: string, siteKey: string): Promise<unknown> {
  const { printed } = await run(['verify', path, '--site-key', siteKey, '--json']);
  const { sound, trusted, problems } = JSON.parse(printed) as { sound: boolean; trusted: boolean; problems: readonly { code: string }[] };
  return { sound, trusted, problems: problems.map(({ code }) => code) };
}

function withSite(work: (dir: string, source: string) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (dir) => work(dir, await writeFolderPackage(join(dir, 'package'), packageFiles({ rows: [candidate(1), candidate(2)] }))));
}

test('a desk with a store of its own asks, the site signs, the desk accepts; its package is then countersigned and proves itself by the one site key', () => withSite(async (dir, source) => {
  const site = await LoneDesk.make(join(dir, 'site'), 'desk-1', source);
  const desk = await LoneDesk.make(join(dir, 'desk'), 'desk-2', source);
  const [file, zip] = [join(dir, 'desk-2.json'), join(dir, 'desk-2.zip')];
  expect(desk.siteKey).not.toBe(site.siteKey);

  const asked = await desk.did('desk', 'request', file);
  expect(await desk.refused('desk', 'accept', file), 'nobody has signed it yet').toBe('desk-not-approved');
  expect(await site.did('desk', 'approve', file)).toEqual({ file, deskId: 'desk-2', fingerprint: asked['fingerprint'], siteKeyFingerprint: site.siteKey });
  expect(await site.did('desk', 'approve', file), 'once more changes nothing').toMatchObject({ siteKeyFingerprint: site.siteKey });
  expect(await desk.did('desk', 'accept', file)).toEqual({ deskId: 'desk-2', siteKeyFingerprint: site.siteKey });
  await desk.did('desk', 'accept', file);
  expect([existsSync(join(desk.dir, 'keys', 'site.key')), existsSync(join(site.dir, 'keys', 'site.key'))], 'a site has one site key').toEqual([false, true]);

  expect(await desk.did('export', '--out', zip)).toMatchObject({ siteKeyFingerprint: site.siteKey, awaitsSite: true });
  expect(await verdictOf(zip, site.siteKey)).toEqual({ sound: false, trusted: false, problems: ['manifest-signature'] });
  expect(await desk.refused('desk', 'approve', zip)).toBe('site-key-elsewhere');
  expect(await site.did('desk', 'approve', zip)).toMatchObject({ siteKeyFingerprint: site.siteKey });
  expect(await verdictOf(zip, site.siteKey)).toEqual({ sound: true, trusted: true, problems: [] });
  await site.did('export', '--out', join(dir, 'desk-1.zip'));
  expect((await run(['verify', zip, join(dir, 'desk-1.zip'), '--site-key', site.siteKey])).status, 'both packages of the site').toBe(EXIT.done);

  const log = async (at: LoneDesk): Promise<unknown> => (await at.did('audit', 'verify'))['sound'];
  expect([await log(site), await log(desk)]).toEqual([true, true]);
  expect(await site.refused('desk', 'request', file), 'the machine that signed others stays the site').toBe('desk-is-site');
}));

test('files of another site, for another desk or with a taken name are refused, and nothing is changed by them', () => withSite(async (dir, source) => {
  const other = await writeFolderPackage(join(dir, 'other'), packageFiles({ manifest: { site: { code: '9902', name: '另一考点' } }, rows: [candidate(1)] }));
  const site = await LoneDesk.make(join(dir, 'site'), 'desk-1', source);
  const desk = await LoneDesk.make(join(dir, 'desk'), 'desk-2', source);
  const strange = await LoneDesk.make(join(dir, 'strange'), 'desk-2', other);
  const fresh = await LoneDesk.make(join(dir, 'fresh'), 'desk-3', null);
  const [file, theirs, damaged, namesake] = ['desk.json', 'strange.json', 'damaged.json', 'namesake.json'].map((name) => join(dir, name)) as [string, string, string, string];

  expect(await fresh.refused('desk', 'request', file), 'a desk without a package knows no site').toBe('no-site');
  await desk.did('desk', 'request', file);
  await strange.did('desk', 'request', theirs);
  expect(await site.refused('desk', 'approve', theirs)).toBe('desk-file-of-other-site');
  expect(await site.refused('desk', 'approve', join(dir, 'nowhere.json'))).toBe('desk-file-missing');
  expect(await site.refused('desk', 'approve', join(source, 'manifest.json'))).toBe('desk-file-unknown');
  writeFileSync(damaged, readFileSync(file, 'utf8').replace('desk-2', 'desk-9'));
  expect(await site.refused('desk', 'approve', damaged)).toBe('desk-file-damaged');

  await strange.did('desk', 'approve', theirs);
  expect(await desk.refused('desk', 'accept', theirs), 'approved, but by another site').toBe('desk-file-of-other-site');
  const twin = await LoneDesk.make(join(dir, 'twin'), 'desk-2', source);
  await twin.did('desk', 'request', namesake);
  await site.did('desk', 'approve', file);
  expect(await site.refused('desk', 'approve', namesake), 'two desks of one name').toBe('desk-name-taken');
  expect(await twin.refused('desk', 'accept', file), 'of the same name, with another key').toBe('desk-file-of-other-desk');
  expect(existsSync(join(twin.dir, 'keys', 'site.key'))).toBe(true);
  await twin.did('export', '--out', join(dir, 'twin.zip'));
  expect(await verdictOf(join(dir, 'twin.zip'), twin.siteKey), 'a desk that was refused goes on by itself').toMatchObject({ sound: true });
}));
