import { cardOf } from '../../scripts/demo/sample-card.ts';
import { Counter, PRACTICE_PEOPLE } from './support/counter.ts';
import { expect, test, type CounterStage } from './support/counter-fixture.ts';

/** The first candidate of the sample about whom nothing is special. */
const ORDINARY = 1;

async function comeToTheCounter({ counter, reader, rows }: CounterStage, index: number): Promise<string> {
  const row = rows[index];
  if (row === undefined) throw new Error('the sample is too small');
  await reader.present(cardOf(row));
  await counter.waitForJudgedCard();
  return row.报名序号;
}

async function readyToSign(stage: CounterStage): Promise<string> {
  const registrationNo = await comeToTheCounter(stage, ORDINARY);
  await stage.counter.confirmPerson();
  await stage.counter.comparePapersUntil(registrationNo, (open) => open.length === 0);
  await stage.counter.passFirstCheck();
  await stage.counter.passSecondCheck(PRACTICE_PEOPLE[1]);
  return registrationNo;
}

test('a clean case goes from the card to the signature in 12 keystrokes of the clerk or fewer, PINs aside, without a mouse', async ({ stage }) => {
  const { counter, candidate } = stage;
  let strokes = 0;
  const press = counter.page.keyboard.press.bind(counter.page.keyboard);
  counter.page.keyboard.press = (...given) => {
    strokes += 1;
    return press(...given);
  };
  const registrationNo = await readyToSign(stage);
  await counter.present();
  expect(strokes).toBeLessThanOrEqual(12);

  await candidate.confirmEverySection();
  await candidate.goToSigning();
  await candidate.drawSignature();
  await candidate.holdToSign();
  await counter.waitForPapers();
  const reply = await counter.page.evaluate((no) => window.desk.cases.get({ registrationNo: no }), registrationNo);
  expect(reply).toMatchObject({ ok: true, value: { state: 'signed', readOnly: true, openItems: [] } });
});

test('a candidate who finds something wrong is back at the counter with one touch, and the next sheet is another revision', async ({ stage }) => {
  const { counter, candidate } = stage;
  await readyToSign(stage);
  await counter.present();
  await candidate.page.getByRole('button', { name: /有错误/ }).first().click();
  await expect(counter.page.getByText(/考生指出/).first()).toBeVisible();
  const view = await counter.page.evaluate(() => window.desk.signing.progress({}));
  expect(view).toMatchObject({ ok: true, value: { phase: 'doubted', doubted: 'registration' } });
});

test('a card that is on no list opens nothing and says what to do', async ({ stage }) => {
  const { counter, reader, rows } = stage;
  const [first] = rows;
  if (first === undefined) throw new Error('the sample is too small');
  await reader.present({ ...cardOf(first), idNumber: '990000200001010020' });
  await expect(counter.page.getByText(/没有找到证件号/)).toBeVisible();
  await expect(counter.page.getByText('990000200001010020')).toHaveCount(0);
});

test('what was being done is found again at the same step after the desk was ended in the middle', async ({ stage }) => {
  const { counter, desk } = stage;
  const registrationNo = await comeToTheCounter(stage, ORDINARY);
  await counter.confirmPerson();
  await counter.comparePapersUntil(registrationNo, (open) => open.length <= 4);
  const before = await counter.openPapers(registrationNo);
  const ended = new Promise((settle) => desk.app.process().once('exit', settle));
  desk.app.process().kill('SIGKILL');
  await ended;
  const again = await stage.desks.start({ dataDir: stage.dataDir });
  const later = new Counter(again.staff);
  await later.unlock();
  await later.signIn(PRACTICE_PEOPLE[0]);
  expect(await later.openPapers(registrationNo)).toEqual(before);
});
