import { expect, type Locator, type Page } from '@playwright/test';
import type {} from './window-desk.ts';

export interface DeskPerson {
  name: string;
  pin: string;
  roles: readonly ('reviewer' | 'approver' | 'administrator')[];
}

/** People of a practice desk. */
export const PRACTICE_PEOPLE: readonly DeskPerson[] = [
  { name: '训练审核员甲', pin: '280417', roles: ['reviewer'] },
  { name: '训练审核员乙', pin: '391528', roles: ['reviewer'] },
  { name: '训练审批人丙', pin: '402639', roles: ['approver', 'administrator'] },
];

/** antd sets a space between two Chinese characters of a button. */
export function named(text: string): RegExp {
  const spaced = [...text].map((character) => character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s?');
  return new RegExp(spaced);
}

/** What opens the practice desk on a machine without a key store. */
export const PRACTICE_PASSPHRASE = '训练台的启动口令';

/** The staff window as a clerk works it. */
export class Counter {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button(text: string): Locator {
    return this.page.getByRole('button', { name: named(text) }).first();
  }

  /** First use: a training store with three people, each with an own PIN. Answers with the recovery code. */
  async makeTrainingStore(): Promise<string> {
    const pins = this.page.getByPlaceholder(/PIN/);
    await expect(pins).toHaveCount(PRACTICE_PEOPLE.length);
    for (const [i, person] of PRACTICE_PEOPLE.entries()) await pins.nth(i).fill(person.pin);
    const passphrase = this.page.getByLabel(/^启动口令（/);
    if (await passphrase.count() > 0) for (const field of [passphrase, this.page.getByLabel('再输一次', { exact: true })]) await field.fill(PRACTICE_PASSPHRASE);
    await this.button('建库并开始').click();
    return this.writeDownCode();
  }

  /** A new recovery code is on the screen: it is written down, and two groups of it are typed back. Answers with the code. */
  async writeDownCode(): Promise<string> {
    const groups = this.page.getByRole('list', { name: '恢复码' }).getByRole('listitem');
    await expect(groups).toHaveCount(6);
    const written = (await groups.allInnerTexts()).map((text) => text.replace(/\s/g, '').slice(1));
    await this.button('已抄写').click();
    for (const [at, group] of written.entries()) {
      const field = this.page.getByLabel(`第 ${at + 1} 组`, { exact: true });
      if (await field.count() > 0) await field.fill(group);
    }
    await this.button('核对并继续').click();
    await expect(this.button('核对并继续')).toHaveCount(0);
    return written.join('-');
  }

  /** The start passphrase, when the desk asks for it. */
  async unlock(): Promise<void> {
    await this.page.getByLabel('启动口令', { exact: true }).fill(PRACTICE_PASSPHRASE);
    await this.page.keyboard.press('Enter');
  }

  async signIn(person: DeskPerson | undefined = PRACTICE_PEOPLE[0]): Promise<void> {
    if (person === undefined) throw new Error('nobody to sign in');
    await this.page.getByText(person.name, { exact: true }).first().click();
    await this.page.getByPlaceholder(/PIN/).or(this.page.getByLabel(/PIN/)).first().fill(person.pin);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('button', { name: named('退出登录') })).toBeVisible();
  }

  /** The answer of the package task that `begin` starts. */
  async packageTask(begin: () => Promise<void>): Promise<{ outcome: string; report: { candidates: Record<string, number>; images: Record<string, number> } | null; exported: { siteKeyFingerprint: string } | null }> {
    const finished = this.page.evaluate(() => new Promise((settle) => {
      const stop = window.desk.on('packages.finished', (result) => {
        stop();
        settle(result);
      });
    }));
    await begin();
    return (await finished) as never;
  }

  /** The case that a card opened is on the screen, judged. */
  async waitForJudgedCard(): Promise<void> {
    await expect(this.button('是本人，身份核对通过')).toBeEnabled();
  }

  async confirmPerson(): Promise<void> {
    await this.page.keyboard.press('Enter');
    await expect(this.papers()).not.toHaveCount(0);
  }

  papers(): Locator {
    return this.page.getByRole('navigation').filter({ hasText: '材料' }).getByRole('button');
  }

  /** Works through the papers from the one in view until `stop` names the paper in view; own-key fields get their "same". */
  async comparePapersUntil(registrationNo: string, isDone: (open: readonly OpenPaper[]) => boolean): Promise<void> {
    for (let strokes = 0; strokes < 60; strokes += 1) {
      const open = await this.openPapers(registrationNo);
      if (isDone(open)) return;
      const [paper] = open;
      if (paper === undefined) throw new Error('no paper is open');
      await this.waitForImages(paper);
      const before = JSON.stringify(open);
      const key = paper.ownKey.length > 0 && paper.fields.length === paper.ownKey.length ? '1' : 'Enter';
      await this.waitForKey(key);
      // A panel that is just closing still takes keys; then the clerk presses again.
      await expect(async () => {
        await this.page.keyboard.press(key);
        await expect.poll(async () => JSON.stringify(await this.openPapers(registrationNo)), { timeout: 4_000 }).not.toBe(before);
      }).toPass({ timeout: 20_000 });
    }
    throw new Error('the papers never came to an end');
  }

  /** The key's button is there and not blocked: the step has seen what the clerk sees. */
  async waitForKey(key: string): Promise<void> {
    await expect(this.page.locator(`button[aria-keyshortcuts~="${key}"]`).last()).toHaveAttribute('aria-disabled', 'false');
  }

  /** A paper is confirmed only after it was seen: the keys wait for its images, and so does whoever presses them. */
  async waitForImages(paper: OpenPaper): Promise<void> {
    await this.page.waitForFunction((shas) => {
      const images = [...document.querySelectorAll<HTMLImageElement>('[data-work] img')];
      return shas.every((sha) => images.some((image) => image.src.includes(sha) && image.complete && image.naturalWidth > 0));
    }, paper.images);
  }

  /** What the desk itself says is still open, paper by paper. */
  openPapers(registrationNo: string): Promise<readonly OpenPaper[]> {
    return this.page.evaluate(async (no) => {
      const reply = await window.desk.cases.get({ registrationNo: no });
      if (!reply.ok) throw new Error(reply.error.code);
      return reply.value.materials.filter(({ state }) => state === 'open').map(({ code, fields, images }) => {
        const open = fields.filter(({ result }) => result === null);
        return { code, images: images.map(({ sha256 }) => sha256), fields: open.map(({ field }) => field), ownKey: open.filter(({ ownKey }) => ownKey !== null).map(({ field }) => field) };
      });
    }, registrationNo);
  }

  /** The field in focus is asked to be corrected, with an image of the case as evidence. */
  async requestCorrection(value: string, reason: string, evidence: RegExp): Promise<void> {
    await this.page.keyboard.press('j');
    await this.page.keyboard.press('e');
    await this.page.getByRole('textbox', { name: '改为' }).fill(value);
    await this.page.getByRole('textbox', { name: /更改理由/ }).fill(reason);
    await this.page.getByRole('checkbox', { name: evidence }).check();
    await this.page.keyboard.press('Control+Enter');
    await expect(this.page.getByText('审批人在本台确认')).toBeVisible();
  }

  /** Another person consents here with an own PIN. */
  async consent(person: DeskPerson | undefined): Promise<void> {
    const pin = this.page.getByLabel('PIN', { exact: true });
    const who = this.page.getByRole('combobox', { name: '人员' });
    await expect(pin).toBeVisible();
    if (!(await this.page.getByText(`${person?.name} ·`).first().isVisible())) {
      await who.click();
      await this.page.getByTitle(new RegExp(`^${person?.name} ·`)).click();
    }
    await pin.fill(person?.pin ?? '');
    await pin.press('Enter');
    await expect(pin).toBeHidden();
  }

  async openRoom(name: '考生' | '审批' | '数据包' | '就绪检查' | '人员'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}`) }).first().click();
  }

  async passFirstCheck(): Promise<void> {
    await expect(this.button('初审通过')).toBeVisible();
    await this.page.keyboard.press('Enter');
    await expect(this.button('复审通过')).toBeVisible();
  }

  /** The second reviewer confirms here; then the sheet can be shown. */
  async passSecondCheck(person: DeskPerson | undefined): Promise<void> {
    await this.page.keyboard.press('Enter');
    await this.consent(person);
    await expect(this.button('向考生出示确认单')).toBeVisible();
  }

  async present(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  async waitForPapers(): Promise<void> {
    await expect(this.button('另存回执')).toBeVisible({ timeout: 30_000 });
  }

  async savePaper(paper: 'sheet' | 'receipt'): Promise<void> {
    await this.button(paper === 'sheet' ? '另存确认单' : '另存回执').click();
    await expect(this.page.getByText(`已保存为 ${paper}.pdf`)).toBeVisible();
  }

  async signOut(): Promise<void> {
    await this.button('退出登录').click();
  }
}

/** A paper that waits, with its fields that are not compared yet. */
export interface OpenPaper {
  code: string;
  fields: readonly string[];
  ownKey: readonly string[];
  images: readonly string[];
}
