import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, chmod, constants, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import { appendEvent } from './audit-log';
import { backUpBeforeMigration } from './backup/before-migration';
import { DATABASE_FILE, connectTo } from './connection';
import type { StoreConnectionOptions } from './connection';
import { createDeskKeys, openDeskKeys } from './desk-keys';
import { keepFirstPage } from './damage/first-page';
import { connectStore } from './desk-store';
import { markAsStore, openSqliteFile } from './dialects/sqlite';
import { syncFolder } from './durable-files';
import type { FolderLock } from './folder-lock';
import { MaterialFiles } from './material-files';
import { KNOWN_VERSION, migrateTo } from './migrate';
import { saveFacts } from './people';
import { createServerStore, openServerStore } from './server-store';
import { checkStoreFile } from './store-check';
import { keepCopy } from './store-file';
import type { CreateStoreInput, OpenStoreTrouble, Store } from './store';
import { findFolderTrouble, underLock } from './under-lock';

export interface OpenStoreInput extends StoreConnectionOptions {
  dir: string;
}

async function isWritable(dir: string): Promise<boolean> {
  const places = [dir, join(dir, DATABASE_FILE)];
  return Promise.all(places.map((place) => access(place, constants.W_OK))).then(() => true, () => false);
}

async function bringUpToDate(file: string, input: OpenStoreInput): Promise<void> {
  await backUpBeforeMigration(input.dir, input);
  const writing = connectTo(file, 'write', input);
  await migrateTo(writing.db, KNOWN_VERSION).finally(() => writing.close());
}

async function openLocked(input: OpenStoreInput, lock: FolderLock): Promise<Result<Store, OpenStoreTrouble>> {
  const file = join(input.dir, DATABASE_FILE);
  const checked = await checkStoreFile(file, input);
  if (!checked.ok) {
    const { error } = checked;
    return err(error.code === 'store-damaged' ? { ...error, copy: await keepCopy(file) } : error);
  }
  await keepFirstPage(file);
  if (checked.value < KNOWN_VERSION) await bringUpToDate(file, input);
  const store = connectStore(input.dir, lock, input);
  try {
    await new MaterialFiles(input.dir, input.key).sweepStaged(async (sha256) => (await store.findBlob(sha256)) !== null);
    return ok(store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Opens the store of a data folder, which no other process may hold. Checked first and for reading only: header, version,
 * schema, pages (see store-check.ts) and the last 1,000 events; a store that fails is not opened, a copy is kept aside.
 * With `server` it is the site's shared store (server-store.ts).
 */
export async function openStore(input: OpenStoreInput): Promise<Result<Store, OpenStoreTrouble>> {
  const { server } = input;
  if (server !== undefined) return openServerStore({ ...input, server });
  if (!existsSync(join(input.dir, DATABASE_FILE))) return err({ code: 'store-missing', dir: input.dir });
  if (!(await isWritable(input.dir))) return err({ code: 'folder-unwritable', dir: input.dir });
  return underLock(input, (lock) => openLocked(input, lock));
}

/**
 * A further store object on the same folder, for worker threads of the process that opened it:
 * no lock of its own, no check.
 */
export function attachToStore(input: OpenStoreInput): Store {
  return connectStore(input.dir, null, input);
}

async function writeFirstRows(file: string, input: CreateStoreInput): Promise<void> {
  const { facts, createdAt: at } = input;
  const connection = connectTo(file, 'write', input);
  try {
    await migrateTo(connection.db, KNOWN_VERSION);
    await connection.db.transaction().execute(async (trx) => {
      await saveFacts(trx, facts);
      const payload = { storeId: facts.storeId, kind: facts.kind, points: facts.points };
      await appendEvent(trx, { deskId: facts.deskId, staffId: null, at }, { kind: 'store.created', registrationNo: null, payload });
    });
  } finally {
    await connection.close();
  }
}

/** The database appears under its name when it is whole; what a power cut left of an earlier attempt goes. */
async function makeDatabase(input: CreateStoreInput): Promise<void> {
  const file = join(input.dir, DATABASE_FILE);
  const beside = `${file}.new`;
  for (const part of [beside, `${beside}-wal`, `${beside}-shm`, `${beside}-journal`]) await rm(part, { force: true });
  const empty = openSqliteFile(beside, { mode: 'write', key: input.key, ...(input.nativeBinding ? { nativeBinding: input.nativeBinding } : {}) });
  markAsStore(empty);
  empty.close();
  // SQLite gives its log and its index the rights of the file that they belong to.
  await chmod(beside, 0o600);
  await writeFirstRows(beside, input);
  await rename(beside, file);
  await syncFolder(input.dir);
}

/** Keys of another store, whose database was never finished or is lost, are not written over: they go aside. */
async function setOtherKeysAside({ dir, key }: CreateStoreInput): Promise<void> {
  const keys = join(dir, 'keys');
  if (existsSync(keys) && !(await openDeskKeys(dir, key)).ok) await rename(keys, join(dir, `keys-before-${randomUUID()}`));
}

async function createLocked(input: CreateStoreInput, lock: FolderLock): Promise<Result<Store, OpenStoreTrouble>> {
  if (existsSync(join(input.dir, DATABASE_FILE))) return err({ code: 'store-exists', dir: input.dir });
  await setOtherKeysAside(input);
  await input.keepKey?.();
  await createDeskKeys(input.dir, input.key);
  for (const folder of ['blobs', 'staging']) await mkdir(join(input.dir, folder), { recursive: true, mode: 0o700 });
  await makeDatabase(input);
  return ok(connectStore(input.dir, lock, input));
}

/** Makes a store with its keys in a folder that has none, tells the log (`store.created`), and opens it. */
export async function createStore(input: CreateStoreInput): Promise<Result<Store, OpenStoreTrouble>> {
  const { server } = input;
  if (server !== undefined) return createServerStore({ ...input, server });
  const trouble = await findFolderTrouble(input.dir);
  return trouble === null ? underLock(input, (lock) => createLocked(input, lock)) : err(trouble);
}
