import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { DeskReply } from '../../src-preload/contract/common';
import { candidate, packageFiles, writeFolderPackage } from '../support/registration-package';
import { registrationNoOf } from '../support/stored-registrations';
import { testImage } from '../support/test-images';
import { PRACTICE_PASSPHRASE } from './support/counter';
import { runCli } from './support/built-cli';
import type { DeskApp } from './support/desk-app';
import { callDesk, makeStore, mustDo, signIn } from './support/desk-calls';
import { expect, test } from './support/desk-test';

const registrationNo = registrationNoOf(1);

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What an address of an image answers. */
function show(page: Page, address: string): Promise<{ status: number; type: string | null; bytes: number[] }> {
  return page.evaluate(async (at) => {
    const answer = await fetch(at);
    return { status: answer.status, type: answer.headers.get('content-type'), bytes: [...new Uint8Array(await answer.arrayBuffer())] };
  }, address);
}

/** Hands bytes to the desk as a capture, as the page does; `repeated` makes them long without sending them here. */
function hand(page: Page, bytes: Uint8Array, { repeated = 1, to = registrationNo, type = 'image/jpeg' } = {}): Promise<DeskReply<{ sha256: string; bytes: number }>> {
  return page.evaluate(async ([given, times, no, mediaType]) => {
    const part = new Uint8Array(given);
    const body = new Blob(Array.from({ length: times }, () => part));
    const answer = await fetch(`material://capture?registrationNo=${no}`, { method: 'POST', headers: { 'content-type': mediaType }, body });
    return await answer.json() as never;
  }, [[...bytes], repeated, to, type] as const);
}

/** A desk with one candidate and an image of the candidate's; its bytes are `stored`. */
async function importOne({ app, staff, dataDir }: DeskApp): Promise<{ stored: Buffer }> {
  const stored = await testImage({ shade: 7 });
  const dir = join(dataDir, 'package');
  await writeFolderPackage(dir, packageFiles({ rows: [candidate(1)], files: { [`images/${registrationNo}/ID_1.jpg`]: stored } }));
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, dir);
  const finished = staff.evaluate(() => new Promise<string>((heard) => window.desk.on('packages.finished', ({ outcome }) => heard(outcome))));
  await mustDo(staff, 'packages.import', { source: 'folder' });
  expect(await finished).toBe('done');
  return { stored };
}

/** The candidate comes to the counter and is recognised. */
async function beginReview(staff: Page): Promise<void> {
  const read = staff.evaluate(() => new Promise<string>((heard) => window.desk.on('reader.cardRead', ({ readId }) => heard(readId))));
  await mustDo(staff, 'trainingReader.present', { registrationNo });
  const readId = await read;
  await mustDo(staff, 'cases.open', { registrationNo });
  const { state } = await mustDo(staff, 'identity.confirm', { registrationNo, readId, samePerson: true, answers: {}, commandId: randomUUID() });
  expect(state).toBe('inReview');
}

test('images are shown to nobody before sign-in, and then never as they are stored', async ({ desks }) => {
  const desk = await desks.start();
  await makeStore(desk.staff);
  await signIn(desk.staff);
  const { stored } = await importOne(desk);
  const address = `material://image/${sha256(stored)}`;
  await mustDo(desk.staff, 'session.signOut', {});
  for (const page of [desk.staff, desk.candidate]) expect(await show(page, address)).toEqual({ status: 403, type: 'text/plain', bytes: [] });
  expect(await hand(desk.staff, stored)).toMatchObject({ ok: false, error: { code: 'not-signed-in' } });

  await signIn(desk.staff);
  const shown = await show(desk.staff, `${address}?edge=300`);
  expect(shown).toMatchObject({ status: 200, type: 'image/jpeg' });
  expect(shown.bytes.length).toBeGreaterThan(500);
  expect(sha256(Uint8Array.from((await show(desk.staff, `${address}?edge=4096`)).bytes))).not.toBe(sha256(stored));
  const nowhere = ['image/' + '0'.repeat(64), `image/${sha256(stored)}?edge=4097`, `image/${sha256(stored)}?edge=0`, `image/${sha256(stored)}?edge=all`, `image/${sha256(stored).toUpperCase()}`, `image/..%2f..%2fkeys%2fdesk.key`, 'image/', 'capture?registrationNo=1', 'keys/desk.key'];
  for (const path of nowhere) expect([path, (await show(desk.staff, `material://${path}`)).status]).toEqual([path, 404]);
});

test('captures are taken only for a case in review, only as JPEG or PNG, and only up to a size', async ({ desks }) => {
  const desk = await desks.start();
  await makeStore(desk.staff);
  await signIn(desk.staff);
  await importOne(desk);
  const paper = await testImage({ shade: 11, format: 'png' });
  expect(await hand(desk.staff, paper)).toMatchObject({ ok: false, error: { code: 'wrong-state' } });
  expect(await hand(desk.staff, paper, { to: '20269901999999' })).toMatchObject({ ok: false, error: { code: 'unknown-registration' } });
  await beginReview(desk.staff);
  const refused = {
    'a text that says it is a JPEG': [Buffer.from('%PDF-1.7 not an image at all')],
    'a WebP': [await testImage({ format: 'webp' })],
    'a drawing with a script in it': [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  } as const;
  for (const [what, [bytes]] of Object.entries(refused)) expect([what, await hand(desk.staff, bytes)]).toMatchObject([what, { ok: false, error: { code: 'image-wrong-type' } }]);
  expect(await hand(desk.staff, Buffer.alloc(0))).toMatchObject({ ok: false, error: { code: 'image-undecodable' } });
  expect(await hand(desk.staff, paper, { repeated: Math.ceil(21 * 1024 ** 2 / paper.byteLength) })).toMatchObject({ ok: false, error: { code: 'image-too-large', params: { limitMb: 20 } } });
  expect(await hand(desk.staff, paper, { type: 'text/html' })).toEqual({ ok: true, value: { sha256: sha256(paper), bytes: paper.byteLength, width: 600, height: 500 } });
  expect(readdirSync(join(desk.dataDir, 'staging')).filter((name) => name.endsWith('.part'))).toEqual([]);
});

/** Every file below a folder. */
function filesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function holds(file: string, words: readonly Buffer[]): Promise<boolean> {
  const parts: Buffer[] = [];
  for await (const part of createReadStream(file)) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  return words.some((word) => bytes.includes(word));
}

test('what the desk writes is its owner’s alone: store, images, log, and what the windows keep beside them', async ({ desks }) => {
  const desk = await desks.start();
  await makeStore(desk.staff);
  await signIn(desk.staff);
  await importOne(desk);
  await callDesk(desk.staff, 'cases.get', { registrationNo: '' });
  const log = join(desk.dataDir, 'window', 'logs', 'desk.log');
  await expect.poll(() => existsSync(log)).toBe(true);
  const written = [desk.dataDir, ...filesUnder(desk.dataDir).filter((file) => !file.startsWith(join(desk.dataDir, 'package')))];
  expect(written).toEqual(expect.arrayContaining([log, join(desk.dataDir, 'countersign.db'), join(desk.dataDir, 'countersign.db-wal')]));
  expect(written.filter((file) => existsSync(file) && (statSync(file).mode & 0o077) !== 0)).toEqual([]);
});

test('what the pages keep for themselves stays in memory: nothing of it is on the disk when the desk is closed', async ({ desks }) => {
  const desk = await desks.start();
  const mark = `kept-by-the-page-${randomUUID()}`;
  const kept = await desk.staff.evaluate(async (word) => {
    localStorage.setItem('word', word);
    await (await caches.open('words')).put('/word', new Response(word)).catch(() => undefined);
    await new Promise<void>((done, failed) => {
      const opening = indexedDB.open('words', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('words').put(word, 1);
      opening.onsuccess = () => done();
      opening.onerror = () => failed(opening.error ?? new Error('no database'));
    });
    return localStorage.getItem('word');
  }, mark);
  expect(kept).toBe(mark);
  const session = await desk.app.evaluate(({ BrowserWindow }) => {
    const own = BrowserWindow.getAllWindows()[0]?.webContents.session;
    return { persistent: own?.isPersistent(), place: own?.getStoragePath() };
  });
  expect(session).toEqual({ persistent: false, place: null });
  await desk.close();
  const words = [Buffer.from(mark, 'utf8'), Buffer.from(mark, 'utf16le')];
  for (const file of filesUnder(desk.dataDir)) expect([file, await holds(file, words)]).toEqual([file, false]);
  expect(filesUnder(desk.dataDir).filter((file) => /Cookies|Cache_Data.*_0$/.test(file) && readFileSync(file).includes('app://'))).toEqual([]);
});

test('a live store is not opened by a desk that is run like this one: the page says why in both languages, and the store stays as it was', async ({ desks }) => {
  const dataDir = desks.folder();
  await runCli('init', '--kind', 'live', '--data', dataDir);
  const before = sha256(readFileSync(join(dataDir, 'countersign.db')));
  const desk = await desks.start({ dataDir, env: { COUNTERSIGN_ID_READER: 'tcp://127.0.0.1:9' } });
  const session = await mustDo(desk.staff, 'session.get', {});
  expect(session).toMatchObject({ phase: 'trouble', trouble: { code: 'live-store-refused' }, store: null });
  const expected = [...(session.trial ? ['trial-build'] : []), ...(process.getuid?.() === 0 ? ['no-sandbox'] : []), 'debug-switch', 'tcp-reader', 'key-file'];
  expect(session.liveObstacles).toEqual(expected);
  const words = desk.staff.getByRole('alert');
  await expect(words).toContainText('不允许使用正式库');
  await expect(words).toContainText('A live store is not opened');
  await expect(desk.staff.getByRole('listitem')).toHaveCount(expected.length);
  await expect(desk.staff.getByText('启动时带有调试参数')).toBeVisible();
  await expect(desk.staff.getByText('读卡器通过网络连接')).toBeVisible();
  expect(await callDesk(desk.staff, 'staff.list', {})).toMatchObject({ ok: false, error: { code: 'store-missing' } });
  await desk.close();
  expect(await runCli('audit', 'verify', '--data', dataDir)).toContain('sound');
  expect(sha256(readFileSync(join(dataDir, 'countersign.db')))).toBe(before);
});

test('no live store is made by a desk that is run like this one, while a training store is', async ({ desks }) => {
  const desk = await desks.start();
  const staff = [{ name: '测试甲', pin: '280417', roles: ['reviewer' as const] }, { name: '测试乙', pin: '391528', roles: ['approver' as const] }];
  expect(await callDesk(desk.staff, 'setup.create', { kind: 'live', deskId: 'desk-1', passphrase: PRACTICE_PASSPHRASE, staff })).toMatchObject({ ok: false, error: { code: 'live-store-refused' } });
  expect(readdirSync(desk.dataDir)).toEqual(['window']);
  await expect(desk.staff.getByRole('radio', { name: '正式' })).toBeDisabled();
  expect(await callDesk(desk.staff, 'setup.create', { kind: 'training', deskId: 'desk-1', passphrase: PRACTICE_PASSPHRASE, staff })).toMatchObject({ ok: true, value: { phase: 'recoveryCode', store: { kind: 'training' } } });
});
