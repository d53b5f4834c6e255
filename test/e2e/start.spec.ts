import { expect, test } from './support/desk-test';

test('a desk that was left in English starts in English, from the first page on', async ({ desks }) => {
  const dataDir = desks.folder();
  const first = await desks.start({ dataDir });
  await expect(first.staff.getByRole('heading', { name: '首次使用' })).toBeVisible();
  await first.staff.getByText('English').click();
  await expect(first.staff.getByRole('heading', { name: 'First use' })).toBeVisible();
  await first.close();
  const { staff } = await desks.start({ dataDir });
  await expect(staff.getByRole('heading', { name: 'First use' })).toBeVisible();
  expect(await staff.evaluate(() => document.documentElement.lang)).toBe('en');
});
