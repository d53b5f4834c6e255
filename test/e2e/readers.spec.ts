import type { Locator, Page } from '@playwright/test';
import { passportLines } from '../../src-main/packages/sample-passport.ts';
import { cardOf, type SampleRow } from '../../scripts/demo/sample-card.ts';
import { mustDo } from './support/desk-calls.ts';
import { expect, test, type CounterStage } from './support/counter-fixture.ts';

function reader(stage: CounterStage, state: string): Locator {
  return stage.counter.page.getByRole('button', { name: state, exact: true });
}

function person({ rows }: CounterStage, index: number): SampleRow {
  const row = rows[index];
  if (row === undefined) throw new Error('the sample is too small');
  return row;
}

/** The lines of the passport that this person of the sample holds. */
function passportOf(row: SampleRow): string {
  const [surname = '', ...givenNames] = row.姓名.split(' ');
  return passportLines({
    number: row.证件编号, country: 'CAN', surname, givenNames: givenNames.join(' '), birthDate: row.出生日期, sex: row.性别 === '男' ? 'M' : 'F',
    validFrom: '2022-05-12', validUntil: `${new Date().getFullYear() + 6}-05-12`,
  });
}

/** As a scanner plays its keyboard, each line ended by Enter: faster than keys could be sent from outside on a busy machine. */
function scan(page: Page, lines: string): Promise<void> {
  return page.evaluate((text) => {
    const codes: Readonly<Record<string, string>> = { '<': 'Comma', '\n': 'Enter' };
    for (const sign of `${text}\n`) {
      const code = codes[sign] ?? (/\d/.test(sign) ? `Digit${sign}` : `Key${sign}`);
      const key = sign === '\n' ? 'Enter' : sign;
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { code, key, shiftKey: !/[\d\n]/.test(sign), bubbles: true, cancelable: true }));
    }
  }, lines);
}

/** The process that talks to devices, as the system knows it. */
async function devicesProcess({ desk }: CounterStage): Promise<number> {
  const pids = await desk.app.evaluate(({ app }) => app.getAppMetrics().filter(({ name, serviceName }) => [name, serviceName].includes('countersign-devices')).map(({ pid }) => pid));
  expect(pids).toHaveLength(1);
  return pids[0] ?? 0;
}

/** The next fault of which the window is told; it may be over before anybody looks. */
function firstFault({ counter }: CounterStage): Promise<string | null> {
  return counter.page.evaluate(() => new Promise((settle) => {
    const stop = window.desk.on('reader.changed', ({ state, fault }) => {
      if (state !== 'faulty') return;
      stop();
      settle(fault);
    });
  }));
}

test('a reader that is plugged, unplugged, replaced or whose process is killed is told of, and costs no case and mixes up no people', async ({ stage }) => {
  const { counter, reader: outside } = stage;
  const { page } = counter;
  const [first, second] = [person(stage, 1), person(stage, 2)];

  await test.step('plugged in after the desk was started, it is found by itself', async () => {
    await expect(reader(stage, '读卡器就绪')).toBeVisible();
    await outside.obey({ do: 'unplug' });
    await expect(reader(stage, '未连接读卡器')).toBeVisible();
    await outside.obey({ do: 'plug' });
    await expect(reader(stage, '读卡器就绪')).toBeVisible();
  });

  await test.step('unplugged in the middle of a card, it opens nothing until it is back and the card is read', async () => {
    await outside.obey({ do: 'fail', fault: 'unplugged', on: 'read' });
    await outside.present(cardOf(first));
    await expect(reader(stage, '未连接读卡器')).toBeVisible();
    await expect(counter.button('是本人，身份核对通过')).toHaveCount(0);
    await outside.obey({ do: 'plug' });
    await counter.waitForJudgedCard();
    await expect(page.getByText(first.姓名).first()).toBeVisible();
  });

  await test.step('killed in the middle of a case, its process is started again and the case stays', async () => {
    const told = firstFault(stage);
    const before = await mustDo(page, 'cases.get', { registrationNo: first.报名序号 });
    const killed = await devicesProcess(stage);
    process.kill(killed, 'SIGKILL');
    expect(await told).toBe('processEnded');
    await expect(reader(stage, '已读卡，请取走')).toBeVisible();
    expect(await devicesProcess(stage)).not.toBe(killed);
    expect(await mustDo(page, 'cases.get', { registrationNo: first.报名序号 })).toEqual(before);
    await counter.confirmPerson();
  });

  await test.step('replaced by another, it is told by the number of its module', async () => {
    const before = await mustDo(page, 'reader.facts', {});
    await outside.lift();
    await outside.obey({ do: 'unplug' });
    await outside.obey({ do: 'becomeAnother' });
    await outside.obey({ do: 'plug' });
    await expect(reader(stage, '读卡器就绪')).toBeVisible();
    await expect.poll(async () => (await mustDo(page, 'reader.facts', {})).device?.samId).not.toBe(before.device?.samId);
  });

  await test.step('the next person’s card brings nothing of the one before', async () => {
    await outside.present(cardOf(second));
    await expect(page.getByText(second.姓名).first()).toBeVisible();
    const [theirs, before] = [await mustDo(page, 'cases.open', { registrationNo: second.报名序号 }), await mustDo(page, 'cases.get', { registrationNo: first.报名序号 })];
    expect(theirs.pendingCard?.rows.find(({ field }) => field === 'name')?.chip).toBe(second.姓名);
    expect([before.pendingCard, before.state]).toEqual([null, 'inReview']);
  });

  await test.step('a passport is scanned like a notice: it opens its holder’s case, is taken down without a reader, and passes', async () => {
    const holder = stage.rows.find(({ 证件类型 }) => 证件类型 === '护照');
    if (holder === undefined) throw new Error('the sample has no passport');
    const lines = passportOf(holder);
    await outside.lift();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('textbox', { name: /姓名、拼音首字母/ })).toBeVisible();
    await scan(page, lines);
    await expect(page.getByRole('heading', { name: '请考生出示报名时登记的证件：护照' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('护照资料页底部两行')).toBeFocused();
    await page.keyboard.insertText(lines);
    await page.keyboard.press('Control+Enter');
    await counter.waitForJudgedCard();
    await counter.confirmPerson();
    const view = await mustDo(page, 'cases.get', { registrationNo: holder.报名序号 });
    expect(view).toMatchObject({ state: 'inReview', identity: { method: 'document', document: 'passport', passed: true, consentBy: null, reason: '报名证件是护照，没有芯片可读' } });
  });
});
