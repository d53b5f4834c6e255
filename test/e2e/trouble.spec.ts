import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { sql } from 'kysely';
import { openConnection } from '../../src-main/storage/connection';
import { takeFolderLock } from '../../src-main/storage/folder-lock';
import { runCli } from './support/built-cli';
import { Counter, PRACTICE_PEOPLE } from './support/counter';
import { callDesk, makeStore, mustDo, signIn } from './support/desk-calls';
import { expect, test, type Desks } from './support/desk-test';
import { environmentWithout } from './support/environment';
import { writeFontsWithoutChinese, fontsOf } from './support/fonts';
import { folderOf, makeOrdinaryUser, type OrdinaryUser } from './support/ordinary-user';
import { fillDisk, freeDisk, makeSmallDisk, type SmallDisk } from './support/small-disk';
import { electronExecutable } from './support/start-script';
import { readSlots } from '../../src-main/storage/keys/slot-files';
import { openByRecoveryCode } from '../../src-main/storage/keys/slot-secrets';
import type { StoreKey } from '../../src-main/storage/keys/store-key';
import { RECOVERY_CODE_FILE } from './support/recovery-code-file';

const root = join(import.meta.dirname, '..', '..');
const DATABASE = 'countersign.db';
const PAGE_BYTES = 4_096;

/** A folder with a training store that nobody works at yet. */
async function storeFolder(desks: Desks): Promise<string> {
  const dir = desks.folder();
  await runCli('init', '--kind', 'training', '--data', dir);
  return dir;
}

/** The key of a store that the command line made. */
async function keyOf(dir: string): Promise<StoreKey> {
  const slots = await readSlots(dir);
  const opened = slots.ok ? await openByRecoveryCode(slots.value, readFileSync(join(dir, RECOVERY_CODE_FILE), 'utf8')) : slots;
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

function ordinaryUser(desks: Desks): OrdinaryUser {
  const user = makeOrdinaryUser();
  desks.atEnd(() => user.remove());
  return user;
}

function smallDisk(desks: Desks, wish: Parameters<typeof makeSmallDisk>[0]): SmallDisk {
  const disk = makeSmallDisk(wish);
  desks.atEnd(() => disk.remove());
  return disk;
}

/** The trouble page stands, and says so to whoever reads either language. */
async function expectTrouble(staff: Page, code: string, chinese: string, english: string): Promise<void> {
  const words = staff.getByRole('alert');
  await expect(words).toContainText(chinese);
  await expect(words).toContainText(english);
  await expect(staff.getByText(new RegExp(`^${code} · `))).toBeVisible();
  expect(await mustDo(staff, 'session.get', {})).toMatchObject({ phase: 'trouble', trouble: { code }, store: null });
}

async function tryAgain(staff: Page): Promise<void> {
  await new Counter(staff).button('重试').click();
}

/** Digest of every file of a store that has something in it, without what the windows keep beside it. */
function digestsOf(dir: string): Record<string, string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // Looking into a store needs its index in memory (-shm), which says nothing of its own.
  const kept = files.filter((file) => !file.startsWith(join(dir, 'window')) && !file.endsWith('-shm') && statSync(file).size > 0);
  return Object.fromEntries(kept.map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]));
}

test.describe('a data folder that cannot be written', () => {
  test('is told at once, with its name, and works after its rights were mended', async ({ desks }) => {
    const user = ordinaryUser(desks);
    const dataDir = folderOf(user);
    chmodSync(dataDir, 0o555);
    const { staff } = await desks.start({ ...user.startOptions, dataDir });
    await expectTrouble(staff, 'folder-unwritable', `数据文件夹不能写入：${dataDir}`, `The data folder cannot be written: ${dataDir}`);
    expect(readdirSync(dataDir)).toEqual([]);
    chmodSync(dataDir, 0o755);
    await tryAgain(staff);
    await expect(staff.getByRole('heading', { name: '首次使用' })).toBeVisible();
  });

  test('keeps the store that is in it as it is', async ({ desks }) => {
    const user = ordinaryUser(desks);
    const dataDir = folderOf(user);
    cpSync(await storeFolder(desks), dataDir, { recursive: true });
    for (const entry of [dataDir, ...readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).map((name) => join(dataDir, name))]) chownSync(entry, user.uid, -1);
    const before = digestsOf(dataDir);
    chmodSync(dataDir, 0o555);
    const desk = await desks.start({ ...user.startOptions, dataDir });
    const { staff } = desk;
    await expectTrouble(staff, 'folder-unwritable', '数据文件夹不能写入', 'Check its permissions');
    expect(digestsOf(dataDir)).toEqual(before);
    chmodSync(dataDir, 0o755);
    await tryAgain(staff);
    await expect(staff.getByRole('heading', { name: '首次使用' })).toBeVisible();
    expect(await mustDo(staff, 'session.get', {})).toMatchObject({ store: { kind: 'training' } });
    await desk.close();
    expect(readdirSync(user.home).filter((name) => name.startsWith('countersign-window-'))).toEqual([]);
  });
});

test.describe('a full disk', () => {
  test('refuses what cannot be kept, says so, loses nothing, and goes on when there is room again', async ({ desks }) => {
    const disk = smallDisk(desks, { megabytes: 24 });
    const desk = await desks.start(disk);
    const { app, staff } = desk;
    await makeStore(staff);
    const counter = new Counter(staff);
    await counter.signIn(PRACTICE_PEOPLE[2]);
    await counter.button('人员').click();
    await staff.getByLabel('姓名').fill('测试新同事');
    const typePins = async (): Promise<void> => {
      for (const label of [/^PIN/, '再输一次 PIN']) await staff.getByLabel(label).first().fill('582940');
    };
    await typePins();
    await fillDisk(app, disk.dataDir);
    // A call that the log is told of: its line finds no room, which must cost nothing else.
    expect(await callDesk(staff, 'cases.get', { registrationNo: '' })).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    await counter.button('添加').click();
    await expect(staff.getByRole('alert')).toContainText('磁盘空间不足，本次未保存，已有数据完好');
    await expect(staff.getByLabel('姓名')).toHaveValue('测试新同事');
    expect(await mustDo(staff, 'staff.list', {})).toHaveLength(PRACTICE_PEOPLE.length);
    // Nobody begins to work of whom the log has no room to tell; who works here goes on.
    const first = (await mustDo(staff, 'staff.list', {})).find(({ name }) => name === PRACTICE_PEOPLE[0]?.name);
    expect(await callDesk(staff, 'session.signIn', { staffId: first?.id ?? '', pin: PRACTICE_PEOPLE[0]?.pin ?? '' })).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect((await mustDo(staff, 'session.get', {})).staff?.name).toBe(PRACTICE_PEOPLE[2]?.name);
    await freeDisk(app, disk.dataDir);
    await typePins();
    await counter.button('添加').click();
    await expect(staff.getByText('已添加测试新同事')).toBeVisible();
    expect(await mustDo(staff, 'staff.list', {})).toHaveLength(PRACTICE_PEOPLE.length + 1);
    expect(await mustDo(staff, 'audit.verify', {})).toMatchObject({ sound: true });
    const log = await app.evaluate((_electron, file) => process.getBuiltinModule('node:fs').readFileSync(file, 'utf8'), join(disk.dataDir, 'window/logs/desk.log'));
    expect(`${log}${desk.said()}`).not.toMatch(/uncaught|unhandled|incident/i);
  });

  test('is told at the start as well, and the store opens when there is room again', async ({ desks }) => {
    const disk = smallDisk(desks, { megabytes: 4, template: await storeFolder(desks), isFull: true });
    const { app, staff } = await desks.start({ ...disk, env: { COUNTERSIGN_KEY_FILE: join(disk.dataDir, RECOVERY_CODE_FILE) } });
    await expectTrouble(staff, 'disk-full', '磁盘空间不足', 'Free some space and try again');
    await freeDisk(app, disk.dataDir);
    await tryAgain(staff);
    await expect(staff.getByRole('heading', { name: '首次使用' })).toBeVisible();
    expect(await mustDo(staff, 'session.get', {})).toMatchObject({ store: { kind: 'training' } });
  });
});

test.describe('a store that this desk cannot work with', () => {
  test('of a newer version is not touched', async ({ desks }) => {
    const dataDir = await storeFolder(desks);
    const connection = openConnection(dataDir, { key: await keyOf(dataDir) });
    await sql`insert into kysely_migration (name, timestamp) values ('999-of-a-later-version', '2030-01-01T00:00:00Z')`.execute(connection.db);
    await connection.close();
    const before = digestsOf(dataDir);
    const { staff } = await desks.start({ dataDir });
    await expectTrouble(staff, 'store-newer', '请安装新版本，数据没有改动', 'Install the newer version; nothing was changed');
    expect(digestsOf(dataDir)).toEqual(before);
  });

  test('that is damaged is copied aside and left as it is, and opens again from a good copy', async ({ desks }) => {
    const dataDir = await storeFolder(desks);
    const file = join(dataDir, DATABASE);
    const good = join(desks.folder(), DATABASE);
    copyFileSync(file, good);
    const damaged = readFileSync(file);
    const middle = Math.floor(damaged.byteLength / PAGE_BYTES / 2) * PAGE_BYTES;
    for (let at = middle; at < middle + 64; at += 1) damaged[at] = ~(damaged[at] ?? 0) & 0xff;
    writeFileSync(file, damaged);
    const { staff } = await desks.start({ dataDir });
    await expectTrouble(staff, 'store-damaged', '请不要删除任何文件；管理员可用下面的备份恢复', 'Delete nothing; an administrator can restore a backup below');
    const { trouble } = await mustDo(staff, 'session.get', {});
    const copy = String(trouble?.params['copy']);
    expect(copy.startsWith(join(dataDir, 'damaged'))).toBe(true);
    await expect(staff.getByText(copy)).toBeVisible();
    expect(readFileSync(copy).equals(damaged)).toBe(true);
    expect(readFileSync(file).equals(damaged)).toBe(true);
    await tryAgain(staff);
    await expectTrouble(staff, 'store-damaged', '请不要删除任何文件', 'Delete nothing');
    expect(readdirSync(join(dataDir, 'damaged'))).toHaveLength(1);
    copyFileSync(good, file);
    await tryAgain(staff);
    await expect(staff.getByRole('heading', { name: '首次使用' })).toBeVisible();
  });

  test('that another program holds is told so, and opens when it is let go', async ({ desks }) => {
    const dataDir = await storeFolder(desks);
    const held = takeFolderLock(dataDir);
    if (!held.ok) throw new Error('the folder is not held');
    desks.atEnd(() => held.value.release());
    const { staff } = await desks.start({ dataDir });
    await expectTrouble(staff, 'store-in-use', '请关闭另一个窗口或命令后重试', 'Close the other window or command');
    held.value.release();
    await tryAgain(staff);
    await expect(staff.getByRole('heading', { name: '首次使用' })).toBeVisible();
    await makeStore(staff);
    await signIn(staff);
    expect(await callDesk(staff, 'audit.verify', {})).toMatchObject({ ok: true, value: { sound: true } });
  });
});

/** How a program ends, and what it says, where there is no screen. */
async function endWithoutScreen(command: string, args: readonly string[], display: string | undefined): Promise<{ status: number | null; words: string }> {
  const env = { ...environmentWithout('DISPLAY', 'WAYLAND_DISPLAY', 'COUNTERSIGN_HEADLESS'), ...(display === undefined ? {} : { DISPLAY: display }) };
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, words };
}

test.describe('without a screen', () => {
  const electronArgs = (dataDir: string): string[] => [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, `--data=${dataDir}`];

  test('`npm start` ends with 3 and says in both languages what to do', async () => {
    const { status, words } = await endWithoutScreen(process.execPath, [join(root, 'scripts/run.mjs'), 'start'], undefined);
    expect(words).toContain('请在桌面会话中运行');
    expect(words).toContain('Run this in a desktop session');
    expect(status).toBe(3);
  });

  /** What a display leaves behind that was killed. */
  const leaveSocket = async (): Promise<void> => {
    mkdirSync('/tmp/.X11-unix', { recursive: true, mode: 0o1777 });
    rmSync('/tmp/.X11-unix/X64998', { force: true });
    const gone = spawn(process.execPath, ['-e', "require('node:net').createServer().listen('/tmp/.X11-unix/X64998', () => process.kill(process.pid, 'SIGKILL'))"]);
    await once(gone, 'close');
  };
  test.afterAll(() => rmSync('/tmp/.X11-unix/X64998', { force: true }));

  const ways = [['no display is named', undefined], ['the named display is not there', ':64999'], ['the named display left its socket behind', ':64998']] as const;
  for (const [what, display] of ways) {
    test(`the app itself ends with 3 when ${what}, says what to do, and has touched nothing`, async ({ desks }) => {
      const dataDir = desks.folder();
      if (display === ':64998') await leaveSocket();
      const { status, words } = await endWithoutScreen(electronExecutable(), electronArgs(dataDir), display);
      expect(words).toContain('请在桌面会话中启动');
      expect(words).toContain('Start it in a desktop session');
      expect(status).toBe(3);
      expect(readdirSync(dataDir)).toEqual([]);
    });
  }
});

test('on a machine without a Chinese font every Chinese character is drawn from the desk’s own, and the window says so', async ({ desks }) => {
  const dir = desks.folder();
  const { staff, candidate } = await desks.start({ env: { FONTCONFIG_FILE: writeFontsWithoutChinese(dir) } });
  for (const page of [staff, candidate]) {
    const faces = await page.evaluate(async () => (await document.fonts.ready, [...document.fonts].map(({ family, status }) => `${family}: ${status}`)));
    expect(faces).toContain('Countersign Han: loaded');
  }
  expect(await fontsOf(staff, 'h1')).toEqual([{ familyName: 'Noto Sans SC', isCustomFont: true }]);
  await expect(staff.getByText('本机没有中文字体，已改用自带字体')).toBeVisible();
  await staff.getByText('English').click();
  await expect(staff.getByText('This machine has no Chinese font; the desk uses its own')).toBeVisible();
});
