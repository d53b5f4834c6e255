import type { ElectronApplication } from '@playwright/test';
import { DeskApp } from './support/desk-app';
import { expect, test } from './support/desk-test';

/** Language of each window's page that is ready; a dead page has none. Asked of Electron: a page that died is lost to its watcher. */
function languagesOfReadyPages(app: ElectronApplication): Promise<readonly unknown[]> {
  return app.evaluate(({ BrowserWindow }) => Promise.all(BrowserWindow.getAllWindows().map(({ webContents }) =>
    (webContents.isCrashed() ? null : webContents.executeJavaScript('document.documentElement.dataset.ready && document.documentElement.lang')))));
}

test('a desk that was left in English starts in English, from the first page on, and so does every page whose process died', async ({ desks }) => {
  const dataDir = desks.folder();
  const first = await desks.start({ dataDir });
  await expect(first.staff.getByRole('heading', { name: '首次使用' })).toBeVisible();
  await first.staff.getByText('English').click();
  await expect(first.staff.getByRole('heading', { name: 'First use' })).toBeVisible();
  await first.close();
  const { app, staff } = await desks.start({ dataDir });
  await expect(staff.getByRole('heading', { name: 'First use' })).toBeVisible();
  expect(await staff.evaluate(() => document.documentElement.lang)).toBe('en');
  const before = await languagesOfReadyPages(app);
  await app.evaluate(({ BrowserWindow }) => Promise.all(BrowserWindow.getAllWindows().map(({ webContents }) => {
    const died = new Promise<void>((resolve) => webContents.once('render-process-gone', () => resolve()));
    webContents.forcefullyCrashRenderer();
    return died;
  })));
  await expect.poll(() => languagesOfReadyPages(app)).toEqual(before);
});

test('a desk that is ended while its first page comes up ends by itself, without a word of failure', async ({ desks }) => {
  const output: string[] = [];
  const app = await DeskApp.launch({ dataDir: desks.folder() }, output);
  const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
  await app.waitForEvent('window');
  app.process().kill('SIGTERM');
  expect(await ended, output.join('')).toBe(0);
  expect(output.join('')).not.toContain('Error: ');
});
