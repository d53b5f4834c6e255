import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { findTroubleIn } from '../ask-disk';
import { DATABASE_FILE } from '../connection';
import type { ConnectionOptions } from '../connection';
import { openSqliteFile } from '../dialects/sqlite';
import { syncFolder, writeDurably } from '../durable-files';
import { parseSlots } from '../keys/key-slots';
import { openByRecoveryCode } from '../keys/slot-secrets';
import type { SlotTrouble } from '../keys/slot-secrets';
import type { StoreKey } from '../keys/store-key';
import { StorageFailure } from '../storage-failure';
import { MANIFEST_FILE, isProven, parseManifest } from './backup-form';
import type { BackupManifest } from './backup-form';
import { planBackups, readBackupPlan } from './backup-place';
import { openBackupSource } from './backup-source';
import type { BackupSource } from './backup-source';
import { BackupStop, findBackupTrouble } from './backup-trouble';
import type { BackupTrouble } from './backup-trouble';
import { checkWritten, digestFile } from './write-backup';
import type { StoreAccess } from './store-access';

export type RestoreTrouble =
  | { code: 'backup-missing'; path: string }
  | { code: 'backup-damaged'; detail: string }
  | { code: 'folder-not-empty'; dir: string }
  | { code: 'disk-full' }
  | { code: 'folder-unwritable'; dir: string }
  | SlotTrouble;

/** The store of a backup, checked and whole in a folder of its own, before it appears where it is to be. */
export interface UnpackedStore {
  dir: string;
  key: StoreKey;
  manifest: BackupManifest;
  /** Folder of the store in the place the backup was taken from; null for a single file. */
  storeDir: string | null;
}

export interface RestoreInput {
  /** A backup file, a backup's folder, or its backup.json. */
  path: string;
  /** Data folder of this machine: without a store. */
  dataDir: string;
  recoveryCode: string;
  /** The store that was here was set aside: other files of the folder stay where they are. */
  isSetAside?: boolean;
  options: ConnectionOptions;
  pace: () => Promise<void>;
}

/** What may lie in a data folder that has no store: the window's own files, and what a broken-off restore left. */
const NO_STORE = new Set(['damaged', 'backup-plan.json', 'backup-plan.json.new', 'window', 'lock', 'logs', 'restoring.part']);
const STAGING = 'restoring.part';

/** In the order in which they appear: the database comes last, a folder without it has no store. */
const APPEARING = ['keys', 'blobs', 'staging', DATABASE_FILE] as const;
/** Parts of a store: none of them is ever overwritten. */
const PARTS: ReadonlySet<string> = new Set(APPEARING);

/** Stands in the staging folder from when everything in it was checked: parts of the store may have appeared. */
const APPEARS = 'appears';

/** Removes the parts of a store that had appeared when a power cut or the disk ended it: its database still waits where it was unpacked. */
export async function clearBrokenOffRestore(dataDir: string): Promise<void> {
  const staging = join(dataDir, STAGING);
  if (existsSync(join(dataDir, DATABASE_FILE)) || ![APPEARS, DATABASE_FILE].every((name) => existsSync(join(staging, name)))) return;
  for (const name of APPEARING) if (!existsSync(join(staging, name))) await rm(join(dataDir, name), { recursive: true, force: true });
}

async function isFree(dir: string, isSetAside: boolean): Promise<boolean> {
  const names = await readdir(dir).catch(() => []);
  return isSetAside ? !names.some((name) => PARTS.has(name)) : names.every((name) => NO_STORE.has(name) || name.startsWith('lock'));
}

/** The key that the recovery code opens, and the manifest that this key proves. */
async function unlock(source: BackupSource, input: RestoreInput): Promise<Result<{ key: StoreKey; manifest: BackupManifest }, RestoreTrouble>> {
  const text = await source.manifestText();
  if (text === null) return err({ code: 'backup-missing', path: input.path });
  const parsed = parseManifest(text);
  if (parsed === null) return err({ code: 'backup-damaged', detail: MANIFEST_FILE });
  const slots = parseSlots((await source.text('keys/slots.json')) ?? '');
  if (!slots.ok) return err({ code: 'backup-damaged', detail: slots.error.code });
  const key = await openByRecoveryCode(slots.value, input.recoveryCode);
  if (!key.ok) return key;
  return isProven(parsed, key.value) ? ok({ key: key.value, manifest: parsed.manifest }) : err({ code: 'backup-damaged', detail: 'manifest' });
}

async function compareFiles(dir: string, manifest: BackupManifest): Promise<void> {
  for (const { path, sha256 } of manifest.files) {
    const found = await digestFile(join(dir, path)).catch(() => null);
    if (found !== sha256) throw new BackupStop({ code: 'backup-damaged', detail: path });
  }
}

async function compareFacts(staging: string, access: StoreAccess, manifest: BackupManifest, pace: () => Promise<void>): Promise<void> {
  const { manifest: found } = await checkWritten(staging, staging, access, { isRead: () => true, pace });
  const isSame = found.storeId === manifest.storeId && found.head.seq === manifest.head.seq && found.head.hash === manifest.head.hash && found.seals === manifest.seals;
  if (!isSame) throw new BackupStop({ code: 'backup-damaged', detail: 'another store' });
}

/** A copy comes without a write-ahead log; a store has one. */
function readyForWork(file: string, access: StoreAccess): void {
  const database = openSqliteFile(file, { mode: 'write', ...access });
  try {
    database.pragma('journal_mode = wal');
  } finally {
    database.close();
  }
}

/** The place of the backup is the store's own from now on; known before it appears, so that it is never without its mirror. */
async function keepPlace({ storeDir }: BackupSource, dataDir: string): Promise<void> {
  if (storeDir === null) return;
  // A place that cannot be written is read all the same, and chosen anew later.
  await planBackups(dataDir, { ...(await readBackupPlan(dataDir)), place: dirname(storeDir) });
}

/** Everything that was committed stands in the database file itself, which alone appears. */
function foldLog(file: string, access: StoreAccess): void {
  const database = openSqliteFile(file, { mode: 'write', ...access });
  try {
    database.pragma('wal_checkpoint(truncate)');
  } finally {
    database.close();
  }
}

async function publish(staging: string, dataDir: string): Promise<void> {
  for (const folder of ['blobs', 'staging']) await mkdir(join(staging, folder), { recursive: true, mode: 0o700 });
  await writeDurably(join(staging, APPEARS), '', 0o600);
  for (const name of APPEARING) await rename(join(staging, name), join(dataDir, name));
  // The store stands: what the disk refuses from here on it will refuse the store's own work, which says so.
  await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  await syncFolder(dataDir).catch(() => undefined);
}

/** What had appeared of a store goes again, and then what was unpacked; what the disk does not let go is found by the next restore. */
async function dropUnpacked(dataDir: string): Promise<void> {
  try {
    await clearBrokenOffRestore(dataDir);
    await rm(join(dataDir, STAGING), { recursive: true, force: true });
  } catch (error) {
    if (findBackupTrouble(error, dataDir) === null) throw error;
  }
}

async function unpack(source: BackupSource, input: RestoreInput): Promise<Result<UnpackedStore, RestoreTrouble>> {
  const unlocked = await unlock(source, input);
  if (!unlocked.ok) return unlocked;
  const { key, manifest } = unlocked.value;
  const { dataDir, options, pace } = input;
  const access: StoreAccess = { ...options, key };
  const dir = join(dataDir, STAGING);
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await source.copyTo(dir, pace);
  await compareFiles(dir, manifest);
  await compareFacts(dir, access, manifest, pace);
  readyForWork(join(dir, DATABASE_FILE), access);
  return ok({ dir, key, manifest, storeDir: source.storeDir });
}

async function restoreFrom<S extends { ok: boolean }>(source: BackupSource, input: RestoreInput, settle: Settling<S>): Promise<Result<S, RestoreTrouble>> {
  const unpacked = await unpack(source, input);
  if (!unpacked.ok) return unpacked;
  const settled = await settle(unpacked.value);
  if (!settled.ok) {
    await dropUnpacked(input.dataDir);
    return ok(settled);
  }
  const { dir, key } = unpacked.value;
  foldLog(join(dir, DATABASE_FILE), { ...input.options, key });
  await keepPlace(source, input.dataDir);
  await publish(dir, input.dataDir);
  return ok(settled);
}

function asRestoreTrouble(trouble: BackupTrouble, dataDir: string): RestoreTrouble {
  if (trouble.code === 'backup-place-full') return { code: 'disk-full' };
  if (trouble.code === 'backup-damaged') return trouble;
  return trouble.code === 'store-damaged' || trouble.code === 'backup-copy-damaged' ? { code: 'backup-damaged', detail: trouble.detail } : { code: 'folder-unwritable', dir: dataDir };
}

/** Makes the store as it is to appear: what it has to be told, and given, is done where it was unpacked. It appears when that is `ok`. */
export type Settling<S extends { ok: boolean }> = (unpacked: UnpackedStore) => Promise<S>;

/**
 * Makes the store of a backup anew in a data folder that has none. Everything is checked before anything appears: the
 * manifest by the key, files by their digests, then pages, chain, seals and every material byte. The machine has no way of
 * its own to the key yet: `settle` gives it one, and its answer is the answer. The store appears whole, or not at all.
 */
export async function restoreBackup<S extends { ok: boolean }>(input: RestoreInput, settle: Settling<S>): Promise<Result<S, RestoreTrouble>> {
  try {
    await clearBrokenOffRestore(input.dataDir);
    if (!(await isFree(input.dataDir, input.isSetAside === true))) return err({ code: 'folder-not-empty', dir: input.dataDir });
    const source = await openBackupSource(input.path);
    if (!source.ok) return err(source.error.code === 'backup-missing' ? { code: 'backup-missing', path: input.path } : source.error);
    return await restoreFrom(source.value, input, settle).finally(() => source.value.close());
  } catch (error) {
    const trouble = findBackupTrouble(error, input.dataDir);
    if (trouble === null) throw error;
    // Asked before anything is dropped: then there is room again.
    const isFull = findTroubleIn(input.dataDir, error instanceof StorageFailure ? error.cause : error)?.code === 'disk-full';
    await dropUnpacked(input.dataDir);
    return err(isFull ? { code: 'disk-full' } : asRestoreTrouble(trouble, input.dataDir));
  }
}
