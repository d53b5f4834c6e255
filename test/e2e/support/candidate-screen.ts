import { expect, type Page } from '@playwright/test';
import { named } from './counter.ts';

/** The candidate's window as a candidate uses it. */
export class CandidateScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Says "correct" to every section, from the first to the last; `each` is called with how many are confirmed. */
  async confirmEverySection(each: (confirmed: number) => Promise<void> = () => Promise.resolve()): Promise<void> {
    const correct = this.page.getByRole('button', { name: named('内容正确') });
    for (let confirmed = 0; ; confirmed += 1) {
      await each(confirmed);
      const left = await correct.count();
      if (left === 0) return;
      await correct.first().click();
      await expect(correct).toHaveCount(left - 1);
    }
  }

  /** Has read the declaration and goes on to the place to sign. */
  async goToSigning(): Promise<void> {
    await this.page.getByRole('button', { name: named('我已阅读，去签字') }).click();
    await expect(this.page.getByRole('button', { name: named('按住签字') })).toBeInViewport({ ratio: 1 });
  }

  /** Draws a name-like line of ink, moving as a hand does. */
  async drawSignature(): Promise<void> {
    const area = this.page.getByLabel('签名区');
    await expect(area).toBeInViewport({ ratio: 0.9 });
    const box = await area.boundingBox();
    if (box === null) throw new Error('there is no place to sign');
    const { mouse } = this.page;
    for (const [from, waves] of [[0.15, 3], [0.45, 4], [0.68, 2]] as const) {
      await mouse.move(box.x + box.width * from, box.y + box.height * 0.55);
      await mouse.down();
      for (let i = 1; i <= 24; i += 1) {
        const x = box.x + box.width * (from + (i / 24) * 0.2);
        const y = box.y + box.height * (0.55 + 0.25 * Math.sin((i / 24) * Math.PI * waves));
        await mouse.move(x, y);
      }
      await mouse.up();
    }
  }

  /** Presses and holds until it is signed. */
  async holdToSign(): Promise<void> {
    const hold = this.page.getByRole('button', { name: named('按住签字') });
    await expect(hold).toBeEnabled({ timeout: 20_000 });
    await hold.hover();
    await this.page.mouse.down();
    await expect(this.page.getByText('签字完成，谢谢')).toBeVisible({ timeout: 20_000 });
    await this.page.mouse.up();
  }

  /** Every value of the sheet as it stands on the page, by its path: read from the visible text. */
  shownLeaves(): Promise<readonly { path: string; type: string; text: string }[]> {
    return this.page.locator('[data-leaf]').evaluateAll((elements) =>
      elements.map((element) => ({ path: element.getAttribute('data-leaf') ?? '', type: element.getAttribute('data-type') ?? '', text: element.textContent ?? '' })));
  }
}
