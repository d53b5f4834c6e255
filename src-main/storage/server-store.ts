import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import type { DeskId, Time } from '../domain/vocabulary';
import { appendEvent } from './audit-log';
import { connectToServer } from './connection';
import type { StoreConnectionOptions } from './connection';
import { createDeskKey, createDeskKeys, openDeskKeys } from './desk-keys';
import { connectStore } from './desk-store';
import type { FolderLock } from './folder-lock';
import type { StoreKey } from './keys/store-key';
import { MaterialFiles } from './material-files';
import { findOwnDesk, saveOwnDesk } from './own-desk';
import type { OwnDesk } from './own-desk';
import { addDeskKey, findFacts, findRecoverySlots, listDeskKeys, saveFacts, saveRecoverySlots } from './people';
import { withoutPassword } from './server-address';
import type { ServerAddress } from './server-address';
import { checkServerStore } from './server-check';
import type { CreateStoreInput, OpenStoreTrouble, StorageTrouble, StoreFacts } from './store';
import { asOpenTrouble, findFolderTrouble, underLock } from './under-lock';
import type { Opened } from './under-lock';

/** The desk's own folder and the site's server. The folder holds the desk's keys, its name, and what is not published yet. */
export interface ServerStoreInput extends StoreConnectionOptions {
  dir: string;
  server: ServerAddress;
}

async function openLocked(input: ServerStoreInput, own: OwnDesk, lock: FolderLock): Promise<Opened> {
  const checked = await checkServerStore(input.server, input);
  if (!checked.ok) return checked;
  if (checked.value === null) return err({ code: 'store-missing', dir: input.dir });
  if (checked.value.storeId !== own.storeId) return err({ code: 'store-other' });
  await new MaterialFiles(input.dir, input.key).sweepStaged();
  return ok(connectStore(input.dir, lock, input));
}

/** Opens the site's store for the desk of this folder, which no other process may hold. A store that fails its check is not opened. */
export async function openServerStore(input: ServerStoreInput): Promise<Opened> {
  const own = findOwnDesk(input.dir);
  if (own === null) return err({ code: 'store-missing', dir: input.dir });
  const trouble = await findFolderTrouble(input.dir);
  return trouble === null ? underLock(input, (lock) => openLocked(input, own, lock)) : err(trouble);
}

async function writeFirstRows(input: ServerStoreInput & CreateStoreInput): Promise<Result<null, { code: 'server-has-store' } | StorageTrouble>> {
  const { facts, createdAt: at } = input;
  const connection = connectToServer(input.server, { mode: 'write' }, input);
  try {
    return await connection.inTransaction(async (trx) => {
      if (await findFacts(trx) !== null) return err({ code: 'server-has-store' as const });
      await saveFacts(trx, facts);
      if (input.recoverySlots !== undefined) await saveRecoverySlots(trx, input.recoverySlots);
      const payload = { storeId: facts.storeId, kind: facts.kind, points: facts.points };
      await appendEvent(trx, { deskId: facts.deskId, staffId: null, at }, { kind: 'store.created', registrationNo: null, payload });
      return ok(null);
    });
  } finally {
    await connection.close();
  }
}

async function makeFolders(dir: string): Promise<void> {
  await mkdir(join(dir, 'staging'), { recursive: true, mode: 0o700 });
}

type Taken = Extract<OpenStoreTrouble, { code: 'server-has-store' | 'desk-name-taken' }>;

function asOpening(error: Taken | StorageTrouble, dir: string): OpenStoreTrouble {
  if (error.code === 'server-has-store' || error.code === 'desk-name-taken') return error;
  return error.code === 'server-unreachable' || error.code === 'server-lost' ? { code: 'server-unreachable' } : asOpenTrouble(error, dir);
}

async function createLocked(input: ServerStoreInput & CreateStoreInput, lock: FolderLock): Promise<Opened> {
  const { dir, facts } = input;
  if (findOwnDesk(dir) !== null) return err({ code: 'store-exists', dir });
  const checked = await checkServerStore(input.server, input);
  if (!checked.ok) return checked;
  await input.keepKey?.();
  await createDeskKeys(dir, input.key);
  await makeFolders(dir);
  const written = await writeFirstRows(input);
  if (!written.ok) return err(asOpening(written.error, dir));
  await saveOwnDesk(dir, { storeId: facts.storeId, deskId: facts.deskId, points: facts.points, server: withoutPassword(input.server) });
  return ok(connectStore(dir, lock, input));
}

/** Makes a store in a database that was prepared and has none: keys of the first desk, facts, first event. */
export async function createServerStore(input: ServerStoreInput & CreateStoreInput): Promise<Opened> {
  const trouble = await findFolderTrouble(input.dir);
  return trouble === null ? underLock(input, (lock) => createLocked(input, lock)) : err(trouble);
}

export interface JoinStoreInput extends ServerStoreInput {
  /** Keeps the slots of the site's key on this machine. */
  keepKey: () => Promise<void>;
  deskId: DeskId;
  points: readonly string[];
  at: Time;
}

/** What leads to the store's key on any machine that has the recovery code: kept in the database, for a desk that is to join. */
export async function readServerSlots(input: { server: ServerAddress }): Promise<Result<string | null, OpenStoreTrouble>> {
  const checked = await checkServerStore(input.server, input);
  if (!checked.ok) return checked;
  const connection = connectToServer(input.server, { mode: 'read' });
  try {
    return ok(await findRecoverySlots(connection.db));
  } finally {
    await connection.close();
  }
}

/** Names that are taken in the store on the server. */
export async function listServerDesks(server: ServerAddress): Promise<readonly DeskId[]> {
  const connection = connectToServer(server, { mode: 'read' });
  try {
    return (await listDeskKeys(connection.db)).map(({ deskId }) => deskId);
  } finally {
    await connection.close();
  }
}

/** A key that an earlier attempt left here for another store is of no use to this one, which was never told of it. */
async function makeOwnKey(dir: string, key: StoreKey): Promise<void> {
  const file = join(dir, 'keys', 'desk.key');
  if (existsSync(file) && !(await openDeskKeys(dir, key)).ok) await rename(file, join(dir, 'keys', `desk-before-${randomUUID()}.key`));
  await createDeskKey(dir, key);
}

/** The further desk's own key, told to the store; the site's key signs it later, on its own machine. */
async function addOwnKey(input: JoinStoreInput, facts: StoreFacts): Promise<Result<null, Taken | StorageTrouble>> {
  const keys = await openDeskKeys(input.dir, input.key);
  if (!keys.ok) throw new Error(`keys just made cannot be read: ${keys.error.code}`);
  const publicPem = keys.value.deskPublicPem;
  const connection = connectToServer(input.server, { mode: 'write' }, input);
  try {
    return await connection.inTransaction(async (trx) => {
      const known = await trx.selectFrom('desk_key').selectAll().where('desk_id', '=', input.deskId).executeTakeFirst();
      if (known !== undefined && known.public_pem !== publicPem) return err({ code: 'desk-name-taken' as const, deskId: input.deskId });
      if (known !== undefined) return ok(null);
      await addDeskKey(trx, { deskId: input.deskId, publicPem, siteSignature: null, addedAt: input.at });
      await appendEvent(trx, { deskId: input.deskId, staffId: null, at: input.at }, { kind: 'desk.joined', registrationNo: null, payload: { storeId: facts.storeId, points: input.points } });
      return ok(null);
    });
  } finally {
    await connection.close();
  }
}

async function joinLocked(input: JoinStoreInput, lock: FolderLock): Promise<Opened> {
  const { dir, deskId, points } = input;
  if (findOwnDesk(dir) !== null) return err({ code: 'store-exists', dir });
  const checked = await checkServerStore(input.server, input);
  if (!checked.ok) return checked;
  if (checked.value === null) return err({ code: 'store-missing', dir });
  await input.keepKey();
  await makeOwnKey(dir, input.key);
  await makeFolders(dir);
  const added = await addOwnKey(input, checked.value);
  if (!added.ok) return err(asOpening(added.error, dir));
  await saveOwnDesk(dir, { storeId: checked.value.storeId, deskId, points, server: withoutPassword(input.server) });
  return ok(connectStore(dir, lock, input));
}

/** A further desk of the site: its folder gets keys and a name of its own, the store learns of it. A name is taken once. */
export async function joinServerStore(input: JoinStoreInput): Promise<Opened> {
  const trouble = await findFolderTrouble(input.dir);
  return trouble === null ? underLock(input, (lock) => joinLocked(input, lock)) : err(trouble);
}
