import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditHead } from '../domain/audit-event';
import { formatTime } from '../domain/local-time';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { bringBack } from '../storage/backup/bring-back';
import { clearBrokenOffRestore, restoreBackup, type RestoreTrouble, type UnpackedStore } from '../storage/backup/restore-backup';
import { DATABASE_FILE, type ConnectionOptions } from '../storage/connection';
import { findUnfinishedAside, putStoreBack, setStoreAside } from '../storage/damage/set-aside';
import { takeFolderLock } from '../storage/folder-lock';
import type { StoreKey } from '../storage/keys/store-key';
import { openStore } from '../storage/open-store';
import type { Store } from '../storage/store';
import { asOpenTrouble } from '../storage/under-lock';
import { addMachineSlot, findMachineTrouble, type MachineWays } from './store-keys';
import type { Clock, Outcome } from './ports';
import { localTime } from './tell-log';

export interface RestoreWish {
  /** A backup file, a backup's folder in its place, or its backup.json. */
  path: string;
  dataDir: string;
  recoveryCode: string;
  /** How this machine opens the store from now on; null on the command line, where the recovery code does. */
  machine: MachineWays | null;
  /** A store that is there and damaged is set aside first; else the folder must be empty. */
  insteadOfDamaged: boolean;
  options: ConnectionOptions;
  clock: Clock;
}

export interface RestoreSummary {
  key: StoreKey;
  storeId: string;
  /** Where the chain stands now. */
  head: AuditHead;
  /** When the backup was made, and where its chain stood. */
  createdAt: string;
  seq: number;
  seals: number;
  /** Signed cases that came back from the mirror beyond the backup. */
  broughtBack: number;
  /** Why the mirror gave nothing, null when it did or there is none. */
  mirrorTrouble: string | null;
}

const STAMP_ZONE = 'Asia/Shanghai';

/** A mirror that cannot be read holds no restore up; a disk that does not take what the mirror holds does. */
const OF_THE_DISK: ReadonlySet<string> = new Set(['disk-full', 'disk-read-only', 'disk-failed']);

async function tellRestored(store: Store, { manifest }: UnpackedStore, clock: Clock): Promise<Outcome<null>> {
  const { deskId } = await store.getFacts();
  const context = { deskId, staffId: null, at: await localTime({ store, clock }) };
  const payload = { createdAt: manifest.createdAt, head: manifest.head.seq, seals: manifest.seals };
  return store.inTransaction(async (tx) => {
    await tx.append(context, { kind: 'store.restored', registrationNo: null, payload });
    return ok(null);
  });
}

/** What the mirror beside the backup holds beyond it. */
async function bringMirror({ options }: RestoreWish, { dir, key, storeDir }: UnpackedStore, deskId: string, at: string): Promise<Outcome<{ broughtBack: number; mirrorTrouble: string | null }>> {
  if (storeDir === null) return ok({ broughtBack: 0, mirrorTrouble: null });
  const brought = await bringBack({ dataDir: dir, storeDir, access: { ...options, key } }, { deskId, staffId: null, at }, null);
  if (brought.ok) return ok({ broughtBack: brought.value.seals.length, mirrorTrouble: null });
  const { code } = brought.error;
  return OF_THE_DISK.has(code) ? refusal(code) : ok({ broughtBack: 0, mirrorTrouble: code });
}

/** Gives the unpacked store what it needs to appear: this machine's way to its key, what the mirror holds, and the event that tells of it. */
async function settleIn(wish: RestoreWish, unpacked: UnpackedStore): Promise<Outcome<RestoreSummary>> {
  const { dir, key, manifest } = unpacked;
  if (wish.machine !== null) await addMachineSlot(dir, key, wish.machine);
  const opened = await openStore({ dir, ...wish.options, key });
  if (!opened.ok) return refusal(opened.error.code, { dir: wish.dataDir });
  try {
    const { deskId } = await opened.value.getFacts();
    const mirror = await bringMirror(wish, unpacked, deskId, await localTime({ store: opened.value, clock: wish.clock }));
    if (!mirror.ok) return mirror;
    const told = await tellRestored(opened.value, unpacked, wish.clock);
    if (!told.ok) return told;
    const { broughtBack } = mirror.value;
    return ok({ key, storeId: manifest.storeId, head: await opened.value.getAuditHead(), createdAt: manifest.createdAt, seq: manifest.head.seq, seals: manifest.seals + broughtBack, ...mirror.value });
  } finally {
    await opened.value.close();
  }
}

/** Where the damaged store lies now, moved aside under its lock; null when there is none to be moved. */
async function moveAside({ dataDir, insteadOfDamaged, options, clock }: RestoreWish): Promise<Outcome<string | null>> {
  try {
    await clearBrokenOffRestore(dataDir);
    const unfinished = await findUnfinishedAside(dataDir);
    if (unfinished !== null || !insteadOfDamaged || !existsSync(join(dataDir, DATABASE_FILE))) return ok(unfinished);
    const lock = takeFolderLock(dataDir, options.nativeBinding);
    if (!lock.ok) return refusal(lock.error.code, { dir: dataDir });
    lock.value.release();
    return ok(await setStoreAside(dataDir, formatTime(clock.now(), STAMP_ZONE).replace(/[-:]|\+.*$/g, '')));
  } catch (error) {
    return refusal(asOpenTrouble(error, dataDir).code, { dir: dataDir });
  }
}

/** What does not go back now, because the disk refuses that, too, is found and finished by the next restore. */
async function moveBack(dataDir: string, aside: string): Promise<void> {
  try {
    await putStoreBack(dataDir, aside);
  } catch (error) {
    asOpenTrouble(error, dataDir);
  }
}

function troubleRefusal({ code, ...facts }: RestoreTrouble): ReturnType<typeof refusal> {
  return refusal(code, facts);
}

/** The damaged store goes aside, and back again when the backup does not take its place. */
async function restoreOver(wish: RestoreWish): Promise<Outcome<RestoreSummary>> {
  const aside = await moveAside(wish);
  if (!aside.ok) return aside;
  const restored = await restoreBackup({ ...wish, isSetAside: aside.value !== null, pace: () => Promise.resolve() }, (unpacked) => settleIn(wish, unpacked));
  const done = restored.ok ? restored.value : troubleRefusal(restored.error);
  if (!done.ok && aside.value !== null) await moveBack(wish.dataDir, aside.value);
  return done;
}

/**
 * Makes the store of a backup anew on this machine, by its recovery code: everything is checked, what the mirror holds
 * beyond the backup is brought back and the machine gets its own way to the key before the store appears.
 */
export async function restoreStore(wish: RestoreWish): Promise<Outcome<RestoreSummary>> {
  const trouble = wish.machine === null ? null : findMachineTrouble(wish.machine);
  if (trouble !== null) return trouble;
  return restoreOver(wish);
}
