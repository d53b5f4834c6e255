import { randomBytes } from 'node:crypto';
import { open, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { storeFolder } from '../backup/backup-place';
import { DATABASE_FILE } from '../connection';
import { syncFolder } from '../durable-files';
import { readSlots } from '../keys/slot-files';
import type { PurgeRecord } from './purge-record';

/** Everything of a store in its data folder; what else lies there is not touched. The lock goes last, with its holder. */
const OF_STORE = [/^countersign\.db/, /^blobs$/, /^staging$/, /^damaged$/, /^restoring\.part$/, /^before-migration$/, /^keys(-before-.*)?$/, /^backup-plan\.json/, /^import-lock/, /^high-water/];
const KEY_FOLDER = /^keys(-before-.*)?$/;
const SLOT_FILE = /^slots\./;

/** Called before each file that goes: a test breaks off here. */
export type BeforeEach = (path: string) => void;

async function filesUnder(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** A key file is written over before its name goes; a disk that spreads writes may still hold the old bytes. */
async function destroyFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    await handle.write(randomBytes(size), 0, size, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rm(file);
  await syncFolder(dirname(file));
}

/** Slots first: they are what any code, passphrase or machine opens the store's key by. */
function slotsFirst(one: string, other: string): number {
  const rank = (file: string): number => (SLOT_FILE.test(file.slice(file.lastIndexOf(sep) + 1)) ? 0 : 1);
  return rank(one) - rank(other);
}

async function keyFilesUnder(dir: string): Promise<readonly string[]> {
  const files = await filesUnder(dir);
  return files.filter((file) => relative(dir, file).split(sep).slice(0, -1).some((folder) => KEY_FOLDER.test(folder))).toSorted(slotsFirst);
}

async function destroyKeys(dir: string, each: BeforeEach): Promise<void> {
  for (const file of await keyFilesUnder(dir)) {
    each(file);
    await destroyFile(file);
  }
}

async function remove(path: string, each: BeforeEach): Promise<void> {
  each(path);
  await rm(path, { recursive: true, force: true });
}

/** True when a purge was begun and nothing opens the store any more: it can only go on. */
export async function isPurgeUnderWay(dataDir: string, record: PurgeRecord | null): Promise<boolean> {
  if (record === null || record.endedAt !== null) return false;
  const slots = await readSlots(dataDir);
  return !slots.ok && slots.error.code === 'slots-missing';
}

/** The folder that the record names is the store's own in a backup place, and nothing else. */
function placeDirOf({ placeDir, storeId }: PurgeRecord): string | null {
  return placeDir !== null && storeFolder(dirname(placeDir), storeId) === placeDir ? placeDir : null;
}

/**
 * Destroys a store whose purge was recorded: every key here and in the backup place, then the bytes. Broken off at any step
 * it leaves nothing that opens beyond what was not reached, and goes on when called again. The folder must be locked by the caller.
 */
export async function destroyStore(dataDir: string, record: PurgeRecord, each: BeforeEach = () => undefined): Promise<void> {
  const placeDir = placeDirOf(record);
  await destroyKeys(dataDir, each);
  if (placeDir !== null) await destroyKeys(placeDir, each);
  for (const name of await readdir(dataDir)) {
    if (OF_STORE.some((pattern) => pattern.test(name)) && name !== DATABASE_FILE) await remove(join(dataDir, name), each);
  }
  if (placeDir !== null) await remove(placeDir, each);
  await remove(join(dataDir, DATABASE_FILE), each);
  await syncFolder(dataDir);
}
