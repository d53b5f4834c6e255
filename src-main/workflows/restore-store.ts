import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditHead } from '../domain/audit-event';
import { formatTime } from '../domain/local-time';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { bringBack } from '../storage/backup/bring-back';
import { restoreBackup, type RestoredStore } from '../storage/backup/restore-backup';
import { DATABASE_FILE, type ConnectionOptions } from '../storage/connection';
import { putStoreBack, setStoreAside } from '../storage/damage/set-aside';
import { takeFolderLock } from '../storage/folder-lock';
import type { StoreKey } from '../storage/keys/store-key';
import { openStore } from '../storage/open-store';
import type { Store } from '../storage/store';
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

async function tellRestored(store: Store, { manifest }: RestoredStore, clock: Clock): Promise<Outcome<null>> {
  const { deskId } = await store.getFacts();
  const context = { deskId, staffId: null, at: await localTime({ store, clock }) };
  const payload = { createdAt: manifest.createdAt, head: manifest.head.seq, seals: manifest.seals };
  return store.inTransaction(async (tx) => {
    await tx.append(context, { kind: 'store.restored', registrationNo: null, payload });
    return ok(null);
  });
}

/** What the mirror beside the backup holds beyond it. */
async function bringMirror(wish: RestoreWish, restored: RestoredStore, deskId: string, at: string): Promise<{ broughtBack: number; mirrorTrouble: string | null }> {
  if (restored.storeDir === null) return { broughtBack: 0, mirrorTrouble: null };
  const brought = await bringBack({ dataDir: wish.dataDir, storeDir: restored.storeDir, access: { ...wish.options, key: restored.key } }, { deskId, staffId: null, at }, null);
  return brought.ok ? { broughtBack: brought.value.seals.length, mirrorTrouble: null } : { broughtBack: 0, mirrorTrouble: brought.error.code };
}

async function settleIn(wish: RestoreWish, restored: RestoredStore): Promise<Outcome<RestoreSummary>> {
  const { key, manifest } = restored;
  if (wish.machine !== null) await addMachineSlot(wish.dataDir, key, wish.machine);
  const opened = await openStore({ dir: wish.dataDir, ...wish.options, key });
  if (!opened.ok) return refusal(opened.error.code, { dir: wish.dataDir });
  try {
    const { deskId } = await opened.value.getFacts();
    const mirror = await bringMirror(wish, restored, deskId, await localTime({ store: opened.value, clock: wish.clock }));
    const told = await tellRestored(opened.value, restored, wish.clock);
    if (!told.ok) return told;
    return ok({ key, storeId: manifest.storeId, head: await opened.value.getAuditHead(), createdAt: manifest.createdAt, seq: manifest.head.seq, seals: manifest.seals + mirror.broughtBack, ...mirror });
  } finally {
    await opened.value.close();
  }
}

/** Moves the damaged store aside under its lock, and back again when the backup does not take its place. */
async function restoreOver(wish: RestoreWish): Promise<Outcome<RestoredStore>> {
  const isThere = wish.insteadOfDamaged && existsSync(join(wish.dataDir, DATABASE_FILE));
  if (isThere) {
    const lock = takeFolderLock(wish.dataDir, wish.options.nativeBinding);
    if (!lock.ok) return refusal(lock.error.code, { dir: wish.dataDir });
    lock.value.release();
  }
  const stamp = formatTime(wish.clock.now(), STAMP_ZONE).replace(/[-:]|\+.*$/g, '');
  const aside = isThere ? await setStoreAside(wish.dataDir, stamp) : null;
  const restored = await restoreBackup({ ...wish, isSetAside: aside !== null, pace: () => Promise.resolve() });
  if (restored.ok) return restored;
  if (aside !== null) await putStoreBack(wish.dataDir, aside);
  const { code, ...facts } = restored.error;
  return refusal(code, facts);
}

/**
 * Makes the store of a backup anew on this machine, by its recovery code: everything is checked before it appears, then what the
 * mirror holds beyond the backup is brought back, and the machine gets its own way to the key.
 */
export async function restoreStore(wish: RestoreWish): Promise<Outcome<RestoreSummary>> {
  const trouble = wish.machine === null ? null : findMachineTrouble(wish.machine);
  if (trouble !== null) return trouble;
  const restored = await restoreOver(wish);
  return restored.ok ? settleIn(wish, restored.value) : restored;
}
