import { setImmediate } from 'node:timers/promises';
import { formatTime, localDay } from '../domain/local-time';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { openPlace, readBackupPlan } from '../storage/backup/backup-place';
import type { BackupTrouble } from '../storage/backup/backup-trouble';
import type { StoreAccess } from '../storage/backup/store-access';
import { writeBackupFile } from '../storage/backup/write-backup-file';
import { rotateBackups, writeBackup, type WrittenBackup } from '../storage/backup/write-backup';
import { attachToStore } from '../storage/open-store';
import type { Store } from '../storage/store';
import type { TaskWatch, WrittenBackupView } from '../workflows/package-ports';
import type { Outcome } from '../workflows/ports';
import type { WorkPlace } from './heavy-tasks';
import { storeKeyOf } from './store-key-of';

const FIRST_TIME_ZONE = 'Asia/Shanghai';

/** Thrown where a task that was cancelled ends. */
export class TaskCancelled extends Error {}

export function accessOf(place: WorkPlace): StoreAccess {
  return { key: storeKeyOf(place), ...(place.sqliteBinding === null ? {} : { nativeBinding: place.sqliteBinding }) };
}

const TELL_EVERY_MS = 1_000;

/** Lets other work of the thread pass, says now and then that it goes on, and ends when the task was cancelled. */
export function paceOf(watch: TaskWatch): () => Promise<void> {
  let toldAt = 0;
  let done = 0;
  return async () => {
    await setImmediate();
    if (watch.signal.aborted) throw new TaskCancelled();
    done += 1;
    if (performance.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = performance.now();
    watch.onProgress({ phase: 'backup', done, total: 0, bytesDone: 0, bytesTotal: 0, remainingMs: null });
  };
}

export function backupRefusal(trouble: BackupTrouble): ReturnType<typeof refusal> {
  const { code, ...facts } = trouble;
  return refusal(code, facts);
}

export async function timeZoneOf(store: Store): Promise<string> {
  return (await store.findCurrentPolicy())?.policy.timeZone ?? FIRST_TIME_ZONE;
}

/** Every backup that was written stands in the log; one that was not is told on the desk and by readiness. */
async function tellBackup(store: Store, written: WrittenBackup, staffId: string | null, toFile: boolean): Promise<Outcome<WrittenBackupView>> {
  const { createdAt: at, name, seals, blobs, newBlobs, takenBack, bytes, head } = written;
  const { deskId } = await store.getFacts();
  const payload = { seals, blobs, newBlobs, ...(takenBack === 0 ? {} : { takenBack }), bytes, head: head.seq, ...(toFile ? { to: 'file' } : { to: 'place', name }) };
  const told = await store.inTransaction<null, never>(async (tx) => {
    await tx.append({ deskId, staffId, at }, { kind: 'backup.written', registrationNo: null, payload });
    return ok(null);
  });
  if (!told.ok) return refusal(told.error.code);
  return ok({ name, createdAt: at, seals, blobs, newBlobs, takenBack, bytes, seq: head.seq });
}

/** Work of a thread on the store that this process holds, which ends where the task was cancelled. */
export async function withAttachedStore<T>(place: WorkPlace, work: (store: Store, access: StoreAccess) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const access = accessOf(place);
  const store = attachToStore({ dir: place.dataDir, ...access });
  try {
    return await work(store, access);
  } catch (cause) {
    if (cause instanceof TaskCancelled) return refusal('backup-cancelled');
    throw cause;
  } finally {
    await store.close();
  }
}

/** Backs up to the chosen place and lets old backups go. */
export function runBackup(place: WorkPlace, staffId: string | null, watch: TaskWatch): Promise<Outcome<WrittenBackupView>> {
  return withAttachedStore(place, async (store, access) => {
    const plan = await readBackupPlan(place.dataDir);
    const opened = await openPlace(place.dataDir, plan, (await store.getFacts()).storeId);
    if (!opened.ok) return backupRefusal(opened.error);
    const zone = await timeZoneOf(store);
    const written = await writeBackup({ dataDir: place.dataDir, access, createdAt: formatTime(new Date(), zone), pace: paceOf(watch) }, opened.value);
    if (!written.ok) return backupRefusal(written.error);
    const told = await tellBackup(store, written.value, staffId, false);
    const rotated = await rotateBackups(opened.value, plan, (time) => localDay(new Date(time), zone));
    return rotated.ok ? told : backupRefusal(rotated.error);
  });
}

/** Backs the whole store up into one file. */
export function runBackupFile(place: WorkPlace, input: { out: string; staffId: string | null }, watch: TaskWatch): Promise<Outcome<WrittenBackupView>> {
  return withAttachedStore(place, async (store, access) => {
    const createdAt = formatTime(new Date(), await timeZoneOf(store));
    const written = await writeBackupFile({ dataDir: place.dataDir, access, createdAt, pace: paceOf(watch) }, input.out);
    return written.ok ? tellBackup(store, written.value, input.staffId, true) : backupRefusal(written.error);
  });
}
