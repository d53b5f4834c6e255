import { existsSync } from 'node:fs';
import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '../domain/refusal';
import { ok } from '../domain/result';
import { DATABASE_FILE } from '../storage/connection';
import { findDiskTrouble } from '../storage/durable-files';
import { openStore } from '../storage/open-store';
import { findOwnDesk } from '../storage/own-desk';
import type { OpenStoreTrouble, Store } from '../storage/store';
import { addFirstPeople, setUpStore, type NewStore } from '../workflows/set-up-store';
import type { Outcome } from '../workflows/ports';
import type { Desk, DeskPhase } from './desk';
import { tellIncident } from './incident';
import { liveStoreObstacles } from './live-store-obstacles';
import { openDesk, type Surroundings } from './open-desk';
import { argon2PinHashing } from './pin-hashing';
import { storeOptionsOf } from './store-options';

async function phaseOf(desk: Desk, store: Store, around: Surroundings): Promise<DeskPhase> {
  const { kind } = await store.getFacts();
  const obstacles = kind === 'live' ? liveStoreObstacles(desk.config) : [];
  if (obstacles.length > 0) return { phase: 'trouble', trouble: { code: 'live-store-refused', obstacles } };
  const open = await openDesk(desk, store, around);
  if (open.ok) return { phase: 'open', open: open.value };
  const { code, params } = open.error;
  return { phase: 'trouble', trouble: { code: 'store-damaged', detail: String(params?.['detail'] ?? code), copy: null } };
}

/** A live store is closed again where it could be looked into or fed from outside. */
async function admitStore(desk: Desk, store: Store, around: Surroundings): Promise<DeskPhase> {
  let phase: DeskPhase | null = null;
  try {
    phase = await phaseOf(desk, store, around);
    return phase;
  } finally {
    if (phase?.phase !== 'open') await store.close();
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
  const { dataDir } = desk.config;
  if (!isStoreIn(desk.config)) {
    const trouble = await findFolderTrouble(dataDir);
    return trouble === null ? { phase: 'noStore' } : { phase: 'trouble', trouble };
  }
  const opened = await openStore({ dir: dataDir, ...storeOptionsOf(desk.config) });
  return opened.ok ? admitStore(desk, opened.value, around) : { phase: 'trouble', trouble: opened.error };
}

/**
 * Opens the store of the data folder, if there is one; what keeps it from being opened is shown by the staff window.
 * Never throws: a fault of the program is logged under an incident number and told as trouble, too.
 */
export async function openExistingStore(desk: Desk, around: Surroundings): Promise<void> {
  try {
    desk.state = await openFolder(desk, around);
    if (desk.state.phase === 'trouble') desk.log.error({ code: desk.state.trouble.code }, 'store not opened');
  } catch (cause) {
    desk.state = { phase: 'trouble', trouble: { code: 'unexpected', detail: tellIncident(desk.log, {}, 'store not opened', cause) } };
  }
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
  const obstacles = wish.kind === 'live' ? liveStoreObstacles(desk.config) : [];
  if (obstacles.length > 0) return refusal('live-store-refused', { obstacles: obstacles.join(', ') });
  const made = await setUpStore({ dir: desk.config.dataDir, options: storeOptionsOf(desk.config), pins: argon2PinHashing(), clock: around.clock }, wish);
  if (!made.ok) return made;
  desk.state = await admitStore(desk, made.value, around);
  return ok(null);
}
