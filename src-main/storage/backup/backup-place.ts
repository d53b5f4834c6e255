import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { DEFAULT_BACKUP_PLAN } from '../../domain/backup-rules';
import type { BackupFacts, BackupPlan } from '../../domain/backup-rules';
import { err, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { writeDurably } from '../durable-files';
import { MANIFEST_FILE, readBackupFacts } from './backup-form';
import { findBackupTrouble } from './backup-trouble';
import type { BackupTrouble } from './backup-trouble';
import { PART, makeFolderIn } from './place-files';

/** The plan as the data folder keeps it: outside the database, because it is needed most when that is damaged. */
export interface KeptPlan extends BackupPlan {
  /** Stands in the place, too: an empty folder under a disk that is not plugged in is not the place. */
  placeId: string | null;
}

const PLAN_FILE = 'backup-plan.json';
const MARK_FILE = 'countersign-backup-place.json';
const UNPLANNED: KeptPlan = { ...DEFAULT_BACKUP_PLAN, placeId: null };

function withinLimits(plan: KeptPlan): KeptPlan {
  const between = (value: unknown, low: number, high: number, otherwise: number): number => (typeof value === 'number' && Number.isInteger(value) ? Math.min(high, Math.max(low, value)) : otherwise);
  return {
    place: typeof plan.place === 'string' ? plan.place : null, placeId: typeof plan.placeId === 'string' ? plan.placeId : null,
    everyMinutes: between(plan.everyMinutes, 5, 1_440, UNPLANNED.everyMinutes), keepNewest: between(plan.keepNewest, 1, 1_000, UNPLANNED.keepNewest), keepDays: between(plan.keepDays, 0, 3_650, UNPLANNED.keepDays),
  };
}

/** The backup plan of a data folder; the plan without a place while none was chosen, or when the file cannot be read. */
export async function readBackupPlan(dir: string): Promise<KeptPlan> {
  const text = await readFile(join(dir, PLAN_FILE), 'utf8').catch(() => null);
  if (text === null) return UNPLANNED;
  try {
    return withinLimits({ ...UNPLANNED, ...(JSON.parse(text) as Partial<KeptPlan>) });
  } catch {
    return UNPLANNED;
  }
}

/** What tells the place from an empty folder under an unplugged disk: its id, null when it cannot be read. */
export async function findMark(place: string): Promise<string | null> {
  const text = await readFile(join(place, MARK_FILE), 'utf8').catch(() => null);
  try {
    const { placeId } = JSON.parse(text ?? '{}') as { placeId?: unknown };
    return typeof placeId === 'string' ? placeId : null;
  } catch {
    return null;
  }
}

function isWithin(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** True when a folder is the data folder or a part of it, also by way of links: a backup there is lost with what it backs up. */
export async function isInDataFolder(folder: string, dataDir: string): Promise<boolean> {
  const [inner, outer] = await Promise.all([realpath(folder), realpath(dataDir)]);
  return isWithin(inner, outer);
}

/** Chooses the place, or none. The folder must exist, take a file, and lie outside the data folder. */
export async function planBackups(dir: string, wish: BackupPlan): Promise<Result<KeptPlan, BackupTrouble>> {
  const before = withinLimits({ ...wish, placeId: null });
  try {
    const plan = before.place === null ? before : await markPlace(dir, { ...before, place: resolve(before.place) });
    if (plan === null) return err({ code: 'backup-place-unfit', place: wish.place ?? '' });
    await writeDurably(join(dir, PLAN_FILE), JSON.stringify(plan), 0o600);
    return ok(plan);
  } catch (error) {
    const trouble = findBackupTrouble(error, wish.place ?? '');
    if (trouble === null) throw error;
    return err(trouble);
  }
}

async function markPlace(dir: string, plan: KeptPlan & { place: string }): Promise<KeptPlan | null> {
  if (!(await stat(plan.place)).isDirectory()) return null;
  const [place, data] = await Promise.all([realpath(plan.place), realpath(dir)]);
  if (isWithin(place, data) || isWithin(data, place)) return null;
  const placeId = (await findMark(place)) ?? randomUUID();
  await writeDurably(join(place, MARK_FILE), JSON.stringify({ format: 'countersign.backupPlace', version: 1, placeId }), 0o600);
  return { ...plan, placeId };
}

/** The folder of one store in its backup place. */
export interface OpenPlace {
  /** As the person chose it. */
  place: string;
  /** Folder of this store: `backups/`, `blobs/`, `mirror/`, `high-water.json`. */
  dir: string;
  isOnOwnDisk: boolean;
}

/** The place when it can be reached now. Several stores may share one; each has a folder of its own. */
export async function openPlace(dataDir: string, plan: KeptPlan, storeId: string): Promise<Result<OpenPlace, BackupTrouble>> {
  const { place, placeId } = plan;
  if (place === null) return err({ code: 'backup-place-missing' });
  if ((await findMark(place)) !== placeId) return err({ code: 'backup-place-away', place });
  const dir = storeFolder(place, storeId);
  try {
    await makeFolderIn(place, basename(dir));
    await makeFolderIn(dir, 'backups');
    const [theirs, ours] = await Promise.all([stat(place), stat(dataDir)]);
    return ok({ place, dir, isOnOwnDisk: theirs.dev !== ours.dev });
  } catch (error) {
    const trouble = findBackupTrouble(error, place);
    if (trouble === null) throw error;
    return err(trouble);
  }
}

export function storeFolder(place: string, storeId: string): string {
  return join(place, `countersign-${storeId}`);
}

/** Backups that are there whole, the oldest first. */
export async function listBackups(storeDir: string): Promise<readonly BackupFacts[]> {
  const names = await readdir(join(storeDir, 'backups')).catch(() => []);
  const found: BackupFacts[] = [];
  for (const name of names.toSorted()) {
    if (name.endsWith(PART)) continue;
    const facts = await readBackupFacts(join(storeDir, 'backups', name));
    if (facts !== null) found.push({ name, createdAt: facts.createdAt, head: facts.head });
  }
  return found;
}

/** The place, when it can be reached now, and its newest backup. */
export async function findPlace(dataDir: string, plan: KeptPlan, storeId: string): Promise<{ opened: Result<OpenPlace, BackupTrouble>; last: BackupFacts | null }> {
  const opened = await openPlace(dataDir, plan, storeId);
  return { opened, last: opened.ok ? (await listBackups(opened.value.dir)).at(-1) ?? null : null };
}

/** Removes what an earlier backup began and did not finish. */
export async function clearParts(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.endsWith(PART)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Every backup under a place, of whichever store: for a machine whose own store is gone. The newest first. */
export async function findBackupsUnder(place: string): Promise<readonly { dir: string; facts: BackupFacts; storeId: string }[]> {
  const found: { dir: string; facts: BackupFacts; storeId: string }[] = [];
  for (const name of await readdir(place).catch(() => [])) {
    if (!name.startsWith('countersign-')) continue;
    const folder = join(place, name);
    for (const facts of await listBackups(folder)) found.push({ dir: join(folder, 'backups', facts.name), facts, storeId: name.slice('countersign-'.length) });
  }
  return found.toSorted((a, b) => (a.facts.createdAt < b.facts.createdAt ? 1 : -1));
}

/**
 * The backups that a path stands for on the command line: itself; of a backup place, or of a store's folder in one, the newest
 * of each store, the newest first. Which store is meant the recovery code tells.
 */
export async function backupsMeantBy(path: string): Promise<readonly string[]> {
  if (existsSync(join(path, MANIFEST_FILE))) return [path];
  const newest = new Map<string, string>();
  for (const { dir, storeId } of await findBackupsUnder(path)) if (!newest.has(storeId)) newest.set(storeId, dir);
  if (newest.size > 0) return [...newest.values()];
  const ofOneStore = (await listBackups(path)).at(-1);
  return [ofOneStore === undefined ? path : join(path, 'backups', ofOneStore.name)];
}
