import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_BACKUP_PLAN } from '../../src-main/domain/backup-rules';
import { mirrorPending } from '../../src-main/storage/backup/mirror';
import { openPlace, planBackups, readBackupPlan } from '../../src-main/storage/backup/backup-place';
import type { OpenPlace } from '../../src-main/storage/backup/backup-place';
import type { StoreAccess } from '../../src-main/storage/backup/store-access';
import { materialFilesIn } from '../../src-main/storage/backup/store-access';
import { writeBackup } from '../../src-main/storage/backup/write-backup';
import type { WrittenBackup } from '../../src-main/storage/backup/write-backup';
import { newRecoveryCode } from '../../src-main/storage/keys/recovery-code';
import { recoverySlot } from '../../src-main/storage/keys/slot-secrets';
import { writeSlots } from '../../src-main/storage/keys/slot-files';
import { createStore, openStore } from '../../src-main/storage/open-store';
import type { Store } from '../../src-main/storage/store';
import { storeReadyCase, storeSignedCase } from './stored-cases';
import { registrationNoOf } from './stored-registrations';
import { STORE_CREATED_AT, TEST_KEY, TRAINING_FACTS, withTemporaryFolder } from './temporary-store';

export const BACKUP_AT = '2026-03-01T12:00:00+08:00';
export const AT_ONCE = (): Promise<void> => Promise.resolve();

/** A store with a recovery code, a backup place beside it, and cases whose bytes are really there. */
export interface BackupDesk {
  store: Store;
  /** Data folder. */
  dir: string;
  /** The chosen place. */
  placeDir: string;
  /** A folder that is not there yet: another machine's. */
  elsewhere: string;
  access: StoreAccess;
  code: string;
  place(): Promise<OpenPlace>;
  backUp(at?: string): Promise<WrittenBackup>;
  mirror(): Promise<number>;
  readyCase(n: number): Promise<string>;
  signedCase(n: number): Promise<string>;
  /** Closes the store and opens it again, as it lies there now. */
  reopen(): Promise<Store>;
}

async function storeBytes(dir: string, access: StoreAccess, n: number): Promise<void> {
  const no = registrationNoOf(n);
  const files = materialFilesIn(dir, access);
  const staged: string[] = [];
  for (const what of ['photo', 'image', 'evidence', 'picture']) staged.push((await files.stage(Buffer.from(`${what} ${no}`))).sha256);
  await files.publish(staged);
}

export async function withBackupDesk(work: (desk: BackupDesk) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (root) => {
    const [dir, placeDir] = [join(root, 'data'), join(root, 'usb')];
    await mkdir(placeDir);
    const code = newRecoveryCode();
    const access: StoreAccess = { key: TEST_KEY };
    const slots = { storeKeyId: access.key.id, slots: [await recoverySlot(access.key, code, true)] };
    const made = await createStore({ dir, key: access.key, keepKey: () => writeSlots(dir, slots, () => Promise.resolve(true)), facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT });
    if (!made.ok) throw new Error(made.error.code);
    const planned = await planBackups(dir, { ...DEFAULT_BACKUP_PLAN, place: placeDir });
    if (!planned.ok) throw new Error(planned.error.code);
    let store = made.value;
    const place = async (): Promise<OpenPlace> => {
      const opened = await openPlace(dir, await readBackupPlan(dir), TRAINING_FACTS.storeId);
      if (!opened.ok) throw new Error(opened.error.code);
      return opened.value;
    };
    const desk: BackupDesk = {
      get store() { return store; },
      dir, placeDir, elsewhere: join(root, 'elsewhere'), access, code, place,
      async backUp(createdAt = BACKUP_AT) {
        const written = await writeBackup({ dataDir: dir, access, createdAt, pace: AT_ONCE }, await place());
        if (!written.ok) throw new Error(JSON.stringify(written.error));
        return written.value;
      },
      async mirror() {
        const mirrored = await mirrorPending(dir, access, await place());
        if (!mirrored.ok) throw new Error(JSON.stringify(mirrored.error));
        return mirrored.value.mirrored;
      },
      async readyCase(n) {
        await storeBytes(dir, access, n);
        return storeReadyCase(store, n);
      },
      async signedCase(n) {
        await storeBytes(dir, access, n);
        return storeSignedCase(store, n);
      },
      async reopen() {
        await store.close();
        const opened = await openStore({ dir, ...access });
        if (!opened.ok) throw new Error(JSON.stringify(opened.error));
        store = opened.value;
        return store;
      },
    };
    try {
      await work(desk);
    } finally {
      await store.close();
    }
  });
}
