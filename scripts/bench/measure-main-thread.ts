import { setTimeout as pause } from 'node:timers/promises';
import { Counter, PRACTICE_PEOPLE } from '../../test/e2e/support/counter.ts';
import { DeskApp } from '../../test/e2e/support/desk-app.ts';
import { addPeopleTo } from './add-people.ts';
import { delayFigure, type Figure } from './figure.ts';
import { makeStore } from './workshop.ts';

const ROUNDS = 3;
const IDLE_MS = 4_000;

/** How late the main process came to its timers of 1 ms, in milliseconds; that millisecond is part of each value. */
interface Delay {
  p50: number;
  p99: number;
  max: number;
}

/** Delay of the app's main thread while a package is imported from its staff window, and while nothing is done. */
export async function measureMainThread(folder: string, packageDir: string): Promise<readonly Figure[]> {
  const idle: Delay[] = [];
  const importing: Delay[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const dataDir = await makeStore(folder, `thread-${round}`);
    await addPeopleTo(dataDir);
    const desk = await DeskApp.start({ dataDir });
    try {
      const counter = await signIn(desk);
      idle.push(await delayDuring(desk, () => pause(IDLE_MS)));
      importing.push(await delayDuring(desk, () => importPackage(desk, counter, packageDir)));
    } finally {
      await desk.close();
    }
  }
  return [delayFigure({
    name: 'main thread p99', meaning: 'delay of the main thread during an import from the staff window, beside that of an idle desk', aim: { atMost: 16 },
    rounds: { unit: 'ms', desk: importing.map(({ p99 }) => p99), against: idle.map(({ p99 }) => p99) },
    further: {
      importP50: importing.map(({ p50 }) => p50), importMax: importing.map(({ max }) => max), idleP50: idle.map(({ p50 }) => p50), idleMax: idle.map(({ max }) => max),
    },
  })];
}

async function signIn(desk: DeskApp): Promise<Counter> {
  const counter = new Counter(desk.staff);
  await counter.signIn(PRACTICE_PEOPLE[0]);
  await counter.openRoom('数据包');
  return counter;
}

async function importPackage(desk: DeskApp, counter: Counter, packageDir: string): Promise<void> {
  await desk.answerOpenDialog(packageDir);
  const { outcome } = await counter.packageTask(() => counter.button('选择文件夹').click());
  if (outcome !== 'done') throw new Error(`import: ${outcome}`);
}

async function delayDuring(desk: DeskApp, work: () => Promise<void>): Promise<Delay> {
  const histogram = await desk.app.evaluateHandle(() => {
    const started = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 });
    started.enable();
    return started;
  });
  await work();
  return histogram.evaluate((filled) => {
    filled.disable();
    const inMs = (nanoseconds: number): number => nanoseconds / 1e6;
    return { p50: inMs(filled.percentile(50)), p99: inMs(filled.percentile(99)), max: inMs(filled.max) };
  });
}
