import { formatTime } from '../domain/local-time';
import { refusal } from '../domain/refusal';
import { err, ok } from '../domain/result';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import { openPlace, readBackupPlan } from '../storage/backup/backup-place';
import { bringMaterialsBack } from '../storage/backup/material-loss';
import { openConnection } from '../storage/connection';
import { findOwners, registrationsAmong } from '../storage/material-owners';
import { openMaterials } from '../storage/materials';
import type { Store } from '../storage/store';
import { checkWhole, type WholeFinding } from '../storage/whole-check';
import type { TaskWatch } from '../workflows/package-ports';
import type { Outcome } from '../workflows/ports';
import { TaskCancelled, accessOf, backupRefusal, paceOf, timeZoneOf, withAttachedStore } from './backup-tasks';
import type { WorkPlace } from './heavy-tasks';
import { storeKeyOf } from './store-key-of';
import { storeOptionsOf } from './store-options';

/** Rests between the steps of a check beside the desk's work: a tenth of one core at the most. */
function restingPace(watch: TaskWatch): () => Promise<void> {
  const pace = paceOf(watch);
  let since = performance.now();
  return async () => {
    await pace();
    const worked = performance.now() - since;
    await new Promise((wake) => setTimeout(wake, worked * 9));
    since = performance.now();
  };
}

/** Checks all that a store holds, whoever asks. On a server its pages are left to the server. */
async function checkAll(place: WorkPlace, how: { pace: () => Promise<void>; faultsTold?: number }): Promise<Outcome<WholeFinding>> {
  const at = { dir: place.dataDir, ...storeOptionsOf(place, storeKeyOf(place)) };
  const reading = openConnection(place.dataDir, at, { mode: 'read' });
  const files = openMaterials(at);
  try {
    return ok(await checkWhole(reading.db, { files, isRead: () => true, hasPages: place.databaseUrl === null, ...how }));
  } catch (cause) {
    if (cause instanceof TaskCancelled) return err({ code: 'backup-cancelled' });
    throw cause;
  } finally {
    await files.close();
    await reading.close();
  }
}

/** Checks all that the store holds, slowly, while the desk is at work. */
export function runWholeCheck(place: WorkPlace, watch: TaskWatch): Promise<Outcome<WholeFinding>> {
  return checkAll(place, { pace: restingPace(watch) });
}

/** The same at once, with every fault, for a person who waits. */
export function checkStoreNow(place: WorkPlace, watch: TaskWatch): Promise<Outcome<WholeFinding>> {
  return checkAll(place, { pace: paceOf(watch), faultsTold: Infinity });
}

async function tellBroughtBack(store: Store, staffId: string | null, back: ReadonlySet<Sha256>, registrations: readonly RegistrationNo[]): Promise<Outcome<null>> {
  const { deskId } = await store.getFacts();
  const at = formatTime(new Date(), await timeZoneOf(store));
  const told = await store.inTransaction<null, never>(async (tx) => {
    await tx.append({ deskId, staffId, at }, { kind: 'materials.broughtBack', registrationNo: null, payload: { count: back.size, registrations } });
    return ok(null);
  });
  return told.ok ? ok(null) : refusal(told.error.code);
}

async function registrationsOf(place: WorkPlace, shas: Iterable<Sha256>): Promise<readonly RegistrationNo[]> {
  const reading = openConnection(place.dataDir, accessOf(place), { mode: 'read' });
  const found = new Set<RegistrationNo>();
  try {
    for (const sha256 of shas) for (const one of registrationsAmong(await findOwners(reading.db, sha256))) found.add(one);
    return [...found];
  } finally {
    await reading.close();
  }
}

interface Wish {
  shas: readonly Sha256[];
  staffId: string | null;
  /** The store's folder in a place that a person named; without it the chosen place. */
  from?: string;
}

async function poolOf(place: WorkPlace, storeId: string, from: string | undefined): Promise<Outcome<string>> {
  if (from !== undefined) return ok(from);
  const opened = await openPlace(place.dataDir, await readBackupPlan(place.dataDir), storeId);
  return opened.ok ? ok(opened.value.dir) : backupRefusal(opened.error);
}

/** Brings lost or damaged bytes back from a place, as many as it has whole; answers which came. The log tells whose they are. */
export function runMaterialsBack(place: WorkPlace, { shas, staffId, from }: Wish, watch: TaskWatch): Promise<Outcome<readonly Sha256[]>> {
  return withAttachedStore(place, async (store, access) => {
    const pool = await poolOf(place, (await store.getFacts()).storeId, from);
    if (!pool.ok) return pool;
    const back = await bringMaterialsBack({ dataDir: place.dataDir, access }, pool.value, shas, paceOf(watch));
    if (back.size === 0) return ok([]);
    const told = await tellBroughtBack(store, staffId, back, await registrationsOf(place, back));
    return told.ok ? ok([...back]) : told;
  });
}
