import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { runCli } from './support/built-cli';
import { Counter, PRACTICE_PASSPHRASE, PRACTICE_PEOPLE } from './support/counter';
import { callDesk, makeStore, mustDo, signIn } from './support/desk-calls';
import { expect, test, type Desks } from './support/desk-test';
import { RECOVERY_CODE_FILE } from './support/recovery-code-file';

/** A closed training store with people and one backup in a folder beside it. */
async function storeWithBackup(desks: Desks): Promise<{ dataDir: string; place: string; code: string }> {
  const [dataDir, place] = [desks.folder(), desks.folder()];
  await runCli('init', '--kind', 'training', '--data', dataDir);
  const desk = await desks.start({ dataDir });
  await makeStore(desk.staff);
  await desk.close();
  await runCli('backup', '--place', place, '--data', dataDir);
  return { dataDir, place, code: readFileSync(join(dataDir, RECOVERY_CODE_FILE), 'utf8') };
}

function damage(dataDir: string): void {
  const file = join(dataDir, 'countersign.db');
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 5 * 4_096, 40 * 4_096);
  writeFileSync(file, bytes);
}

async function restoreOnScreen(staff: Page, code: string): Promise<void> {
  await staff.getByLabel('恢复码').first().fill(code);
  for (const field of await staff.locator('input[type="password"]').all()) await field.fill(PRACTICE_PASSPHRASE);
  await new Counter(staff).button('恢复').click();
}

test.describe('a damaged store', () => {
  test('is not opened; the last backup takes its place by the recovery code, and it is kept aside whole', async ({ desks }) => {
    const { dataDir, code } = await storeWithBackup(desks);
    damage(dataDir);
    const { staff } = await desks.start({ dataDir });
    await expect(staff.getByRole('heading', { name: '审核台没有打开' })).toBeVisible();
    await expect(staff.getByText('最近一份已校验的备份')).toBeVisible();
    await restoreOnScreen(staff, code);
    await expect(staff.getByRole('heading', { name: '登录' })).toBeVisible({ timeout: 30_000 });
    expect(readdirSync(join(dataDir, 'damaged')).some((name) => name.startsWith('set-aside-'))).toBe(true);
    await signIn(staff);
    expect(await mustDo(staff, 'audit.verify', {})).toMatchObject({ sound: true });
  });

  test('stays as it is when the recovery code is another one', async ({ desks }) => {
    const { dataDir } = await storeWithBackup(desks);
    damage(dataDir);
    const before = readFileSync(join(dataDir, 'countersign.db'));
    const { staff } = await desks.start({ dataDir });
    await restoreOnScreen(staff, '7H2KC-9QX4D-M3VNA-0T8WB-R5YJE-6PZGS');
    await expect(staff.getByRole('alert').last()).toContainText('组输入有误');
    expect(readFileSync(join(dataDir, 'countersign.db')).equals(before)).toBe(true);
  });
});

test.describe('an older copy of a store in its place', () => {
  test('is open for reading only until an approver has brought back what is missing', async ({ desks }) => {
    const { dataDir, place } = await storeWithBackup(desks);
    const [storeFolder = ''] = readdirSync(place).filter((name) => name.startsWith('countersign-') && !name.endsWith('.json'));
    const old = readFileSync(join(dataDir, 'countersign.db'));
    const desk = await desks.start({ dataDir });
    await signIn(desk.staff);
    const mirror = join(place, storeFolder, 'mirror');
    await expect.poll(() => (existsSync(mirror) ? readdirSync(mirror).length : 0), { timeout: 20_000 }).toBeGreaterThan(0);
    await desk.close();
    writeFileSync(join(dataDir, 'countersign.db'), old);
    const { staff } = await desks.start({ dataDir });
    await signIn(staff, PRACTICE_PEOPLE.at(-1));
    await expect(staff.getByRole('heading', { name: '本机缺少已签字的记录' })).toBeVisible();
    expect(await callDesk(staff, 'staff.add', { name: '测试新人', pin: '739104', roles: ['reviewer'], commandId: crypto.randomUUID() })).toMatchObject({ ok: false, error: { code: 'store-behind' } });
    const approver = PRACTICE_PEOPLE.find(({ roles }) => (roles as readonly string[]).includes('approver'));
    await staff.getByLabel('人员').click();
    await staff.getByText(approver?.name ?? '', { exact: false }).last().click();
    await staff.getByLabel('PIN').fill(approver?.pin ?? '');
    await new Counter(staff).button('补回封存记录').click();
    await expect(staff.getByRole('heading', { name: '本机缺少已签字的记录' })).toBeHidden();
    expect(await mustDo(staff, 'audit.verify', {})).toMatchObject({ sound: true });
  });
});
