// A day's work on a disk that may refuse a write: `day-on-failing-disk DIR PACKAGE FREED [backups]`: at the counter, or
// with backups. What is refused is done again when the disk is well, which the file FREED tells it. Prints, as JSON, what was
// refused, what was told, and what was not as it must be.
import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { openStore } from '../../../src-main/storage/open-store';
import { DeskBackups } from '../backup-work';
import { correctCase, signCase } from '../desk-work';
import type { DeskAtWork } from '../desk-work';
import { importInto } from '../import-work';
import { IN_REVIEW, READY, filesOf, placeOf } from '../places';

const [dir = '', packageDir = '', freed = '', ofBackups = ''] = process.argv.slice(2);
/** What the desk has words for when a disk refuses. */
const TYPED = ['disk-full', 'disk-read-only', 'disk-failed', 'folder-unwritable', 'backup-place-full', 'backup-place-away'];

/** Words that do not fit how this disk refuses. */
const UNFIT: Readonly<Record<string, readonly string[]>> = { [constants.errno.ENOSPC]: ['disk-read-only', 'folder-unwritable'], [constants.errno.EROFS]: ['disk-full', 'backup-place-full'] };
const unfit = UNFIT[process.env['FAILING_DISK_ERRNO'] ?? ''] ?? [];

const told: { seq: number; hash: string }[] = [];
const place = { backups: [] as string[], mirrored: 0 };
const backups = new DeskBackups(dir);
const refused: string[] = [];
const faults: string[] = [];

type Attempt<T> = () => Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>;

async function attempt<T>(name: string, work: Attempt<T>): Promise<T | null> {
  try {
    const done = await work();
    if (done.ok) return done.value;
    refused.push(`${name}: ${done.error.code}`);
    if (!TYPED.includes(done.error.code) || unfit.includes(done.error.code)) faults.push(`${name} was refused with ${JSON.stringify(done.error)}`);
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
  const backUp = async (): Promise<Awaited<ReturnType<DeskBackups['tryBackUp']>>> => {
    const written = await backups.tryBackUp();
    if (written.ok) place.backups.push(written.value);
    return written;
  };
  const mirror = async (): Promise<Awaited<ReturnType<DeskBackups['tryMirror']>>> => {
    const done = await backups.tryMirror();
    if (done.ok) place.mirrored = done.value;
    return done;
  };
  const [sign1, sign2] = [() => signCase(desk, READY.from), () => signCase(desk, READY.from + 1)];
  const atCounter = {
    import: () => importInto(desk, packageDir), 'correction 1': () => correctCase(desk, IN_REVIEW.from), 'signing 1': sign1, 'correction 2': () => correctCase(desk, IN_REVIEW.from + 1), 'signing 2': sign2,
  };
  // The third backup lets the first one go: every kind of write has its turn.
  const withBackups = { 'choosing the place': () => backups.plan(), 'backup 1': backUp, 'signing 1': sign1, 'mirror 1': mirror, 'backup 2': backUp, 'signing 2': sign2, 'mirror 2': mirror, 'backup 3': backUp };
  const steps: Readonly<Record<string, () => Promise<{ ok: true } | { ok: false; error: { code: string } }>>> = ofBackups === 'backups' ? withBackups : atCounter;
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
process.stdout.write(`${JSON.stringify({ told, place, refused, faults })}\n`);
