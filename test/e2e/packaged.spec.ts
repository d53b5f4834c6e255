import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fuse, readFuses } from '../../scripts/electron/fuse-wire.ts';
import { callDesk, mustDo } from './support/desk-calls';
import { expect, test as base, type Desks } from './support/desk-test';
import { environmentWithout } from './support/environment';
import { folderOf, makeOrdinaryUser } from './support/ordinary-user';
import { PackagedApp, runToEnd, type PackagedWindow } from './support/packaged-app';
import { electronExecutable } from './support/start-script';
import { PRACTICE_PASSPHRASE } from './support/counter';

/** Programs of the source tree, named to a package that has its own: it runs none of them. */
const FOREIGN_PROGRAMS = { COUNTERSIGN_NODE: '/nowhere/node', COUNTERSIGN_SQLITE_BINDING: '/nowhere/loader.node' };

/** Packaged once for all stories of this file. */
const test = base.extend<object, { packaged: PackagedApp }>({
  packaged: [async ({}, use) => {
    const packaged = await PackagedApp.make();
    await use(packaged);
    packaged.remove();
  }, { scope: 'worker', timeout: 90_000 }],
});

const root = join(import.meta.dirname, '..', '..');
const isRoot = process.getuid?.() === 0;
const noSandbox = isRoot ? ['--no-sandbox'] : [];
const NO_SCREEN = { status: 3, stderr: expect.stringContaining('There is no screen to open the desk on') as unknown };

async function openPackaged(packaged: PackagedApp, desks: Desks, dataDirOf: (home: string) => string): Promise<PackagedWindow & { dataDir: string }> {
  const user = makeOrdinaryUser();
  desks.atEnd(() => user.remove());
  const dataDir = dataDirOf(folderOf(user));
  const opened = await packaged.open(user, [`--data=${dataDir}`], FOREIGN_PROGRAMS);
  desks.atEnd(() => opened.close());
  await opened.staff.locator('html[data-ready="staff"]').waitFor();
  await opened.candidate.locator('html[data-ready="candidate"]').waitFor();
  return { ...opened, dataDir };
}

/** A script that leaves `file` behind when somebody gets it run. */
function tattletale(dir: string): { script: string; file: string } {
  const [script, file] = [join(dir, 'told.cjs'), join(dir, 'told.txt')];
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(file)}, 'ran');\n`);
  return { script, file };
}

test.describe('the packaged program', () => {
  test('has every fuse set in the bytes of its executable, unlike the runtime it was made of', ({ packaged }) => {
    const wire = readFuses(readFileSync(packaged.executable));
    const set = Object.fromEntries(Object.entries(fuse).map(([name, place]) => [name, wire[place]]));
    expect(set).toEqual({
      runAsNode: '0', cookieEncryption: '1', nodeOptionsVariable: '0', nodeCliInspectArguments: '0', asarIntegrity: '1',
      onlyLoadAppFromAsar: '1', browserSpecificV8Snapshot: '0', fileProtocolPrivileges: '0',
    });
    expect(readFuses(readFileSync(electronExecutable()))).not.toBe(wire);
  });

  test('opens both windows from its archive, in the sandbox, says that it is a trial, and makes no live store', async ({ packaged, desks }) => {
    const { staff, candidate, dataDir } = await openPackaged(packaged, desks, (dir) => dir);
    expect(await staff.evaluate(() => location.href)).toBe('app://staff/staff.html');
    const session = await mustDo(staff, 'session.get', {});
    expect(session).toMatchObject({ phase: 'noStore', trial: true, version: expect.stringMatching(/-trial$/), dataFolder: dataDir });
    expect(session.liveObstacles).toEqual(['trial-build', 'debug-switch']);
    for (const page of [staff, candidate]) await expect(page.getByText(/试用版/).first()).toBeVisible();
    await expect(staff.getByRole('radio', { name: '正式' })).toBeDisabled();
    const people = [{ name: '测试甲', pin: '280417', roles: ['reviewer' as const] }, { name: '测试乙', pin: '391528', roles: ['approver' as const] }];
    expect(await callDesk(staff, 'setup.create', { kind: 'live', deskId: 'desk-1', passphrase: PRACTICE_PASSPHRASE, staff: people })).toMatchObject({ ok: false, error: { code: 'live-store-refused' } });
    expect(existsSync(join(dataDir, 'countersign.db'))).toBe(false);
    expect(await callDesk(staff, 'setup.create', { kind: 'training', deskId: 'desk-1', passphrase: PRACTICE_PASSPHRASE, staff: people })).toMatchObject({ ok: true, value: { phase: 'recoveryCode', store: { kind: 'training' } } });
    expect(existsSync(join(dataDir, 'countersign.db'))).toBe(true);
  });

  test('is no Node: ELECTRON_RUN_AS_NODE runs no code, while the runtime it was made of does', async ({ packaged, desks }) => {
    const env = { ELECTRON_RUN_AS_NODE: '1' };
    const args = ['-e', 'console.log("ran")'];
    expect(await runToEnd(electronExecutable(), args, { ...environmentWithout('NODE_OPTIONS'), ...env })).toMatchObject({ status: 0, stdout: 'ran\n' });
    const ended = await packaged.startWithoutScreen([...noSandbox, ...args, `--data=${desks.folder()}`], env);
    expect(ended).toMatchObject({ ...NO_SCREEN, stdout: '' });
  });

  test('takes no scripts from NODE_OPTIONS or `-r`', async ({ packaged, desks }) => {
    const { script, file } = tattletale(desks.folder());
    const ended = await packaged.startWithoutScreen([...noSandbox, '-r', script, `--data=${desks.folder()}`], { NODE_OPTIONS: `--require=${script}` });
    expect(ended).toMatchObject(NO_SCREEN);
    expect(existsSync(file)).toBe(false);
    await runToEnd(process.execPath, ['-r', script, '-e', ''], environmentWithout('NODE_OPTIONS'));
    expect(existsSync(file)).toBe(true);
  });

  for (const asked of ['--inspect=127.0.0.1:0', '--inspect-brk=127.0.0.1:0']) {
    test(`opens no debugger for ${asked}, while the runtime it was made of does`, async ({ packaged, desks }) => {
      const unpackaged = spawn(electronExecutable(), [...noSandbox, asked, root, `--data=${desks.folder()}`], { stdio: ['ignore', 'ignore', 'pipe'] });
      desks.atEnd(() => void unpackaged.kill('SIGKILL'));
      let words = '';
      unpackaged.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
      await expect.poll(() => words).toContain('Debugger listening on ws://');
      const ended = await packaged.startWithoutScreen([...noSandbox, asked, `--data=${desks.folder()}`]);
      expect(ended).toMatchObject(NO_SCREEN);
      expect(ended.stderr).not.toMatch(/Debugger|ws:\/\//);
    });
  }

  test('runs the app of its archive, whatever lies beside it', async ({ packaged, desks }) => {
    const { script, file } = tattletale(desks.folder());
    const beside = join(packaged.folder, 'resources', 'app');
    expect(existsSync(beside)).toBe(false);
    mkdirSync(beside);
    desks.atEnd(() => rmSync(beside, { recursive: true }));
    writeFileSync(join(beside, 'package.json'), '{"name":"beside","main":"main.js"}\n');
    writeFileSync(join(beside, 'main.js'), `${readFileSync(script, 'utf8')}process.exit(0);\n`);
    expect(await packaged.startWithoutScreen([...noSandbox, `--data=${desks.folder()}`])).toMatchObject(NO_SCREEN);
    expect(existsSync(file)).toBe(false);
  });
});

test('the packaged command line makes a store, writes a sample, imports it, its chain is sound, and it has the drivers of readers', async ({ packaged, desks }) => {
  const [dataDir, sample] = [desks.folder(), join(desks.folder(), 'sample')];
  const made = await packaged.runCommand(['init', '--kind', 'training', '--data', dataDir, '--json']);
  expect(made).toMatchObject({ status: 0 });
  const secrets = { ...FOREIGN_PROGRAMS, COUNTERSIGN_RECOVERY_CODE: (JSON.parse(made.stdout) as { recoveryCode: string }).recoveryCode };
  expect(await packaged.runCommand(['sample', '--candidates', '24', '--with-images', '3', '--out', sample])).toMatchObject({ status: 0 });
  const imported = await packaged.runCommand(['import', sample, '--data', dataDir, '--json'], secrets);
  const report = JSON.parse(imported.stdout) as { refused: boolean; candidates: { rows: number } };
  expect([imported.status, report.refused, report.candidates.rows]).toEqual([expect.any(Number), false, 24]);
  expect(imported.status).toBeLessThanOrEqual(1);
  expect(await packaged.runCommand(['audit', 'verify', '--data', dataDir], secrets)).toMatchObject({ status: 0, stdout: expect.stringContaining('sound') as unknown });
  const readers = await packaged.runCommand(['readers', '--json']);
  const { blind } = JSON.parse(readers.stdout) as { blind: { why: string }[] };
  expect(blind.filter(({ why }) => /module|native build/i.test(why))).toEqual([]);
});
