import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { err, ok } from '../../../src-main/domain/result';
import type { Result } from '../../../src-main/domain/result';
import { openPlace, readBackupPlan } from '../../../src-main/storage/backup/backup-place';
import { readStanding } from '../../../src-main/storage/backup/mirror';
import { restoreBackup } from '../../../src-main/storage/backup/restore-backup';
import type { RestoreTrouble, UnpackedStore } from '../../../src-main/storage/backup/restore-backup';
import { writeBackupFile } from '../../../src-main/storage/backup/write-backup-file';
import { newRecoveryCode } from '../../../src-main/storage/keys/recovery-code';
import { openStore } from '../../../src-main/storage/open-store';
import type { Store } from '../../../src-main/storage/store';
import { materialFilesIn, materialNames } from '../../../src-main/storage/backup/store-access';
import { AT_ONCE, BACKUP_AT, withBackupDesk } from '../../support/backup-desk';
import type { BackupDesk } from '../../support/backup-desk';
import { digestNamed } from '../../support/stored-cases';
import { TRAINING_FACTS } from '../../support/temporary-store';

async function restore(desk: BackupDesk, path: string, change: { recoveryCode?: string; dataDir?: string } = {}): Promise<Result<UnpackedStore, RestoreTrouble>> {
  const restored = await restoreBackup({ path, dataDir: desk.elsewhere, recoveryCode: desk.code, options: {}, pace: AT_ONCE, ...change }, (unpacked) => Promise.resolve(ok(unpacked)));
  return restored.ok ? restored.value : restored;
}

async function withRestored(desk: BackupDesk, path: string, look: (store: Store) => Promise<void>): Promise<void> {
  const restored = await restore(desk, path);
  if (!restored.ok) throw new Error(JSON.stringify(restored.error));
  const opened = await openStore({ dir: desk.elsewhere, key: restored.value.key });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  await look(opened.value).finally(() => opened.value.close());
}

async function backupFile(desk: BackupDesk): Promise<string> {
  const file = join(desk.placeDir, 'backup.zip');
  const written = await writeBackupFile({ dataDir: desk.dir, access: desk.access, createdAt: BACKUP_AT, pace: AT_ONCE }, file);
  if (!written.ok) throw new Error(JSON.stringify(written.error));
  return file;
}

const WAYS: Readonly<Record<string, (desk: BackupDesk) => Promise<string>>> = {
  'a backup in the place': async (desk) => (await desk.backUp()).dir,
  'its backup.json': async (desk) => join((await desk.backUp()).dir, 'backup.json'),
  'one file': backupFile,
};

describe('a store on an empty machine', () => {
  for (const [what, take] of Object.entries(WAYS)) {
    test(`comes back from ${what} with every case and every byte as it was`, async () => {
      await withBackupDesk(async (desk) => {
        const no = await desk.signedCase(1);
        const [before, head] = [await desk.store.findCase(no), await desk.store.getAuditHead()];
        const path = await take(desk);
        await withRestored(desk, path, async (store) => {
          expect(await store.findCase(no)).toEqual(before);
          expect(await store.getAuditHead()).toEqual(head);
          expect((await materialFilesIn(desk.elsewhere, desk.access).read(digestNamed(`photo ${no}`))).ok).toBe(true);
        });
      });
    });
  }

  test('takes the recovery code as people type it', async () => {
    await withBackupDesk(async (desk) => {
      expect(await restore(desk, (await desk.backUp()).dir, { recoveryCode: ` ${desk.code.toLowerCase().replaceAll('-', ' ')} ` })).toMatchObject({ ok: true });
    });
  });

  test('does not come back with another code, and nothing appears', async () => {
    await withBackupDesk(async (desk) => {
      const { dir } = await desk.backUp();
      expect(await restore(desk, dir, { recoveryCode: newRecoveryCode() })).toEqual(err({ code: 'recovery-code-wrong' }));
      expect(await restore(desk, dir, { recoveryCode: 'ABC' })).toEqual(err({ code: 'recovery-code-length', characters: 3 }));
      expect(existsSync(join(desk.elsewhere, 'countersign.db'))).toBe(false);
    });
  });

  test('is never made over another one', async () => {
    await withBackupDesk(async (desk) => {
      const { dir } = await desk.backUp();
      expect(await restore(desk, dir, { dataDir: desk.dir })).toEqual(err({ code: 'folder-not-empty', dir: desk.dir }));
      mkdirSync(desk.elsewhere);
      writeFileSync(join(desk.elsewhere, 'letter.txt'), 'mine');
      expect(await restore(desk, dir)).toEqual(err({ code: 'folder-not-empty', dir: desk.elsewhere }));
    });
  });

  test('is not made from something that is no backup', async () => {
    await withBackupDesk(async (desk) => {
      const note = join(desk.placeDir, 'note.txt');
      writeFileSync(note, 'not a backup');
      for (const path of [note, desk.placeDir, join(desk.placeDir, 'none')]) {
        expect(await restore(desk, path), path).toEqual(err({ code: 'backup-missing', path }));
      }
    });
  });
});

describe('a restore that a power cut ended', () => {
  test('while the store appeared is made again, and nothing of the first stands in its way', async () => {
    await withBackupDesk(async (desk) => {
      const no = await desk.signedCase(1);
      const before = await desk.store.findCase(no);
      const { dir } = await desk.backUp();
      // They appear in this order: with each of them the power may have gone.
      for (const missing of [['countersign.db'], ['staging', 'countersign.db'], ['blobs', 'staging', 'countersign.db']]) {
        expect((await restore(desk, dir)).ok).toBe(true);
        mkdirSync(join(desk.elsewhere, 'restoring.part'));
        writeFileSync(join(desk.elsewhere, 'restoring.part', 'appears'), '');
        for (const part of missing) renameSync(join(desk.elsewhere, part), join(desk.elsewhere, 'restoring.part', part));
        await withRestored(desk, dir, async (store) => {
          expect(await store.findCase(no)).toEqual(before);
        });
        expect(readdirSync(desk.elsewhere)).not.toContain('restoring.part');
        rmSync(desk.elsewhere, { recursive: true });
      }
    });
  });

  test('takes nothing of a store away that it did not bring', async () => {
    await withBackupDesk(async (desk) => {
      const { dir } = await desk.backUp();
      mkdirSync(join(desk.elsewhere, 'restoring.part'), { recursive: true });
      writeFileSync(join(desk.elsewhere, 'restoring.part', 'countersign.db'), 'half');
      mkdirSync(join(desk.elsewhere, 'blobs'));
      expect(await restore(desk, dir)).toEqual(err({ code: 'folder-not-empty', dir: desk.elsewhere }));
      expect(readdirSync(desk.elsewhere)).toContain('blobs');
    });
  });

  test('before the mirror was brought back leaves a store that knows its mirror, and is behind it', async () => {
    await withBackupDesk(async (desk) => {
      const { dir } = await desk.backUp();
      await desk.signedCase(1);
      await desk.mirror();
      expect((await restore(desk, dir)).ok).toBe(true);
      const place = await openPlace(desk.elsewhere, await readBackupPlan(desk.elsewhere), TRAINING_FACTS.storeId);
      if (!place.ok) throw new Error(place.error.code);
      expect(await readStanding(desk.elsewhere, desk.access, [], place.value)).toMatchObject({ standing: 'behind' });
    });
  });
});

/** Every file of a backup in its place, by its name. */
function filesOf(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('a backup that was changed', () => {
  test('in any of its files, is refused, and nothing appears', async () => {
    await withBackupDesk(async (desk) => {
      await desk.signedCase(1);
      const { dir } = await desk.backUp();
      const storeDir = (await desk.place()).dir;
      for (const file of [...filesOf(dir), ...filesOf(join(storeDir, 'blobs'))]) {
        const bytes = readFileSync(file);
        const changed = Buffer.from(bytes);
        const at = Math.floor(bytes.length / 2);
        changed[at] = (changed[at] ?? 0) ^ 0x10;
        writeFileSync(file, changed);
        const restored = await restore(desk, dir);
        expect(restored, file).toMatchObject({ ok: false });
        expect(existsSync(join(desk.elsewhere, 'countersign.db')), file).toBe(false);
        writeFileSync(file, bytes);
      }
      expect((await restore(desk, dir)).ok, 'unchanged again').toBe(true);
    });
  });

  test('or cut short or scratched as one file, is refused as damaged', async () => {
    await withBackupDesk(async (desk) => {
      await desk.signedCase(1);
      const file = await backupFile(desk);
      const whole = readFileSync(file);
      const scratched = Buffer.from(whole);
      scratched.fill(0, whole.indexOf('keys/slots.json') - 20, whole.indexOf('keys/slots.json'));
      for (const [how, bytes] of Object.entries({ 'at its end': whole.subarray(0, -200), 'in its middle': whole.subarray(0, whole.length / 2), 'at once': whole.subarray(0, 0), 'within': scratched })) {
        writeFileSync(file, bytes);
        expect(await restore(desk, file), how).toMatchObject({ ok: false, error: { code: 'backup-damaged' } });
      }
    });
  });
});

describe('one file', () => {
  test('is never written over another', async () => {
    await withBackupDesk(async (desk) => {
      const file = await backupFile(desk);
      expect(await writeBackupFile({ dataDir: desk.dir, access: desk.access, createdAt: BACKUP_AT, pace: AT_ONCE }, file)).toEqual(err({ code: 'backup-exists', file }));
      expect(readdirSync(desk.placeDir).filter((name) => name.startsWith('.countersign'))).toEqual([]);
    });
  });

  test('is never written into the data folder that it backs up, nor through a link to it', async () => {
    await withBackupDesk(async (desk) => {
      const link = join(desk.placeDir, 'link');
      symlinkSync(join(desk.dir, 'blobs'), link, 'junction');
      for (const place of [desk.dir, link]) {
        const names = readdirSync(desk.dir);
        expect(await writeBackupFile({ dataDir: desk.dir, access: desk.access, createdAt: BACKUP_AT, pace: AT_ONCE }, join(place, 'inside.bak')), place).toEqual(err({ code: 'backup-place-unfit', place }));
        expect(readdirSync(desk.dir)).toEqual(names);
      }
    });
  });

  test('tells whose picture the data folder lost, and is not kept', async () => {
    await withBackupDesk(async (desk) => {
      const no = await desk.signedCase(1);
      const photo = materialNames(desk.access).nameOf(digestNamed(`photo ${no}`));
      rmSync(join(desk.dir, 'blobs', photo));
      const file = join(desk.placeDir, 'backup.zip');
      const written = await writeBackupFile({ dataDir: desk.dir, access: desk.access, createdAt: BACKUP_AT, pace: AT_ONCE }, file);
      expect(written).toEqual(err({ code: 'store-material-lost', registrations: no, sha256: digestNamed(`photo ${no}`) }));
      expect(readdirSync(desk.placeDir).filter((name) => name.includes('backup') && !name.endsWith('.json'))).toEqual([]);
    });
  });

  test('needs a folder that is there', async () => {
    await withBackupDesk(async (desk) => {
      const place = join(desk.placeDir, 'none');
      expect(await writeBackupFile({ dataDir: desk.dir, access: desk.access, createdAt: BACKUP_AT, pace: AT_ONCE }, join(place, 'a.zip'))).toEqual(err({ code: 'backup-place-away', place }));
    });
  });
});
