import { Counter, PRACTICE_PEOPLE } from '../../test/e2e/support/counter.ts';
import { DeskApp } from '../../test/e2e/support/desk-app.ts';
import { cardOf, sampleRows, type SampleRow } from '../demo/sample-card.ts';
import { addPeopleTo } from './add-people.ts';
import { delayFigure, type Figure } from './figure.ts';
import { WatchedReader } from './watched-reader.ts';
import { importInto, makePackage, makeStore } from './workshop.ts';

const REGISTRATIONS = 100_000;
const WITH_IMAGES = 60;
const BATCHES = 3;
const CARDS = 20;
const WARM_UP = 5;

/** Milliseconds from the last byte of the reader's answer. */
interface CardTimes {
  /** Until the case stands with the comparison of chip and registration. */
  painted: number;
  /** Until its photos are there too, which come from another process. */
  withPhotos: number;
}

/** From the last byte of the reader's answer until the case that the card opened is painted. */
export async function measureCard(folder: string): Promise<readonly Figure[]> {
  const packageDir = await makePackage(folder, REGISTRATIONS, WITH_IMAGES);
  const dataDir = await makeStore(folder, 'cards');
  await importInto(dataDir, packageDir);
  await addPeopleTo(dataDir);
  const reader = await WatchedReader.start();
  const desk = await DeskApp.start({ dataDir, env: { COUNTERSIGN_ID_READER: reader.address } });
  try {
    const counter = new Counter(desk.staff);
    await counter.signIn(PRACTICE_PEOPLE[0]);
    const rows = sampleRows(packageDir).filter((row) => /^99\d{15}[\dX]$/.test(row.证件编号)).slice(0, WARM_UP + BATCHES * CARDS);
    const times: CardTimes[] = [];
    for (const row of rows) times.push(await cardToCase(desk, reader, row));
    return [figureOf(times.slice(WARM_UP))];
  } finally {
    await desk.close();
    reader.stop();
  }
}

function figureOf(all: readonly CardTimes[]): Figure {
  const batchesOf = (times: readonly number[]): number[][] => Array.from({ length: BATCHES }, (_, i) => times.slice(i * CARDS, (i + 1) * CARDS).sort((a, b) => a - b));
  const batches = batchesOf(all.map(({ painted }) => painted));
  const withPhotos = batchesOf(all.map((each) => each.withPhotos));
  const at = (share: number) => (batch: readonly number[]): number => batch[Math.min(batch.length - 1, Math.ceil(batch.length * share) - 1)] ?? Number.NaN;
  return delayFigure({
    name: 'card to case p95', meaning: `last byte of the reader's answer to the open case painted, ${REGISTRATIONS} registrations stored; beside it the middle of the same ${CARDS} cards`,
    aim: { atMost: 100 }, rounds: { unit: 'ms', desk: batches.map(at(0.95)), against: batches.map(at(0.5)) }, further: { max: batches.map(at(1)), withPhotosP95: withPhotos.map(at(0.95)), withPhotosP50: withPhotos.map(at(0.5)) },
  });
}

/** The next person: card down, case painted, card up, back to the list. */
async function cardToCase(desk: DeskApp, reader: WatchedReader, row: SampleRow): Promise<CardTimes> {
  const painted = watchForCase(desk, row.报名序号);
  await painted.watching;
  const sent = await reader.present(cardOf(row));
  const { painted: paintedAt, withPhotos } = await painted.at;
  await reader.lift();
  await desk.staff.waitForFunction(async () => {
    const reply = await window.desk.reader.get({});
    return reply.ok && reply.value.state === 'ready';
  });
  await desk.staff.keyboard.press('Escape');
  await desk.staff.waitForFunction(() => document.querySelector('[data-row="idNumber"]') === null);
  return { painted: paintedAt - sent, withPhotos: withPhotos - sent };
}

interface Watch {
  watching: Promise<void>;
  at: Promise<CardTimes>;
}

/** When the frame is over in which the case of this registration stands with its comparison, and with its photos. */
function watchForCase(desk: DeskApp, registrationNo: string): Watch {
  const begun = desk.staff.evaluateHandle((no) => {
    const stands = (): boolean => document.querySelector('[data-row="idNumber"]') !== null && [...document.querySelectorAll('dd')].some((each) => each.textContent === no);
    const hasPhotos = (): boolean => [...document.images].every((image) => image.complete);
    // A frame's callback comes before it is drawn; a message posted there, after.
    const drawnWhen = (isSo: () => boolean): Promise<number> => new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return void requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
    const painted = drawnWhen(stands);
    return { seen: Promise.all([painted, painted.then(() => drawnWhen(hasPhotos))]) };
  }, registrationNo);
  const at = begun.then((handle) => handle.evaluate(({ seen }) => seen)).then(([painted, withPhotos]) => ({ painted, withPhotos }));
  return { watching: begun.then(() => undefined), at };
}
