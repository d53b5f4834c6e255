import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { _electron as electron } from '@playwright/test';
import { DeskApp } from '../../test/e2e/support/desk-app.ts';
import { Counter } from '../../test/e2e/support/counter.ts';
import { sandboxSwitches } from '../electron/prepare-app.ts';
import { figureOf, type Figure } from './figures.ts';

const ROUNDS = 7;

/** From the start of the process to a page that answers, in milliseconds; the process is ended again. */
async function timeToReady(args: readonly string[], ready: string): Promise<number> {
  const began = performance.now();
  const app = await electron.launch({ executablePath: process.env['ELECTRON_EXEC_PATH'] ?? '', args: [...args], env: process.env as Record<string, string> });
  const page = await app.firstWindow();
  await page.locator(`html[data-ready="${ready}"]`).waitFor({ state: 'attached' });
  const took = performance.now() - began;
  await app.close();
  return took;
}

/** A store of 100,000 registrations with its people, as a desk of a large site has it on the first morning. */
export async function makeLargeStore(cli: (...args: readonly string[]) => string, workDir: string): Promise<string> {
  const [packageDir, dataDir] = [join(workDir, 'large'), join(workDir, 'large-data')];
  cli('sample', '--candidates', '100000', '--with-images', '0', '--out', packageDir);
  cli('init', '--kind', 'training', '--data', dataDir);
  cli('import', packageDir, '--data', dataDir);
  execFileSync('rm', ['-rf', packageDir]);
  const desk = await DeskApp.start({ dataDir });
  await new Counter(desk.staff).makeTrainingStore();
  await desk.staff.getByRole('heading', { name: '登录' }).waitFor();
  await desk.close();
  return dataDir;
}

/** Cold start to the interactive staff window with 100,000 registrations stored, against a bare window of the same runtime. */
export async function measureStartUp(root: string, dataDir: string): Promise<Figure> {
  const switches = sandboxSwitches();
  const pairs: { product: number; against: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const against = await timeToReady([join(import.meta.dirname, 'bare-window'), ...switches], 'bare');
    const product = await timeToReady([root, `--data=${dataDir}`, ...switches], 'staff');
    // The first round warms the file cache for both.
    if (round > 0) pairs.push({ product, against });
  }
  return figureOf('cold start to the interactive staff window, 100,000 registrations, against a bare Electron window', 'ms', pairs, { kind: 'at most', value: 1.25 });
}
