import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { backupsToDrop } from '../../domain/backup-rules';
import type { BackupFacts } from '../../domain/backup-rules';
import { err, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { Sha256, Time } from '../../domain/vocabulary';
import { getAuditHead } from '../audit-log';
import { DATABASE_FILE, connectTo } from '../connection';
import { copyDatabaseTo } from '../dialects/sqlite';
import { syncFolder, writeDurably } from '../durable-files';
import { forBackup, slotsText } from '../keys/key-slots';
import { readSlots } from '../keys/slot-files';
import { getFacts } from '../people';
import { checkStoreFile, findVersion } from '../store-check';
import { sizeOf } from '../store-file';
import { checkWhole } from '../whole-check';
import type { StoreFault } from '../whole-check';
import { MANIFEST_FILE, manifestText } from './backup-form';
import type { BackupFile, BackupManifest } from './backup-form';
import { clearParts, findMark, listBackups } from './backup-place';
import { PART, makeFolderIn } from './place-files';
import type { KeptPlan, OpenPlace } from './backup-place';
import { BackupStop, findBackupTrouble } from './backup-trouble';
import type { BackupTrouble } from './backup-trouble';
import { listEntries } from './mirror-form';
import { clearBrokenOffCopies, growPool, missingInPool } from './blob-pool';
import { blame, dropDamaged, takeBackLost } from './material-loss';
import { materialFilesIn, materialNames } from './store-access';
import type { StoreAccess } from './store-access';

export interface BackupInput {
  dataDir: string;
  access: StoreAccess;
  createdAt: Time;
  /** Waited for between the steps; throws to end the backup early. */
  pace: () => Promise<void>;
}

/** What was written, for the log and the screen. */
export interface WrittenBackup extends BackupFacts {
  dir: string;
  seals: number;
  blobs: number;
  /** Material bytes that were not in the place before. */
  newBlobs: number;
  /** Material bytes that the data folder had lost and that came back from the place. */
  takenBack: number;
  /** Bytes written for this backup. */
  bytes: number;
}

/** Files of the slots are written anew, with the recovery code's slot alone. */
const SLOT_FILES = /^slots\./;
/** Room that stays free beyond what is written. */
const SPARE_BYTES = 16 * 1024 * 1024;

export async function digestFile(file: string): Promise<Sha256> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

export async function fileFacts(dir: string, path: string): Promise<BackupFile> {
  const { size } = await stat(join(dir, path));
  return { path, bytes: size, sha256: await digestFile(join(dir, path)) };
}

/** One after the other: a share that hangs holds one thread of the program, not all of them. */
export async function eachFacts(dir: string, paths: readonly string[]): Promise<readonly BackupFile[]> {
  const facts: BackupFile[] = [];
  for (const path of paths) facts.push(await fileFacts(dir, path));
  return facts;
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

/** The wrapped private keys as they are, and of the ways to the store's key the one that works elsewhere. */
export async function copyKeys(dataDir: string, to: string): Promise<readonly string[]> {
  await makeFolderIn(to, 'keys');
  const slots = await readSlots(dataDir);
  if (!slots.ok) throw new BackupStop({ code: 'store-damaged', detail: slots.error.code });
  await writeDurably(join(to, 'keys', 'slots.json'), slotsText(forBackup(slots.value)), 0o600);
  const paths = ['keys/slots.json'];
  for (const entry of await readdir(join(dataDir, 'keys'), { withFileTypes: true })) {
    if (!entry.isFile() || SLOT_FILES.test(entry.name)) continue;
    await copyFile(join(dataDir, 'keys', entry.name), join(to, 'keys', entry.name));
    await flush(join(to, 'keys', entry.name));
    paths.push(`keys/${entry.name}`);
  }
  return paths;
}

/** Copies the last commit; the desk works on meanwhile. */
export async function snapshotTo(dataDir: string, to: string, access: StoreAccess): Promise<void> {
  const reading = connectTo(join(dataDir, DATABASE_FILE), 'read', access);
  try {
    await copyDatabaseTo(reading.db, join(to, DATABASE_FILE));
  } finally {
    await reading.close();
  }
  await flush(join(to, DATABASE_FILE));
}

interface Checked {
  manifest: Omit<BackupManifest, 'files' | 'createdAt' | 'format' | 'version'>;
  seals: number;
  blobs: number;
}

interface WrittenCheck {
  isRead: (sha256: Sha256) => boolean;
  pace: () => Promise<void>;
  /** What a fault means to whoever asked; without it, that the backup is damaged. */
  blame?: (fault: StoreFault) => Promise<BackupTrouble>;
}

function asDamage(fault: StoreFault): Promise<BackupTrouble> {
  return Promise.resolve({ code: 'backup-damaged', detail: JSON.stringify(fault) });
}

/**
 * Opens what was written, with the key, and checks all of it: beginning, schema, pages and indexes, chain, seals; of the
 * material bytes those that `isRead` names by their content, of the others that they are there.
 */
export async function checkWritten(dir: string, poolDir: string, access: StoreAccess, { isRead, pace, blame = asDamage }: WrittenCheck): Promise<Checked> {
  const file = join(dir, DATABASE_FILE);
  const opens = await checkStoreFile(file, access);
  if (!opens.ok) throw new BackupStop({ code: 'backup-copy-damaged', detail: 'detail' in opens.error ? opens.error.detail : opens.error.code });
  const reading = connectTo(file, 'read', access);
  try {
    const found = await checkWhole(reading.db, { files: materialFilesIn(poolDir, access), isRead, pace });
    const [fault] = found.faults;
    if (fault !== undefined) throw new BackupStop(await blame(fault));
    const { storeId, kind, deskId } = await getFacts(reading.db);
    const { seals, blobs } = found;
    return { manifest: { storeId, kind, deskId, schema: await findVersion(reading.db), head: { ...(await getAuditHead(reading.db)) }, seals, blobs }, seals, blobs };
  } finally {
    await reading.close();
  }
}

async function needRoom(place: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(place);
  if (bavail * bsize < bytes + SPARE_BYTES) throw new BackupStop({ code: 'backup-place-full', place });
}

/** Folder names sort by time: 2026-03-02T10-15-30+08-00 becomes 20260302T021530Z, and the chain's number after it. */
function nameOf(createdAt: Time, seq: number): string {
  return `${new Date(createdAt).toISOString().replace(/[-:]|\.\d+/g, '')}-${seq}`;
}

/** What the place holds now, and what the data folder lost of it. */
async function checkAtPlace({ dataDir, access, pace }: BackupInput, place: OpenPlace, part: string, added: ReadonlySet<string>): Promise<Checked & { takenBack: number }> {
  const { nameOf: blobName } = materialNames(access);
  const reading = connectTo(join(part, DATABASE_FILE), 'read', access);
  const snapshot = { db: reading.db, dataDir, access };
  try {
    const { takenBack, gone } = await takeBackLost(snapshot, place.dir, pace);
    const check = { isRead: (sha256: Sha256) => added.has(blobName(sha256)) || gone.has(sha256), pace, blame: (fault: StoreFault) => blame(fault, snapshot) };
    return { ...(await checkWritten(part, place.dir, access, check)), takenBack };
  } catch (error) {
    if (error instanceof BackupStop) await dropDamaged(snapshot, place.dir, added);
    throw error;
  } finally {
    await reading.close();
  }
}

async function write(input: BackupInput, place: OpenPlace): Promise<WrittenBackup> {
  const { dataDir, access, createdAt, pace } = input;
  const backups = join(place.dir, 'backups');
  await clearParts(backups);
  const growth = await missingInPool(dataDir, place.dir);
  await needRoom(place.place, growth.bytes + (await sizeOf(join(dataDir, DATABASE_FILE))) + (await sizeOf(join(dataDir, `${DATABASE_FILE}-wal`))));
  const part = join(backups, `${nameOf(createdAt, 0)}${PART}`);
  await makeFolderIn(backups, basename(part));
  // Made this moment: its time is the clock of the place's disk.
  await clearBrokenOffCopies(place.dir, (await stat(part)).mtimeMs);
  await clearBrokenOffCopies(dataDir, Date.now());
  await snapshotTo(dataDir, part, access);
  // After the snapshot: whatever its rows name was on the disk before them.
  const late = await missingInPool(dataDir, place.dir);
  await growPool(dataDir, place.dir, late.added, pace);
  const { manifest, seals, blobs, takenBack } = await checkAtPlace(input, place, part, late.added);
  const paths = [DATABASE_FILE, ...(await copyKeys(dataDir, part))];
  const files = await eachFacts(part, paths);
  await writeDurably(join(part, MANIFEST_FILE), manifestText({ format: 'countersign.backup', version: 1, createdAt, ...manifest, files }, access.key), 0o600);
  const name = nameOf(createdAt, manifest.head.seq);
  await syncFolder(part);
  await rename(part, join(backups, name));
  await syncFolder(backups);
  const bytes = files.reduce((sum, file) => sum + file.bytes, late.bytes);
  return { name, createdAt, head: manifest.head, dir: join(backups, name), seals, blobs, newBlobs: late.added.size, takenBack, bytes };
}

/**
 * Backs the store up while it is worked on: a copy of the database and the material bytes that the place does not hold yet.
 * It appears under its name when it is whole and checked, or not at all; earlier ones are never touched.
 */
export async function writeBackup(input: BackupInput, place: OpenPlace): Promise<Result<WrittenBackup, BackupTrouble>> {
  try {
    return ok(await write(input, place));
  } catch (error) {
    const trouble = findBackupTrouble(error, place.place);
    if (trouble === null) throw error;
    await clearParts(join(place.dir, 'backups')).catch(() => undefined);
    // A place that went away is one of which nothing can be read: that says nothing against the copy.
    const isAway = trouble.code === 'backup-copy-damaged' && (await findMark(place.place)) === null;
    return err(isAway ? { code: 'backup-place-away', place: place.place } : trouble);
  }
}

/** Pieces of the mirror that every kept backup holds already. The newest piece stays: it says how far the mirror is. */
async function pruneMirror(place: OpenPlace): Promise<void> {
  const [oldest] = await listBackups(place.dir);
  for (const { name, to } of (await listEntries(place.dir)).slice(0, -1)) {
    if (oldest !== undefined && to <= oldest.head.seq) await rm(join(place.dir, 'mirror', name), { force: true });
  }
}

/** Removes old backups by the plan's rule; answers with the names that went. Material bytes stay: later ones need them. */
export async function rotateBackups(place: OpenPlace, plan: KeptPlan, dayOf: (time: Time) => string): Promise<Result<readonly string[], BackupTrouble>> {
  try {
    return ok(await rotate(place, plan, dayOf));
  } catch (error) {
    const trouble = findBackupTrouble(error, place.place);
    if (trouble === null) throw error;
    return err(trouble);
  }
}

async function rotate(place: OpenPlace, plan: KeptPlan, dayOf: (time: Time) => string): Promise<readonly string[]> {
  const dropped = backupsToDrop(plan, await listBackups(place.dir), dayOf);
  for (const { name } of dropped) {
    const dir = join(place.dir, 'backups', name);
    // It stops being a backup first: one that is half removed is never taken for one.
    await rename(dir, `${dir}${PART}`);
    await rm(`${dir}${PART}`, { recursive: true, force: true });
  }
  await pruneMirror(place);
  return dropped.map(({ name }) => name);
}
