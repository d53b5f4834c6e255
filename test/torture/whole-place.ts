import { existsSync } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isProven, parseManifest } from '../../src-main/storage/backup/backup-form';
import { findBackupsUnder, listBackups, openPlace, readBackupPlan } from '../../src-main/storage/backup/backup-place';
import type { OpenPlace } from '../../src-main/storage/backup/backup-place';
import type { BackupTrouble } from '../../src-main/storage/backup/backup-trouble';
import { bringBack } from '../../src-main/storage/backup/bring-back';
import { highWaterFile } from '../../src-main/storage/backup/high-water-file';
import { listEntries, readEntry } from '../../src-main/storage/backup/mirror-form';
import { readStanding } from '../../src-main/storage/backup/mirror';
import { checkWritten, digestFile } from '../../src-main/storage/backup/write-backup';
import { DATABASE_FILE } from '../../src-main/storage/connection';
import { restoreStore } from '../../src-main/workflows/restore-store';
import { AT_DESK } from '../support/stored-cases';
import { TEST_KEY, TRAINING_FACTS } from '../support/temporary-store';
import { DeskBackups } from './backup-work';
import { RECOVERY_CODE, backupPlaceOf } from './places';
import { findFaults } from './whole-store';
import type { StoreInQuestion } from './whole-store';

/** What a backup place is looked at for. */
export interface PlaceInQuestion {
  /** Backups that were said to be written and checked, in their order. */
  backups: readonly string[];
  /** The last event that was said to be mirrored; 0 for none. */
  mirrored: number;
}

const ACCESS = { key: TEST_KEY };
const AT_ONCE = (): Promise<void> => Promise.resolve();
/** So many were written before its end, at the most: later ones have later names. */
const LATER = 1_000;

/** What the place lists as a backup is one: proven, of the digests it names, and whole when opened. */
async function backupFaults(place: OpenPlace, name: string): Promise<readonly string[]> {
  const dir = join(place.dir, 'backups', name);
  const parsed = parseManifest(await readFile(join(dir, 'backup.json'), 'utf8'));
  if (parsed === null || !isProven(parsed, TEST_KEY)) return [`backup ${name}: not proven`];
  const { files, head } = parsed.manifest;
  for (const { path, sha256 } of files) if ((await digestFile(join(dir, path)).catch(() => null)) !== sha256) return [`backup ${name}: ${path} is not whole`];
  try {
    const { manifest } = await checkWritten(dir, place.dir, ACCESS, { isRead: () => true, pace: AT_ONCE });
    return manifest.head.hash === head.hash ? [] : [`backup ${name}: of another event`];
  } catch (error) {
    return [`backup ${name}: ${String(error)}`];
  }
}

async function listedFaults(place: OpenPlace, told: PlaceInQuestion): Promise<readonly string[]> {
  const listed = (await listBackups(place.dir)).map(({ name }) => name);
  const faults = await Promise.all(listed.map((name) => backupFaults(place, name)));
  const last = told.backups.at(-1);
  return [...faults.flat(), ...(last === undefined || listed.some((name) => name >= last) ? [] : [`backup lost: ${last} was told and none so new is there`])];
}

/** Pieces that can be read, each behind the one before, up to what was told. */
async function mirrorFaults(place: OpenPlace, { mirrored }: PlaceInQuestion): Promise<readonly string[]> {
  const faults: string[] = [];
  let end: number | null = null;
  for (const { name, from, to } of await listEntries(place.dir)) {
    if ((await readEntry(place.dir, name, TEST_KEY)) === null) faults.push(`mirror ${name}: not whole`);
    if (end !== null && from !== end + 1) faults.push(`mirror ${name}: does not follow event ${end}`);
    end = to;
  }
  const [mark, newest] = [await highWaterFile(place.dir).find(TRAINING_FACTS.storeId), (await listBackups(place.dir)).at(-1)];
  if (mirrored > Math.max(mark?.seq ?? 0, newest?.head.seq ?? 0)) faults.push(`mirror mark lost: event ${mirrored} was told, ${mark?.seq ?? 'none'} is marked`);
  return mirrored > Math.max(end ?? 0, newest?.head.seq ?? 0) ? [...faults, `mirror lost: event ${mirrored} was told, the end is ${end ?? 0}`] : faults;
}

/** A later backup works, and nothing half written stays beside it. */
async function goesOn(dir: string): Promise<readonly string[]> {
  const backups = await DeskBackups.planned(dir, LATER);
  await backups.mirror();
  const name = await backups.backUp();
  const place = await backups.place();
  const left = (await readdir(join(place.dir, 'backups'))).filter((each) => each.endsWith('.part'));
  return [...await backupFaults(place, name), ...left.map((each) => `left in the place: ${each}`)];
}

/** The newest backup and the mirror give every event back that lay in them, on a machine that has nothing. */
async function comesBack(question: StoreInQuestion, { mirrored }: PlaceInQuestion): Promise<readonly string[]> {
  const [newest] = await findBackupsUnder(backupPlaceOf(question.dir));
  if (newest === undefined) return [];
  const elsewhere = `${question.dir}-elsewhere`;
  const kept = Math.max(newest.facts.head.seq, mirrored);
  try {
    const told = question.told.filter(({ seq }) => seq <= kept);
    return [...await restoreFaults(elsewhere, newest.dir), ...await findFaults({ ...question, told, dir: elsewhere })].map((fault) => `restored: ${fault}`);
  } finally {
    await rm(elsewhere, { recursive: true, force: true });
  }
}

async function restoreFaults(dataDir: string, path: string): Promise<readonly string[]> {
  const restored = await restoreStore({ path, dataDir, recoveryCode: RECOVERY_CODE, machine: null, insteadOfDamaged: false, options: {}, clock: { now: () => new Date() } });
  if (!restored.ok) return [`does not come back: ${JSON.stringify(restored.error)}`];
  return restored.value.mirrorTrouble === null ? [] : [`without its mirror: ${restored.value.mirrorTrouble}`];
}

/** The desk was ended before it had written down which place was chosen: nothing can have been told to lie there. */
function isNotYetChosen({ code }: BackupTrouble, { backups, mirrored }: PlaceInQuestion): boolean {
  return code === 'backup-place-missing' && backups.length === 0 && mirrored === 0;
}

/** Looks at the place of a store whose desk was ended while it backed up, then restores from it and backs up again. */
export async function findPlaceFaults(question: StoreInQuestion, told: PlaceInQuestion): Promise<readonly string[]> {
  const place = await openPlace(question.dir, await readBackupPlan(question.dir), TRAINING_FACTS.storeId);
  if (!place.ok) return isNotYetChosen(place.error, told) ? goesOn(question.dir) : [`the place does not open: ${place.error.code}`];
  const faults = [...await listedFaults(place.value, told), ...await mirrorFaults(place.value, told)];
  return [...faults, ...await comesBack(question, told), ...await goesOn(question.dir)];
}

/**
 * What a person meets after a restore was ended: nothing yet, and the same restore works; or a store, which the desk knows to be
 * behind its mirror, when it is, and brings up.
 */
export async function endRestore(dir: string): Promise<readonly string[]> {
  if (existsSync(join(dir, DATABASE_FILE))) return bringUp(dir);
  const [newest] = await findBackupsUnder(backupPlaceOf(dir));
  return newest === undefined ? ['the backup is gone'] : restoreFaults(dir, newest.dir);
}

async function bringUp(dir: string): Promise<readonly string[]> {
  const place = await openPlace(dir, await readBackupPlan(dir), TRAINING_FACTS.storeId);
  if (!place.ok) return [`the restored store does not know its mirror: ${place.error.code}`];
  const standing = await readStanding(dir, ACCESS, [await highWaterFile(place.value.dir).find(TRAINING_FACTS.storeId)], place.value);
  if (standing.standing === 'current') return [];
  const brought = await bringBack({ dataDir: dir, storeDir: place.value.dir, access: ACCESS }, AT_DESK, standing.seen);
  return brought.ok ? [] : [`not brought up: ${brought.error.code}`];
}
