import type { Locator } from '@playwright/test';
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
});
