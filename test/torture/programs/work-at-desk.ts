// Works at the store of the folder it is given until it is killed or has nothing left to do: `work-at-desk DIR WORK PACKAGE`.
// Says "working" when it begins, then a line for each transaction that the store said to have kept, and "done".
import { writeSync } from 'node:fs';
import { openStore } from '../../../src-main/storage/open-store';
import { correctCase, signCase } from '../desk-work';
import type { DeskAtWork, WorkDone } from '../desk-work';
import { IN_REVIEW, READY, filesOf, placeOf } from '../places';

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

const WORKS: Readonly<Record<string, (desk: DeskAtWork) => Promise<void>>> = {
  signing: (desk) => forEach(READY, (n) => signCase(desk, n)),
  correction: (desk) => forEach(IN_REVIEW, (n) => correctCase(desk, n)),
  import: async (desk) => { if (importInto !== null) must(await importInto(desk, packageDir)); },
  migration: () => Promise.resolve(),
};

// Opening a store that an older program made is the migration itself.
if (work === 'migration') say('working');
const desk = await open();
if (work !== 'migration') say('working');
await WORKS[work]?.(desk);
say('done');
await desk.store.close();
