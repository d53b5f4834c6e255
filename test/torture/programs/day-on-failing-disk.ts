// A day's work on a disk that may refuse a write: `day-on-failing-disk DIR PACKAGE FREED`. What is refused is done again when
// the disk is well, which the file FREED tells it. Prints, as JSON, what was refused, what was told, and what was not as it must be.
import { writeFileSync } from 'node:fs';
import { openStore } from '../../../src-main/storage/open-store';
import { correctCase, signCase } from '../desk-work';
import type { DeskAtWork } from '../desk-work';
import { importInto } from '../import-work';
import { IN_REVIEW, READY, filesOf, placeOf } from '../places';

const [dir = '', packageDir = '', freed = ''] = process.argv.slice(2);
/** What the desk has words for when a disk refuses. */
const TYPED = ['disk-full', 'disk-read-only', 'disk-failed', 'folder-unwritable'];

const told: { seq: number; hash: string }[] = [];
const refused: string[] = [];
const faults: string[] = [];

type Attempt<T> = () => Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>;

async function attempt<T>(name: string, work: Attempt<T>): Promise<T | null> {
  try {
    const done = await work();
    if (done.ok) return done.value;
    refused.push(`${name}: ${done.error.code}`);
    if (!TYPED.includes(done.error.code)) faults.push(`${name} was refused with ${JSON.stringify(done.error)}`);
  } catch (error) {
    refused.push(`${name}: thrown`);
    faults.push(`${name} threw ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  }
  return null;
}

/** Once more when the disk is well again; then it must be done. */
async function untilDone<T>(name: string, work: Attempt<T>): Promise<T> {
  const done = await attempt(name, work);
  if (done !== null) return done;
  writeFileSync(freed, '');
  const again = await attempt(`${name} again`, work);
  if (again === null) throw new Error(`${name} does not go on: ${faults.join('; ')} ${refused.join('; ')}`);
  return again;
}

const DONE = { ok: true, value: true } as const;

async function workDay(desk: DeskAtWork): Promise<void> {
  const steps = {
    import: () => importInto(desk, packageDir), 'correction 1': () => correctCase(desk, IN_REVIEW.from), 'signing 1': () => signCase(desk, READY.from),
    'correction 2': () => correctCase(desk, IN_REVIEW.from + 1), 'signing 2': () => signCase(desk, READY.from + 1),
  };
  for (const [name, step] of Object.entries(steps)) {
    await untilDone(name, async () => {
      const done = await step();
      return done.ok ? DONE : done;
    });
  }
}

try {
  const store = await untilDone('opening', () => openStore(placeOf(dir)));
  await workDay({ store, files: filesOf(dir), done: new Set(), told: ({ seq, hash }) => { told.push({ seq, hash }); } });
  await attempt('closing', async () => {
    await store.close();
    return DONE;
  });
} catch (error) {
  faults.push(String(error));
}
process.stdout.write(`${JSON.stringify({ told, refused, faults })}\n`);
