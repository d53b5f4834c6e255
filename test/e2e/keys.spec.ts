import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Counter, PRACTICE_PASSPHRASE, PRACTICE_PEOPLE } from './support/counter';
import { callDesk, mustDo, signIn } from './support/desk-calls';
import { expect, test } from './support/desk-test';
import { makeKeyRing } from './support/key-ring';
import { pictures, PICTURES } from './support/pictures';

async function inBothLanguages(page: Page, name: string): Promise<void> {
  await pictures(page, `${name}-zh`);
  if (PICTURES === undefined) return;
  await page.getByRole('button', { name: 'English' }).click();
  await pictures(page, `${name}-en`);
  await page.getByRole('button', { name: '中文' }).click();
}

test('a desk without a key store: the code is written down, every start asks for the passphrase, and the code opens it when that is forgotten', async ({ desks }) => {
  const dataDir = desks.folder();
  const first = await desks.start({ dataDir });
  const { keyStore } = await mustDo(first.staff, 'session.get', {});
  expect(keyStore).toBe('plain-text');
  await inBothLanguages(first.staff, 'first-use');
  const counter = new Counter(first.staff);
  const pins = first.staff.getByPlaceholder(/PIN/);
  for (const [i, person] of PRACTICE_PEOPLE.entries()) await pins.nth(i).fill(person.pin);
  for (const label of [/^启动口令（/, /^再输一次$/]) await first.staff.getByLabel(label).fill(PRACTICE_PASSPHRASE);
  await counter.button('建库并开始').click();
  await expect(first.staff.getByRole('heading', { name: '抄下恢复码' })).toBeVisible();
  await inBothLanguages(first.staff, 'recovery-code');
  const code = await counter.writeDownCode();
  expect(await callDesk(first.staff, 'keys.showCode', {})).toMatchObject({ ok: false });
  await signIn(first.staff, PRACTICE_PEOPLE[2]);
  await counter.openRoom('人员');
  await inBothLanguages(first.staff, 'staff');
  await first.close();

  const second = await desks.start({ dataDir });
  const later = new Counter(second.staff);
  expect(await mustDo(second.staff, 'session.get', {})).toMatchObject({ phase: 'locked', hasPassphrase: true, store: null });
  expect(await callDesk(second.staff, 'staff.list', {})).toMatchObject({ ok: false, error: { code: 'store-missing' } });
  await second.staff.getByLabel('启动口令', { exact: true }).fill('不是这个口令');
  await second.staff.keyboard.press('Enter');
  await expect(second.staff.getByRole('alert')).toContainText('启动口令不对');
  await inBothLanguages(second.staff, 'locked');
  await later.unlock();
  await later.signIn(PRACTICE_PEOPLE[0]);
  await second.close();

  const third = await desks.start({ dataDir });
  await third.staff.getByRole('button', { name: /忘记启动口令/ }).click();
  await third.staff.getByLabel('恢复码', { exact: true }).fill(`${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`);
  for (const label of [/^启动口令（/, /^再输一次$/]) await third.staff.getByLabel(label).fill('另一个新启动口令');
  await third.staff.getByRole('button', { name: '打开' }).click();
  await expect(third.staff.getByRole('alert')).toContainText('第 6 组输入有误');
  await inBothLanguages(third.staff, 'locked-code');
  await third.staff.getByLabel('恢复码', { exact: true }).fill(code.toLowerCase());
  await third.staff.getByRole('button', { name: '打开' }).click();
  await new Counter(third.staff).signIn(PRACTICE_PEOPLE[0]);
  expect(await mustDo(third.staff, 'audit.verify', {})).toMatchObject({ sound: true });
  expect(readdirSync(join(dataDir, 'keys')).toSorted()).toEqual(['desk.key', 'site.key', 'slots.copy.json', 'slots.json']);
});

test('a desk whose machine has a key store asks for nothing in the morning; without that key ring its data stays closed until the recovery code is typed', async ({ desks }) => {
  const ring = makeKeyRing();
  desks.atEnd(() => ring.remove());
  const dataDir = desks.folder();
  const start = { dataDir, ...ring.startOptions };
  const first = await desks.start(start);
  expect(await mustDo(first.staff, 'session.get', {})).toMatchObject({ phase: 'noStore', keyStore: 'ready' });
  const code = await new Counter(first.staff).makeTrainingStore();
  await first.close();

  const morning = await desks.start(start);
  expect(await mustDo(morning.staff, 'session.get', {})).toMatchObject({ phase: 'signedOut', keyStore: 'ready' });
  await new Counter(morning.staff).signIn(PRACTICE_PEOPLE[0]);
  await morning.close();

  const elsewhere = await desks.start({ dataDir });
  expect(await mustDo(elsewhere.staff, 'session.get', {})).toMatchObject({ phase: 'locked', hasPassphrase: false, keyStore: 'plain-text' });
  await elsewhere.staff.getByLabel('恢复码', { exact: true }).fill(code);
  for (const label of [/^启动口令（/, /^再输一次$/]) await elsewhere.staff.getByLabel(label).fill(PRACTICE_PASSPHRASE);
  await elsewhere.staff.getByRole('button', { name: '打开' }).click();
  await new Counter(elsewhere.staff).signIn(PRACTICE_PEOPLE[0]);
  await elsewhere.close();
  const back = await desks.start(start);
  expect(await mustDo(back.staff, 'session.get', {})).toMatchObject({ phase: 'signedOut' });
});
