import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditHead } from '../../domain/audit-event';
import { formatTime } from '../../domain/local-time';
import { getAuditHead } from '../audit-log';
import { DATABASE_FILE, connectTo } from '../connection';
import { copyDatabaseTo, integrityCheck } from '../dialects/sqlite';
import { syncFolder } from '../durable-files';
import { KNOWN_VERSION } from '../migrate';
import { getFacts } from '../people';
import { checkStoreFile, findVersion } from '../store-check';
import { openPlace, readBackupPlan } from './backup-place';
import { PATIENCE, PlaceWatch } from './place-watch';
import type { StoreAccess } from './store-access';
import { writeBackup } from './write-backup';

const FOLDER = 'before-migration';
const ZONE = 'Asia/Shanghai';

/** Reads the copy from the disk: every page and index, and the chain to the same end. */
async function checkCopy(file: string, head: AuditHead, access: StoreAccess): Promise<void> {
  const opens = await checkStoreFile(file, access);
  if (!opens.ok) throw new Error(`the copy before the migration: ${opens.error.code}`);
  const reading = connectTo(file, 'read', access);
  try {
    const fault = await integrityCheck(reading.db);
    const { seq, hash } = await getAuditHead(reading.db);
    if (fault !== null || seq !== head.seq || hash !== head.hash) throw new Error(`the copy before the migration: ${fault ?? `ends at event ${seq}`}`);
  } finally {
    await reading.close();
  }
}

/**
 * Copies a store of an earlier version before anything of it is changed: beside it, read back from there, and to its backup
 * place when that can be reached. The answer is the copy beside it, null when the store is of this version. Throws when the disk
 * does not take the copy, or gives back another one.
 */
export async function backUpBeforeMigration(dataDir: string, access: StoreAccess): Promise<string | null> {
  const reading = connectTo(join(dataDir, DATABASE_FILE), 'read', access);
  try {
    const version = await findVersion(reading.db);
    if (version >= KNOWN_VERSION) return null;
    const head = await getAuditHead(reading.db);
    const folder = join(dataDir, FOLDER);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const copy = join(folder, `version-${version}-event-${head.seq}.db`);
    await rm(`${copy}.part`, { force: true });
    await copyDatabaseTo(reading.db, `${copy}.part`);
    await checkCopy(`${copy}.part`, head, access);
    await rename(`${copy}.part`, copy);
    await syncFolder(folder);
    await backUpToPlace(dataDir, access, (await getFacts(reading.db)).storeId);
    return copy;
  } finally {
    await reading.close();
  }
}

/** A place that cannot be reached, or does not answer, holds nothing up: there is the copy beside the store. */
async function backUpToPlace(dataDir: string, access: StoreAccess, storeId: string): Promise<void> {
  const plan = await readBackupPlan(dataDir);
  if (plan.place === null) return;
  const watch = new PlaceWatch(() => undefined);
  const asked = await watch.ask(plan.place, PATIENCE.answerMs, () => openPlace(dataDir, plan, storeId));
  if (asked?.value.ok !== true) return;
  const place = asked.value.value;
  await watch.ask(plan.place, PATIENCE.mirrorMs, (alive) => writeBackup({ dataDir, access, createdAt: formatTime(new Date(), ZONE), pace: async () => alive() }, place));
}
