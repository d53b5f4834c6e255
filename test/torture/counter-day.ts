import { openStore } from '../../src-main/storage/open-store';
import { correctCase, signCase } from './desk-work';
import type { DeskAtWork } from './desk-work';
import { importInto } from './import-work';
import { IN_REVIEW, READY, filesOf, placeOf } from './places';
import type { Attempted, Refusals } from './refusals';

export type ToldEvent = { seq: number; hash: string };

/** Opens the store, does the steps one after the other, each until it is done, and closes it. */
export async function spendDayAt(dir: string, refusals: Refusals, told: ToldEvent[], steps: (desk: DeskAtWork) => Readonly<Record<string, () => Promise<Attempted>>>): Promise<void> {
  const { value: store } = await refusals.untilDone('opening', () => openStore(placeOf(dir)));
  const desk: DeskAtWork = { store, files: filesOf(dir), done: new Set(), told: ({ seq, hash }) => { told.push({ seq, hash }); } };
  for (const [name, step] of Object.entries(steps(desk))) await refusals.untilDone(name, step);
  await refusals.attempt('closing', async () => {
    await store.close();
    return { ok: true } as const;
  });
}

/** Import, corrections and signings. */
export async function spendCounterDay(dir: string, packageDir: string, refusals: Refusals): Promise<{ told: readonly ToldEvent[] }> {
  const told: ToldEvent[] = [];
  await spendDayAt(dir, refusals, told, (desk) => ({
    import: () => importInto(desk, packageDir), 'correction 1': () => correctCase(desk, IN_REVIEW.from), 'signing 1': () => signCase(desk, READY.from),
    'correction 2': () => correctCase(desk, IN_REVIEW.from + 1), 'signing 2': () => signCase(desk, READY.from + 1),
  }));
  return { told };
}
