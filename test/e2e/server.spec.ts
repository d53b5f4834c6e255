import { sql } from 'kysely';
import { connectToServer } from '../../src-main/storage/connection';
import { prepareDatabase } from '../../src-main/storage/prepare-database';
import { openCuttingProxy, type CuttingProxy } from '../support/cutting-proxy';
import { openDeskNetwork, type DeskNetwork } from '../support/desk-network';
import { CLUSTER_OWNER, startCluster } from '../support/postgres-cluster';
import { Counter, named, PRACTICE_PASSPHRASE, PRACTICE_PEOPLE } from './support/counter';
import { mustDo } from './support/desk-calls';
import { expect, test, type Desks } from './support/desk-test';
import { samplePackage } from './support/sample-package';
import { pictures } from './support/pictures';

const [OWNER, DESKS, DATABASE] = ['site_owner', 'desks', 'exam'];

/** The desk's way to its server: a network that can be pulled out, and a wire that can be cut at a word. */
interface Way {
  network: DeskNetwork;
  wire: CuttingProxy;
  url: string;
}

async function siteServer(desks: Desks): Promise<Way> {
  const cluster = await startCluster();
  desks.atEnd(() => cluster.stop());
  const server = connectToServer({ url: cluster.urlOf(CLUSTER_OWNER, 'postgres') }, { mode: 'write' });
  for (const role of [OWNER, DESKS]) await sql.raw(`create role ${role} login`).execute(server.db);
  await sql.raw(`create database ${DATABASE} owner ${OWNER}`).execute(server.db);
  await server.close();
  await prepareDatabase({ url: cluster.urlOf(OWNER, DATABASE) }, DESKS);
  const wire = await openCuttingProxy(cluster.port);
  desks.atEnd(() => wire.close());
  const network = await openDeskNetwork(wire.port);
  desks.atEnd(() => network.close());
  return { network, wire, url: `postgresql://${DESKS}@127.0.0.1:${network.port}/${DATABASE}` };
}

/** A further desk joins on its first-use page; the first one approves its key after a look at both screens. */
async function joinsFromFirstUse(desks: Desks, first: Counter, port: number, recoveryCode: string): Promise<void> {
  const second = new Counter((await desks.start()).staff);
  const { page } = second;
  await page.getByText('加入考点的服务器').click();
  await page.getByLabel('服务器', { exact: true }).fill('127.0.0.1');
  await page.getByLabel('端口').fill(String(port));
  await page.getByLabel('数据库').fill('no_such_store');
  await second.button('查看服务器').click();
  await expect(page.getByRole('alert')).toContainText('没有这个名称的数据库');
  await page.getByLabel('数据库').fill(DATABASE);
  await second.button('查看服务器').click();
  await expect(page.getByText(/已有审核台：desk-1/)).toBeVisible();
  const form = page.locator('details').filter({ hasText: '加入考点的服务器' });
  await form.getByLabel('考点的恢复码').fill(recoveryCode);
  for (const label of [/^启动口令（/, /^再输一次$/]) if (await form.getByLabel(label).count() > 0) await form.getByLabel(label).fill(PRACTICE_PASSPHRASE);
  await pictures(page, 'server-join');
  await form.getByRole('button', { name: named('加入') }).last().click();
  await second.signIn(PRACTICE_PEOPLE[2]);
  await second.openRoom('人员');
  const { fingerprint } = await mustDo(page, 'desks.get', {});
  const shown = (fingerprint.match(/.{4}/g) ?? []).join(' ');
  const panel = page.getByRole('region', { name: '本考点的审核台' });
  await expect(panel).toContainText(shown);
  await panel.scrollIntoViewIfNeeded();
  await pictures(page, 'server-joined');

  await first.page.keyboard.press('Escape');
  await first.openRoom('人员');
  await first.page.getByRole('button', { name: named('认可…') }).last().click();
  const prompt = first.page.getByRole('dialog');
  await expect(prompt).toContainText(shown);
  await pictures(first.page, 'server-approve');
  await prompt.getByLabel('PIN').fill(PRACTICE_PEOPLE[2]?.pin ?? '');
  await first.page.keyboard.press('Enter');
  await expect(first.page.getByText('已认可 desk-2。')).toBeVisible();
  await pictures(first.page, 'server-approved');
}

test('a desk whose server is lost says so at once, keeps what was typed, comes back by itself, and applies nothing twice', async ({ desks }) => {
  const { network, wire, url } = await siteServer(desks);
  const sample = samplePackage();
  const desk = await desks.start({ env: { COUNTERSIGN_DATABASE_URL: url } });
  const counter = new Counter(desk.staff);
  const { page } = counter;
  const recoveryCode = await counter.makeTrainingStore();
  await counter.signIn(PRACTICE_PEOPLE[0]);
  await desk.answerOpenDialog(sample.dir);
  await counter.packageTask(() => page.evaluate(() => void window.desk.packages.import({ source: 'folder' })));
  const registrationNo = sample.rows[0]?.报名序号 ?? '';
  await mustDo(page, 'trainingReader.present', { registrationNo });
  await counter.waitForJudgedCard();
  await counter.confirmPerson();
  await counter.papers().filter({ hasText: '医疗机构执业许可证' }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  const [value, reason] = [page.getByRole('textbox', { name: '改为' }), page.getByRole('textbox', { name: /更改理由/ })];
  await value.fill('测试市第二医院');

  const band = page.getByRole('alert').filter({ hasText: '连接不上' });
  network.pull();
  network.cut();
  await expect(band).toBeVisible({ timeout: 5_000 });
  // Neither the open drawer nor its mask lies over it.
  await band.click({ trial: true });
  await reason.fill('登记有误，以许可证为准');
  await page.getByRole('checkbox', { name: /工作单位变更证明/ }).check();
  await page.keyboard.press('Control+Enter');
  await expect(value).toHaveValue('测试市第二医院');
  await expect(reason).toHaveValue('登记有误，以许可证为准');
  await pictures(page, 'server-lost');

  network.mend();
  await expect(band).toBeHidden();
  wire.cutAt('commit', true, 'insert into "command_answer"');
  await expect(page.getByText('登记有误，以许可证为准')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('审批人在本台确认')).toBeVisible();
  expect(wire.hasCut(), 'the answer was lost on its way').toBe(true);
  expect((await mustDo(page, 'cases.get', { registrationNo })).corrections).toMatchObject([{ state: 'requested', new: '测试市第二医院' }]);
  expect(await mustDo(page, 'audit.verify', {})).toMatchObject({ sound: true });
  await pictures(page, 'server-back');
  await joinsFromFirstUse(desks, counter, network.port, recoveryCode);
});
