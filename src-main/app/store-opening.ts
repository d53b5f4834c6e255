import { existsSync } from 'node:fs';
import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '../domain/refusal';
import { ok } from '../domain/result';
import { DATABASE_FILE } from '../storage/connection';
import type { StoreKey } from '../storage/keys/store-key';
import { findDiskTrouble } from '../storage/durable-files';
import { openStore } from '../storage/open-store';
import { findOwnDesk } from '../storage/own-desk';
import { renewKeptPassword, withKeptPassword } from '../storage/server-password';
import type { OpenStoreTrouble } from '../storage/store';
import { addFirstPeople, setUpStore, type NewStore } from '../workflows/set-up-store';
import { reissueRecoveryCode } from '../workflows/store-keys';
import { tellLog } from '../workflows/tell-log';
import type { Outcome } from '../workflows/ports';
import type { Desk, DeskPhase } from './desk';
import { tellIncident } from './incident';
import { openDesk, type OpenedStore, type Surroundings } from './open-desk';
import { argon2PinHashing } from './pin-hashing';
import { findKey, isCodeOwed, unlockKey, type Unlocking } from './store-key-opening';
import { reachOf, storeOptionsOf } from './store-options';
import { UnlockGate } from './unlock-gate';

async function phaseOf(desk: Desk, opened: OpenedStore, around: Surroundings): Promise<DeskPhase> {
  const { kind } = await opened.store.getFacts();
  const obstacles = kind === 'live' ? desk.liveObstacles() : [];
  if (obstacles.length > 0) return { phase: 'trouble', trouble: { code: 'live-store-refused', obstacles } };
  const open = await openDesk(desk, opened, around);
  if (open.ok) return { phase: 'open', open: open.value };
  const { code, params } = open.error;
  return { phase: 'trouble', trouble: { code: 'store-damaged', detail: String(params?.['detail'] ?? code), copy: null } };
}

/** A live store is closed again where it could be looked into or fed from outside. */
export async function admitStore(desk: Desk, opened: OpenedStore, around: Surroundings): Promise<DeskPhase> {
  let phase: DeskPhase | null = null;
  try {
    phase = await phaseOf(desk, opened, around);
    if (phase.phase === 'open') await showOwedCode(desk, opened.key);
    return phase;
  } finally {
    if (phase?.phase !== 'open') await opened.store.close();
  }
}

/** What keeps a store from being made in this folder, so that it is told before people have typed their PINs. */
async function findFolderTrouble(dir: string): Promise<OpenStoreTrouble | null> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await access(dir, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (cause) {
    return findDiskTrouble(cause) === 'disk-full' ? { code: 'disk-full' } : { code: 'folder-unwritable', dir };
  }
}

/** A folder whose store is a server's holds the desk's own name instead of a database. */
function isStoreIn({ dataDir, databaseUrl }: Desk['config']): boolean {
  return databaseUrl === null ? existsSync(join(dataDir, DATABASE_FILE)) : findOwnDesk(dataDir) !== null;
}

async function openFolder(desk: Desk, around: Surroundings): Promise<DeskPhase> {
  const { dataDir, keyFile } = desk.config;
  if (!isStoreIn(desk.config)) {
    const trouble = await findFolderTrouble(dataDir);
    return trouble === null ? { phase: 'noStore' } : { phase: 'trouble', trouble };
  }
  const found = await findKey(dataDir, desk.keyStore, keyFile);
  switch (found.kind) {
    case 'open': return openWith(desk, found.key, around);
    case 'locked': return { phase: 'locked', slots: found.slots };
    case 'trouble': return { phase: 'trouble', trouble: found.trouble };
  }
}

async function openWith(desk: Desk, key: StoreKey, around: Surroundings): Promise<DeskPhase> {
  desk.config.databaseUrl = await withKeptPassword(desk.config.dataDir, key, desk.config.databaseUrl);
  const opened = await openStore({ dir: desk.config.dataDir, ...storeOptionsOf(desk.config, key) });
  if (!opened.ok) return { phase: 'trouble', trouble: opened.error };
  await renewKeptPassword(desk.config.dataDir, key, desk.config.databaseUrl);
  return admitStore(desk, { store: opened.value, key }, around);
}

/** The code of a desk that was closed before anybody had written it down is nobody's: another one is shown. */
async function showOwedCode(desk: Desk, key: StoreKey): Promise<void> {
  if (desk.shownCode === null && await isCodeOwed(desk.config.dataDir)) desk.shownCode = await reissueRecoveryCode(desk.config.dataDir, key, false);
}

/** Opens the locked store by what a person typed; whoever asks twice at once is answered once. */
export function storeUnlocking(desk: Desk, around: Surroundings): (typed: Unlocking) => Promise<Outcome<null>> {
  const gate = new UnlockGate(around.clock);
  return async (typed) => {
    if (desk.state.phase !== 'locked') return refusal('store-missing');
    const { dataDir } = desk.config;
    const unlocked = await unlockKey({ dir: dataDir, slots: desk.state.slots, keyStore: desk.keyStore }, typed, gate);
    if (!unlocked.ok) return unlocked;
    if (desk.state.phase === 'locked') await settlePhase(desk, () => openWith(desk, unlocked.value, around));
    const open = desk.findOpen();
    if (open !== null && 'recoveryCode' in typed) await tellLog(open.ports, { deskId: open.facts.deskId, staffId: null }, { kind: 'machine.keyAdded', registrationNo: null, payload: {} });
    return ok(null);
  };
}

/** Settles on the phase that opening leads to. Never throws: a fault of the program is logged and told as trouble, too. */
async function settlePhase(desk: Desk, open: () => Promise<DeskPhase>): Promise<void> {
  try {
    desk.state = await open();
    if (desk.state.phase === 'trouble') desk.log.error({ code: desk.state.trouble.code }, 'store not opened');
  } catch (cause) {
    desk.state = { phase: 'trouble', trouble: { code: 'unexpected', detail: tellIncident(desk.log, {}, 'store not opened', cause) } };
  }
}

/**
 * Opens the store of the data folder, if there is one and this machine has its key; what keeps it from being opened is shown by
 * the staff window. Never throws.
 */
export async function openExistingStore(desk: Desk, around: Surroundings): Promise<void> {
  await settlePhase(desk, () => openFolder(desk, around));
}

/** Opens the store again after the person has done what the trouble page said; does nothing at a desk without trouble. */
export function storeReopening(desk: Desk, around: Surroundings): () => Promise<void> {
  let running: Promise<void> | null = null;
  return async () => {
    if (running === null && desk.state.phase !== 'trouble') return;
    running ??= openExistingStore(desk, around).finally(() => (running = null));
    await running;
  };
}

/** First use: makes the store with its people and opens it; a store that has nobody yet gets its people. */
export async function createFirstStore(desk: Desk, around: Surroundings, wish: NewStore): Promise<Outcome<null>> {
  const open = desk.findOpen();
  if (open?.peopleMissing === true) {
    const added = await addFirstPeople(open.ports, open.facts.deskId, wish.staff);
    if (added.ok) open.peopleMissing = false;
    return added;
  }
  if (desk.state.phase !== 'noStore') return refusal('store-exists');
  const obstacles = wish.kind === 'live' ? desk.liveObstacles() : [];
  if (obstacles.length > 0) return refusal('live-store-refused', { obstacles: obstacles.join(', ') });
  const made = await setUpStore({ dir: desk.config.dataDir, options: reachOf(desk.config), keyStore: desk.keyStore, pins: argon2PinHashing(), clock: around.clock }, wish);
  if (!made.ok) return made;
  desk.shownCode = made.value.recoveryCode;
  desk.state = await admitStore(desk, made.value, around);
  return ok(null);
}
