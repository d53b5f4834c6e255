import { OutsideReader } from '../../../scripts/demo/outside-reader.ts';
import type { SampleRow } from '../../../scripts/demo/sample-card.ts';
import { CandidateScreen } from './candidate-screen.ts';
import { Counter, PRACTICE_PEOPLE } from './counter.ts';
import type { DeskApp } from './desk-app.ts';
import { test as deskTest, type Desks } from './desk-test.ts';
import { samplePackage } from './sample-package.ts';

export { expect } from '@playwright/test';

export interface CounterStage {
  desks: Desks;
  desk: DeskApp;
  dataDir: string;
  counter: Counter;
  candidate: CandidateScreen;
  reader: OutsideReader;
  rows: readonly SampleRow[];
}

/** A training desk with the sample imported, a reviewer signed in and a card reader outside; everything ends with the story. */
export const test = deskTest.extend<{ stage: CounterStage }>({
  stage: async ({ desks }, use) => {
    const sample = samplePackage();
    const reader = await OutsideReader.start();
    desks.atEnd(() => reader.stop());
    const dataDir = desks.folder();
    const desk = await desks.start({ dataDir, env: { COUNTERSIGN_ID_READER: reader.address } });
    const counter = new Counter(desk.staff);
    await counter.makeTrainingStore();
    await counter.signIn(PRACTICE_PEOPLE[0]);
    await desk.answerOpenDialog(sample.dir);
    await counter.packageTask(() => counter.page.evaluate(() => void window.desk.packages.import({ source: 'folder' })));
    await use({ desks, desk, dataDir, counter, candidate: new CandidateScreen(desk.candidate), reader, rows: sample.rows });
  },
});
