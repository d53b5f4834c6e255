import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KNOWN_VERSION } from '../../src-main/storage/migrate';
import { runCommandLine } from '../../src-main/command-line/run-command-line';
import { EXIT } from '../../src-main/command-line/terminal';
import { DESKS, SITE_OWNER } from '../support/postgres-on-demand';
import { candidate, packageFiles, writeFolderPackage } from '../support/registration-package';
import { withTestDatabase } from '../support/server-store';
import type { TestDatabase } from '../support/server-store';
import { withTemporaryFolder } from '../support/temporary-store';

/** As the built entries lie two folders below the root, with resources beside. */
const ENTRIES = resolve(import.meta.dirname, '../../out/main');

/** The recovery code of the site's store, as `init` told it. */
let recoveryCode = '';

async function command(...args: readonly string[]): Promise<{ status: number; printed: string; told: string }> {
  const [printed, told]: [string[], string[]] = [[], []];
  if (recoveryCode !== '') process.env['COUNTERSIGN_RECOVERY_CODE'] = recoveryCode;
  const status = await runCommandLine(ENTRIES, args, { print: (text) => printed.push(text), tell: (text) => told.push(text), askSecret: () => Promise.resolve(null) });
  return { status, printed: printed.join('\n'), told: told.join('\n') };
}

function json({ printed }: { printed: string }): Record<string, unknown> {
  return JSON.parse(printed) as Record<string, unknown>;
}

/** An empty database and a folder. */
function withSite(work: (database: TestDatabase, dir: string) => Promise<void>): Promise<void> {
  return withTestDatabase((database) => withTemporaryFolder((dir) => work(database, dir)), null);
}

describe('a site on a server, by the command line alone', () => {
  test('is prepared by the owner, made by the first desk, joined by another, filled, exported and verified', async () => {
    await withSite(async (database, dir) => {
      const [server, first, second] = [database.urlOf(), join(dir, 'desk-1'), join(dir, 'desk-2')];
      const make = ['init', '--data', first, '--database', server, '--kind', 'training', '--json'];
      expect(await command(...make)).toMatchObject({ status: EXIT.store, told: expect.stringContaining('server-not-prepared') as string });

      const prepare = ['database', 'prepare', '--database', database.urlOf(SITE_OWNER), '--role', DESKS, '--json'];
      expect(json(await command(...prepare))).toEqual({ version: KNOWN_VERSION, role: DESKS });
      expect((await command(...prepare)).status, 'once more changes nothing').toBe(EXIT.done);

      const madeStore = json(await command(...make));
      expect(madeStore).toMatchObject({ deskId: 'desk-1', kind: 'training', siteKeyFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
      expect((await command(...make)).told).toContain('store-exists');
      expect((await command('init', '--join', '--desk', 'desk-2', '--data', second, '--database', server)).told, 'a desk joins by the code alone').toContain('key-needed');
      recoveryCode = String(madeStore['recoveryCode']);
      const join2 = await command('init', '--join', '--desk', 'desk-2', '--points', '9901', '--data', second, '--database', server, '--json');
      expect(json(join2)).toMatchObject({ deskId: 'desk-2', kind: 'training', siteKeyFingerprint: null });
      expect(JSON.parse(readFileSync(join(second, 'desk.json'), 'utf8'))).toMatchObject({ deskId: 'desk-2', points: ['9901'], server });

      const path = await writeFolderPackage(join(dir, 'package'), packageFiles({ rows: [candidate(1), candidate(2)] }));
      const imported = await command('import', path, '--data', second, '--json');
      expect([imported.status, json(imported)['candidates']]).toMatchObject([EXIT.done, { rows: 2, imported: 2 }]);
      expect(json(await command('audit', 'verify', '--data', first, '--json'))).toMatchObject({ sound: true });
      const early = await command('export', '--out', join(dir, 'early.zip'), '--data', first);
      expect([early.status, early.told], 'the key of the second desk is not signed by the site yet').toMatchObject([EXIT.problems, expect.stringContaining('desk-key-unsigned') as string]);
      const fingerprint = String(json(join2)['deskKeyFingerprint']);
      for (const [desk, print, at] of [['desk-2', '0'.repeat(64), first], ['desk-3', fingerprint, first], ['desk-2', fingerprint, second]] as const) {
        expect((await command('desk', 'approve', desk, '--fingerprint', print, '--data', at)).status, `${desk} ${print} ${at}`).toBe(EXIT.problems);
      }
      expect((await command('desk', 'approve', 'desk-2', '--fingerprint', fingerprint, '--data', first)).status).toBe(EXIT.done);
      const exported = await command('export', '--out', join(dir, 'result.zip'), '--data', first, '--json');
      expect([exported.status, exported.told]).toEqual([EXIT.done, '']);
      expect(json(await command('audit', 'verify', '--data', first, '--json'))).toMatchObject({ sound: true });
      expect((await command('verify', join(dir, 'result.zip'))).status).toBe(EXIT.done);

      const reissued = String(json(await command('recovery-code', 'reissue', '--data', first, '--json'))['recoveryCode']);
      const verifySecond = async () => (await command('audit', 'verify', '--data', second)).status;
      expect([await verifySecond(), await verifySecond()], 'the code before opens the other desk a last time, which then learns of the new one').toEqual([EXIT.done, EXIT.store]);
      recoveryCode = reissued;
      expect(await verifySecond()).toBe(EXIT.done);
    });
  });

  test('takes no password from a command line, and does not repeat it', async () => {
    const refused = await command('audit', 'verify', '--data', '/nowhere', '--database', 'postgresql://desks:geheim@localhost/exam');
    expect(refused).toMatchObject({ status: EXIT.usage, printed: '', told: expect.stringContaining('PGPASSWORD') as string });
    expect(refused.told).not.toContain('geheim');
  });

  test('takes a whole address from the environment, writes none of its password down, and hands it to nobody', async () => {
    await withSite(async (database, dir) => {
      await command('database', 'prepare', '--database', database.urlOf(SITE_OWNER), '--role', DESKS);
      process.env['COUNTERSIGN_DATABASE_URL'] = database.urlOf().replace(`${DESKS}@`, `${DESKS}:geheim@`);
      const made = await command('init', '--data', join(dir, 'desk'), '--kind', 'training');
      expect(process.env['COUNTERSIGN_DATABASE_URL']).toBeUndefined();
      expect(made).toMatchObject({ status: EXIT.done, told: '' });
      expect(readFileSync(join(dir, 'desk', 'desk.json'), 'utf8')).not.toContain('geheim');
    });
  });

  test('says what to do when the server refuses, is away, or is not named', async () => {
    await withSite(async (database, dir) => {
      const at = ['--data', join(dir, 'desk'), '--kind', 'training'];
      expect((await command('database', 'prepare', '--role', DESKS, '--data', dir)).status).toBe(EXIT.usage);
      expect((await command('database', 'prepare', '--database', database.urlOf(SITE_OWNER), '--role', 'nobody_at_all')).told).toContain('nobody_at_all');
      expect((await command('database', 'prepare', '--database', database.urlOf(DESKS), '--role', DESKS)).told).toContain('permission denied');
      expect((await command('init', ...at, '--database', 'postgresql://desks@127.0.0.1:1/exam')).told).toContain('server-unreachable');
      expect((await command('init', ...at, '--database', 'postgresql://desks@db.site.example/exam')).told).toContain('verify-full');
      expect((await command('init', ...at, '--database', database.urlOf(SITE_OWNER))).told).toMatch(/server-role-too-strong|server-not-prepared/);
      expect((await command('init', '--join', ...at, '--database', database.urlOf())).told).toMatch(/server-not-prepared/);
    });
  });
});
