import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Where pictures for whoever looks at them are wanted; unset in an ordinary run. */
export const PICTURES = process.env['COUNTERSIGN_PICTURES'];

/** Pictures of a page at the sizes of the desks, where they are wanted. */
export async function pictures(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  for (const [width, height] of [[1280, 800], [1440, 900]] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`) });
  }
}
