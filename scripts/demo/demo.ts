import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { CandidateScreen } from '../../test/e2e/support/candidate-screen.ts';
import { Counter, PRACTICE_PEOPLE } from '../../test/e2e/support/counter.ts';
import { DeskApp } from '../../test/e2e/support/desk-app.ts';
import { unpackZip } from '../electron/unpack-zip.ts';
import { outFolder } from '../places.ts';
import { checkFinality, checkResults, checkSheet, checkSignatures, type Check } from './outside-checks.ts';
import { checkNothingInClear } from './clear-text-check.ts';
import { OutsideReader } from './outside-reader.ts';
import { digestOfShown } from './read-sheet.ts';
import { cardOf, sampleRows } from './sample-card.ts';
import { openStoreKey } from '../store-key.ts';
import { Steps } from './steps.ts';
import { say } from '../say.ts';

const OUT = join(outFolder, 'demo');
const DESK = 'desk-1';
/** What the candidate's papers say of the place of work. */
const NEW_UNIT = '测试市中心医院';

function cli(args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(process.execPath, [join(outFolder, 'main', 'cli.js'), ...args], { encoding: 'utf8', env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Everything that the story needs and that is ended with it. */
interface Stage {
  steps: Steps;
  desk: DeskApp;
  counter: Counter;
  candidate: CandidateScreen;
  reader: OutsideReader;
  workDir: string;
  packageDir: string;
}

/** Fonts are there, and every image that can be seen: a picture is not taken while they are still being brought. */
async function allDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const isSeen = (image: HTMLImageElement): boolean => {
      const { top, bottom } = image.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    };
    return document.fonts.status === 'loaded' && [...document.images].filter(isSeen).every((image) => image.complete);
  });
  await page.evaluate(() => Promise.allSettled([...document.images].filter((image) => image.complete).map((image) => image.decode())));
}

async function picture(stage: Stage, name: string, what: string, page: Page = stage.desk.staff): Promise<void> {
  await allDrawn(page);
  await page.screenshot({ path: join(OUT, stage.steps.done(name, what)) });
}

async function openDesk(steps: Steps): Promise<Stage> {
  const workDir = mkdtempSync(join(tmpdir(), 'countersign-demo-'));
  const packageDir = join(workDir, 'package');
  cli(['sample', '--candidates', '24', '--out', packageDir]);
  steps.done('sample', 'a registration package of 24 invented people');
  const reader = await OutsideReader.start();
  const desk = await DeskApp.start({ dataDir: join(workDir, 'data'), env: { COUNTERSIGN_ID_READER: reader.address } });
  return { steps, desk, counter: new Counter(desk.staff), candidate: new CandidateScreen(desk.candidate), reader, workDir, packageDir };
}

async function setUp(stage: Stage): Promise<string> {
  const { counter } = stage;
  const recoveryCode = await counter.makeTrainingStore();
  await picture(stage, 'set-up', 'a training store with two reviewers and an approver');
  await counter.signIn(PRACTICE_PEOPLE[0]);
  await picture(stage, 'signed-in', 'a reviewer signs in');
  return recoveryCode;
}

async function importPackage(stage: Stage): Promise<Record<string, number>> {
  const { counter, desk, packageDir } = stage;
  await desk.answerOpenDialog(packageDir);
  await counter.openRoom('数据包');
  const result = await counter.packageTask(() => counter.button('选择文件夹').click());
  if (result.report === null) throw new Error(`import: ${result.outcome}`);
  return result.report.candidates;
}

async function review(stage: Stage, registrationNo: string): Promise<void> {
  const { counter } = stage;
  await counter.comparePapersUntil(registrationNo, (open) => open.every(({ code }) => code === 'LICENCE' || code === 'UNIT_PROOF'));
  await picture(stage, 'compared', 'the papers are compared with the registration, one key each');
  await counter.requestCorrection(NEW_UNIT, '医院已更名，附更名证明', /工作单位变更证明/);
  await picture(stage, 'correction', 'the work unit is wrong: a correction with evidence, waiting for another person');
  await counter.consent(PRACTICE_PEOPLE[2]);
  await picture(stage, 'approved', 'the approver agrees with an own PIN');
  await counter.comparePapersUntil(registrationNo, (open) => open.length === 0);
  await counter.passFirstCheck();
  await picture(stage, 'second-check', 'the first check is passed');
  await counter.passSecondCheck(PRACTICE_PEOPLE[1]);
}

async function sign(stage: Stage): Promise<string> {
  const { counter, candidate } = stage;
  await counter.present();
  await candidate.page.getByText('请逐段核对您的信息').waitFor();
  await picture(stage, 'candidate', 'the candidate reads the content, corrected values marked', candidate.page);
  await candidate.confirmEverySection();
  await candidate.goToSigning();
  await candidate.drawSignature();
  const shown = digestOfShown(await candidate.shownLeaves());
  await picture(stage, 'signature', 'every section confirmed, the candidate has signed the glass', candidate.page);
  await candidate.holdToSign();
  await picture(stage, 'thanks', 'held to sign: sealed', candidate.page);
  return shown;
}

async function papers(stage: Stage): Promise<void> {
  const { counter, desk } = stage;
  await counter.waitForPapers();
  for (const paper of ['sheet', 'receipt'] as const) {
    await desk.answerSaveDialog(join(OUT, `${paper}.pdf`));
    await counter.savePaper(paper);
  }
  await picture(stage, 'done', 'sheet and receipt are made from the seal and saved');
}

async function exportResults(stage: Stage): Promise<string> {
  const { counter, desk } = stage;
  await counter.signOut();
  await counter.signIn(PRACTICE_PEOPLE[2]);
  await counter.openRoom('数据包');
  await desk.answerSaveDialog(join(OUT, 'result.zip'));
  const exported = await counter.packageTask(() => counter.button('导出结果包').click());
  await picture(stage, 'exported', 'the result package is written and signed by the site key');
  return exported.exported?.siteKeyFingerprint ?? '';
}

/** What the story left behind, for a look from outside. */
interface Done {
  recoveryCode: string;
  registrationNo: string;
  /** Digest of what the candidate's screen showed. */
  shown: string;
  fingerprint: string;
}

async function outsideChecks(stage: Stage, { recoveryCode, registrationNo, shown, fingerprint }: Done): Promise<readonly Check[]> {
  const folder = join(stage.workDir, 'result');
  mkdirSync(folder);
  await unpackZip(join(OUT, 'result.zip'), folder, (path) => path);
  const dataDir = join(stage.workDir, 'data');
  const key = await openStoreKey(dataDir, recoveryCode);
  const chain = JSON.parse(cli(['audit', 'verify', '--data', dataDir, '--json'], { COUNTERSIGN_RECOVERY_CODE: recoveryCode })) as { sound: boolean; events: number };
  const verdict = JSON.parse(cli(['verify', join(OUT, 'result.zip'), '--site-key', fingerprint, '--json'])) as { sound: boolean; trusted: boolean };
  return [
    ...checkSignatures(folder, registrationNo, DESK),
    ...checkSheet(folder, registrationNo, shown, join(OUT, 'sheet.pdf')),
    ...checkFinality(dataDir, key.forSqlite, registrationNo),
    ...checkNothingInClear(dataDir, stage.packageDir),
    { what: `the audit chain of ${chain.events} events is sound`, holds: chain.sound, found: '' },
    { what: 'verify: sound, and signed by this site', holds: verdict.sound && verdict.trusted, found: JSON.stringify(verdict) },
    ...checkResults(folder, registrationNo),
  ];
}

function tell(checks: readonly Check[]): number {
  for (const { what, holds, found } of checks) say(`demo ${holds ? 'holds ' : 'FAILS '} ${what}${holds || found === '' ? '' : `: ${found}`}`);
  return checks.every(({ holds }) => holds) ? 0 : 1;
}

async function story(stage: Stage): Promise<readonly Check[]> {
  const recoveryCode = await setUp(stage);
  const first = await importPackage(stage);
  await picture(stage, 'imported', `imported: ${first['imported']} of ${first['rows']} candidates`);
  const again = await importPackage(stage);
  stage.steps.done('again', `the same package again: ${again['unchanged']} unchanged`);
  const [hero] = sampleRows(stage.packageDir);
  if (hero === undefined) throw new Error('the sample is empty');
  await stage.counter.openRoom('考生');
  await stage.desk.staff.getByRole('gridcell').getByRole('img').first().waitFor();
  await picture(stage, 'cases', 'the candidates of the site');
  await stage.reader.present(cardOf(hero));
  await stage.counter.waitForJudgedCard();
  await picture(stage, 'identity', 'a card is tapped: the case opens by itself, chip beside registration');
  await stage.counter.confirmPerson();
  await stage.reader.lift();
  await review(stage, hero.报名序号);
  const shown = await sign(stage);
  await papers(stage);
  const fingerprint = await exportResults(stage);
  await stage.desk.close();
  const unchanged: Check = { what: 'a second import is all unchanged', holds: again['unchanged'] === again['rows'] && first['imported'] === first['rows'], found: JSON.stringify(again) };
  return [unchanged, ...(await outsideChecks(stage, { recoveryCode, registrationNo: hero.报名序号, shown, fingerprint }))];
}

/** Does the main job once, unattended, in the built app's real windows. 0 only if every check holds. */
export async function runDemo(): Promise<number> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const steps = new Steps();
  const stage = await openDesk(steps);
  try {
    const status = tell(await story(stage));
    say(`demo ${status === 0 ? 'done' : 'FAILED'} in ${steps.seconds().toFixed(1)} s; pictures, sheet.pdf, receipt.pdf and result.zip are in out/demo/`);
    return status;
  } catch (cause) {
    await stage.desk.keepTraces(join(OUT, 'failed'));
    await stage.desk.close().catch(() => undefined);
    say(`demo FAILED: ${cause instanceof Error ? cause.message : String(cause)}`);
    return 1;
  } finally {
    stage.reader.stop();
    rmSync(stage.workDir, { recursive: true, force: true });
  }
}
