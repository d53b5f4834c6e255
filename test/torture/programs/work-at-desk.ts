// Works at the store of the folder it is given until it is killed or has nothing left to do: `work-at-desk DIR WORK PACKAGE`.
// Says "working" when it begins, then a line for each transaction that the store said to have kept, each backup that was
// written and how far the mirror is, and "done".
import { writeSync } from 'node:fs';
import { openStore } from '../../../src-main/storage/open-store';
import { findBackupsUnder } from '../../../src-main/storage/backup/backup-place';
import { DeskBackups } from '../backup-work';
import { correctCase, signCase } from '../desk-work';
import type { DeskAtWork, WorkDone } from '../desk-work';
import { IN_REVIEW, READY, RECOVERY_CODE, backupPlaceOf, filesOf, placeOf } from '../places';

const STDOUT = 1;
const [dir = '', work = '', packageDir = ''] = process.argv.slice(2);

function say(line: string): void {
  writeSync(STDOUT, `${line}\n`);
}

async function open(): Promise<DeskAtWork> {
  const opened = await openStore(placeOf(dir));
  if (!opened.ok) throw new Error(opened.error.code);
  return { store: opened.value, files: filesOf(dir), done: new Set(), told: ({ seq, hash }) => { say(JSON.stringify({ seq, hash })); } };
}

function must(done: WorkDone): void {
  if (!done.ok) throw new Error(done.error.code);
}

async function forEach({ from, to }: { from: number; to: number }, step: (n: number) => Promise<WorkDone>): Promise<void> {
  for (let n = from; n < to; n += 1) must(await step(n));
}

/** Much code, which the other works do without. */
const importInto = work === 'import' ? (await import('../import-work')).importInto : null;
const restoreStore = work === 'restore' ? (await import('../../../src-main/workflows/restore-store')).restoreStore : null;

/** Signs, mirrors and backs up in turn: what one leaves is what the next meets. */
async function backUp(desk: DeskAtWork): Promise<void> {
  const backups = await DeskBackups.planned(dir);
  for (let n = READY.from; n < READY.to; n += 1) {
    must(await signCase(desk, n));
    say(JSON.stringify({ mirrored: await backups.mirror() }));
    say(JSON.stringify({ backup: await backups.backUp() }));
  }
}

async function restore(): Promise<void> {
  const [newest] = await findBackupsUnder(backupPlaceOf(dir));
  const wish = { path: newest?.dir ?? '', dataDir: dir, recoveryCode: RECOVERY_CODE, machine: null, insteadOfDamaged: false, options: {}, clock: { now: () => new Date() } };
  const restored = await restoreStore?.(wish);
  if (restored?.ok !== true) throw new Error(JSON.stringify(restored?.error));
}

const WORKS: Readonly<Record<string, (desk: DeskAtWork) => Promise<void>>> = {
  signing: (desk) => forEach(READY, (n) => signCase(desk, n)),
  correction: (desk) => forEach(IN_REVIEW, (n) => correctCase(desk, n)),
  import: async (desk) => { if (importInto !== null) must(await importInto(desk, packageDir)); },
  backup: backUp,
  migration: () => Promise.resolve(),
};

async function workAtStore(): Promise<void> {
  // Opening a store that an older program made is the migration itself.
  if (work === 'migration') say('working');
  const desk = await open();
  if (work !== 'migration') say('working');
  await WORKS[work]?.(desk);
  say('done');
  await desk.store.close();
}

async function workWithoutStore(): Promise<void> {
  say('working');
  await restore();
  say('done');
}

await (work === 'restore' ? workWithoutStore() : workAtStore());
