import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BACKUP_PLAN } from '../../../src-main/domain/backup-rules';
import { appendEvent } from '../../../src-main/storage/audit-log';
import { isProven, parseManifest } from '../../../src-main/storage/backup/backup-form';
import { listBackups, openPlace, planBackups, readBackupPlan } from '../../../src-main/storage/backup/backup-place';
import { DATABASE_FILE, connectTo } from '../../../src-main/storage/connection';
import { createDeskKeys } from '../../../src-main/storage/desk-keys';
import { markAsStore, openSqliteFile } from '../../../src-main/storage/dialects/sqlite';
import { newRecoveryCode } from '../../../src-main/storage/keys/recovery-code';
import { writeSlots } from '../../../src-main/storage/keys/slot-files';
import { recoverySlot } from '../../../src-main/storage/keys/slot-secrets';
import { KNOWN_VERSION, migrateTo } from '../../../src-main/storage/migrate';
import { openStore } from '../../../src-main/storage/open-store';
import { saveFacts } from '../../../src-main/storage/people';
import { checkStoreFile, findVersion } from '../../../src-main/storage/store-check';
import { AT_DESK } from '../../support/stored-cases';
import { registrationRow, storeRegistrations } from '../../support/stored-registrations';
import { TEST_KEY, TRAINING_FACTS, withTemporaryFolder } from '../../support/temporary-store';

const ACCESS = { key: TEST_KEY };
const OLDER = 1;

interface OlderDesk {
  dir: string;
  placeDir: string;
}

/** A data folder as the version before left it, with registrations and a backup place. */
function withOlderStore(work: (desk: OlderDesk) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (root) => {
    const [dir, placeDir] = [join(root, 'data'), join(root, 'usb')];
    for (const folder of [placeDir, join(dir, 'blobs'), join(dir, 'staging')]) await mkdir(folder, { recursive: true });
    await createDeskKeys(dir, TEST_KEY);
    await writeSlots(dir, { storeKeyId: TEST_KEY.id, slots: [await recoverySlot(TEST_KEY, newRecoveryCode(), true)] }, () => Promise.resolve(true));
    const empty = openSqliteFile(join(dir, DATABASE_FILE), { mode: 'write', key: TEST_KEY });
    markAsStore(empty);
    empty.close();
    const connection = connectTo(join(dir, DATABASE_FILE), 'write', ACCESS);
    await migrateTo(connection.db, OLDER);
    await connection.db.transaction().execute(async (trx) => {
      await saveFacts(trx, TRAINING_FACTS);
      await appendEvent(trx, AT_DESK, { kind: 'store.created', registrationNo: null, payload: {} });
    });
    await connection.close();
    await storeRegistrations(dir, [registrationRow(1), registrationRow(2)]);
    if (!(await planBackups(dir, { ...DEFAULT_BACKUP_PLAN, place: placeDir })).ok) throw new Error('no backup place');
    await work({ dir, placeDir });
  });
}

async function versionOf(file: string): Promise<{ version: number; registrations: number }> {
  const reading = connectTo(file, 'read', ACCESS);
  const registrations = await reading.db.selectFrom('registration').select('registration_no').execute();
  return { version: await findVersion(reading.db).finally(() => reading.close()), registrations: registrations.length };
}

describe('a store of an earlier version that this one opens', () => {
  test('is copied beside itself and to its backup place, both as it was and proven to open, and is migrated then', () => withOlderStore(async ({ dir }) => {
    const opened = await openStore({ dir, ...ACCESS });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    expect((await opened.value.listCases({ text: registrationRow(1).name, states: [], offset: 0, limit: 9 })).total, 'found in the new way').toBe(2);
    await opened.value.close();
    expect(await versionOf(join(dir, DATABASE_FILE))).toEqual({ version: KNOWN_VERSION, registrations: 2 });

    expect(readdirSync(join(dir, 'before-migration'))).toEqual(['version-1-event-1.db']);
    const copy = join(dir, 'before-migration', 'version-1-event-1.db');
    expect([await checkStoreFile(copy, ACCESS), await versionOf(copy)]).toEqual([{ ok: true, value: OLDER }, { version: OLDER, registrations: 2 }]);

    const place = await openPlace(dir, await readBackupPlan(dir), TRAINING_FACTS.storeId);
    if (!place.ok) throw new Error(place.error.code);
    const backups = await listBackups(place.value.dir);
    expect(backups).toMatchObject([{ head: { seq: 1 } }]);
    const backup = join(place.value.dir, 'backups', backups[0]?.name ?? '');
    const manifest = parseManifest(readFileSync(join(backup, 'backup.json'), 'utf8'));
    expect(manifest?.manifest).toMatchObject({ schema: OLDER });
    expect(manifest !== null && isProven(manifest, TEST_KEY)).toBe(true);

    const again = await openStore({ dir, ...ACCESS });
    if (again.ok) await again.value.close();
    expect([again.ok, (await listBackups(place.value.dir)).length], 'a store of this version is not copied').toEqual([true, 1]);
  }));

  test('is migrated with the copy beside it when its backup place is away', () => withOlderStore(async ({ dir, placeDir }) => {
    rmSync(placeDir, { recursive: true });
    const opened = await openStore({ dir, ...ACCESS });
    if (opened.ok) await opened.value.close();
    expect([opened.ok, existsSync(placeDir), (await versionOf(join(dir, 'before-migration', 'version-1-event-1.db'))).version]).toEqual([true, false, OLDER]);
  }));

  test('stays as it is, and closed, when the disk does not take the copy', () => withOlderStore(async ({ dir }) => {
    writeFileSync(join(dir, 'before-migration'), '');
    await expect(openStore({ dir, ...ACCESS }).then((opened) => { if (!opened.ok) throw new Error(opened.error.code); })).rejects.toThrow();
    expect((await versionOf(join(dir, DATABASE_FILE))).version).toBe(OLDER);
  }));
});
