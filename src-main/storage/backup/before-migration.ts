import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatTime } from '../../domain/local-time';
import { getAuditHead } from '../audit-log';
import { DATABASE_FILE, connectTo } from '../connection';
import { copyDatabaseTo } from '../dialects/sqlite';
import { syncFolder } from '../durable-files';
import { KNOWN_VERSION } from '../migrate';
import { getFacts } from '../people';
import { findVersion } from '../store-check';
import { openPlace, readBackupPlan } from './backup-place';
import type { StoreAccess } from './store-access';
import { writeBackup } from './write-backup';

const FOLDER = 'before-migration';
const ZONE = 'Asia/Shanghai';

/**
 * Copies a store of an earlier version before anything of it is changed: beside it, and to its backup place when that can be
 * reached. The answer is the copy beside it, null when the store is of this version. Throws when the disk does not take the copy.
 */
export async function backUpBeforeMigration(dataDir: string, access: StoreAccess): Promise<string | null> {
  const reading = connectTo(join(dataDir, DATABASE_FILE), 'read', access);
  try {
    const version = await findVersion(reading.db);
    if (version >= KNOWN_VERSION) return null;
    const { seq } = await getAuditHead(reading.db);
    const folder = join(dataDir, FOLDER);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const copy = join(folder, `version-${version}-event-${seq}.db`);
    await rm(`${copy}.part`, { force: true });
    await copyDatabaseTo(reading.db, `${copy}.part`);
    await rename(`${copy}.part`, copy);
    await syncFolder(folder);
    const place = await openPlace(dataDir, await readBackupPlan(dataDir), (await getFacts(reading.db)).storeId);
    if (place.ok) await writeBackup({ dataDir, access, createdAt: formatTime(new Date(), ZONE), pace: () => Promise.resolve() }, place.value);
    return copy;
  } finally {
    await reading.close();
  }
}
