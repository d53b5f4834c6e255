import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BACKUP_PLAN } from '../../../src-main/domain/backup-rules';
import { err, ok } from '../../../src-main/domain/result';
import { isProven, parseManifest } from '../../../src-main/storage/backup/backup-form';
import { findBackupsUnder, listBackups, openPlace, planBackups, readBackupPlan } from '../../../src-main/storage/backup/backup-place';
import { rotateBackups, writeBackup } from '../../../src-main/storage/backup/write-backup';
import { StoreKey } from '../../../src-main/storage/keys/store-key';
import { AT_ONCE, BACKUP_AT, withBackupDesk } from '../../support/backup-desk';
import type { BackupDesk } from '../../support/backup-desk';
import { AT_DESK } from '../../support/stored-cases';
import { TRAINING_FACTS } from '../../support/temporary-store';

describe('a backup', () => {
  test('holds the database, the keys and every material byte, and proves that this store wrote it', async () => {
    await withBackupDesk(async (desk) => {
      await desk.signedCase(1);
      const written = await desk.backUp();
      expect(written).toMatchObject({ seals: 1, blobs: 4, newBlobs: 4, head: await desk.store.getAuditHead() });
      const text = readFileSync(join(written.dir, 'backup.json'), 'utf8');
      const parsed = parseManifest(text);
      expect(parsed?.manifest).toMatchObject({ storeId: TRAINING_FACTS.storeId, deskId: 'desk-1', kind: 'training', createdAt: BACKUP_AT });
      expect(parsed?.manifest.files.map(({ path }) => path)).toEqual(expect.arrayContaining(['countersign.db', 'keys/slots.json']));
      expect(parsed !== null && isProven(parsed, desk.access.key)).toBe(true);
      expect(parsed !== null && isProven(parsed, StoreKey.create()), 'not by another key').toBe(false);
      const other = parseManifest(text.replace('"seals":1', '"seals":2'));
      expect(other !== null && isProven(other, desk.access.key), 'not when changed').toBe(false);
    });
  });

  test('carries of the ways to the key only the one that works elsewhere', async () => {
    await withBackupDesk(async (desk) => {
      const { dir } = await desk.backUp();
      const { slots } = JSON.parse(readFileSync(join(dir, 'keys', 'slots.json'), 'utf8')) as { slots: { kind: string }[] };
      expect(slots.map(({ kind }) => kind)).toEqual(['recoveryCode']);
    });
  });

  test('after the first takes along only what is new', async () => {
    await withBackupDesk(async (desk) => {
      await desk.signedCase(1);
      await desk.backUp();
      await desk.signedCase(2);
      const second = await desk.backUp('2026-03-01T13:00:00+08:00');
      expect(second).toMatchObject({ seals: 2, blobs: 8, newBlobs: 4 });
      expect((await listBackups((await desk.place()).dir)).map(({ head }) => head.seq)).toEqual([2, 3]);
    });
  });

  test('is written while the desk goes on writing', async () => {
    await withBackupDesk(async (desk) => {
      await desk.signedCase(1);
      const before = await desk.store.getAuditHead();
      const paced = async (): Promise<void> => {
        await desk.store.inTransaction(async (tx) => ok(await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: {} })));
      };
      const written = await writeBackup({ dataDir: desk.dir, access: desk.access, createdAt: BACKUP_AT, pace: paced }, await desk.place());
      expect(written.ok && written.value.head).toEqual(before);
      expect((await desk.store.getAuditHead()).seq).toBeGreaterThan(before.seq);
    });
  });

  test('that finds bytes damaged says whose they are, is not kept however often it is tried, and what was there before stays', async () => {
    await withBackupDesk(async (desk) => {
      await desk.signedCase(1);
      await desk.backUp();
      const no = await desk.signedCase(2);
      const place = await desk.place();
      const damaged = blobFiles(desk.dir).find((file) => !existsSync(file.replace(desk.dir, place.dir)));
      if (damaged === undefined) throw new Error('nothing is new');
      const bytes = readFileSync(damaged);
      writeFileSync(damaged, Buffer.from(bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte))));
      await desk.mirror();
      for (const hour of ['13', '14']) {
        expect(await tryBackUp(desk, hour)).toMatchObject({ ok: false, error: { code: 'store-material-lost', registrations: no } });
        expect(existsSync(damaged.replace(desk.dir, place.dir)), 'the place takes no damaged bytes').toBe(false);
      }
      expect(readdirSync(join(place.dir, 'backups'))).toHaveLength(1);
      writeFileSync(damaged, bytes);
      expect(await tryBackUp(desk, '15'), 'made good').toMatchObject({ ok: true, value: { seals: 2, takenBack: 0 } });
    });
  });

  test('finds what the data folder lost: it comes back from the place, or the loss is told', async () => {
    await withBackupDesk(async (desk) => {
      const no = await desk.signedCase(1);
      await desk.backUp();
      const files = blobFiles(desk.dir);
      const before = files.map((file) => readFileSync(file));
      for (const file of files) rmSync(file);
      expect(await tryBackUp(desk, '13')).toMatchObject({ ok: true, value: { takenBack: files.length } });
      expect(files.map((file) => readFileSync(file))).toEqual(before);
      const { dir } = await desk.place();
      const [lost = ''] = files;
      rmSync(lost);
      const kept = readFileSync(lost.replace(desk.dir, dir));
      writeFileSync(lost.replace(desk.dir, dir), kept.subarray(1));
      expect(await tryBackUp(desk, '14'), 'no bytes of a damaged copy come back').toMatchObject({ ok: false, error: { code: 'store-material-lost', registrations: no } });
      expect(existsSync(lost)).toBe(false);
    });
  });

  test('that is broken off leaves nothing behind but what the next one clears away', async () => {
    await withBackupDesk(async (desk) => {
      await desk.signedCase(1);
      const place = await desk.place();
      const cut = writeBackup({ dataDir: desk.dir, access: desk.access, createdAt: BACKUP_AT, pace: () => Promise.reject(new Error('power cut')) }, place);
      await expect(cut).rejects.toThrow('power cut');
      expect(await listBackups(place.dir)).toEqual([]);
      await mkdir(join(place.dir, 'mirror'));
      const [fresh = ''] = blobFiles(place.dir);
      const left = [`${fresh}-1.part`, `${blobFiles(desk.dir)[0] ?? ''}-2.part`, join(place.dir, 'mirror', 'entry.csm.new')];
      const hours = Date.now() / 1000 - 2 * 60 * 60;
      for (const file of [...left, `${fresh}-3.part`]) writeFileSync(file, 'half');
      for (const file of left) utimesSync(file, hours, hours);
      await desk.backUp();
      expect(readdirSync(join(place.dir, 'backups'))).toHaveLength(1);
      expect(left.filter((file) => existsSync(file)), 'copies that were broken off long ago are gone').toEqual([]);
      expect(existsSync(`${fresh}-3.part`), 'one that may be under way stays').toBe(true);
    });
  });
});

function tryBackUp(desk: BackupDesk, hour: string): ReturnType<typeof writeBackup> {
  return desk.place().then((place) => writeBackup({ dataDir: desk.dir, access: desk.access, createdAt: `2026-03-01T${hour}:00:00+08:00`, pace: AT_ONCE }, place));
}

function blobFiles(dir: string): readonly string[] {
  return readdirSync(join(dir, 'blobs'), { recursive: true, encoding: 'utf8' }).map((name) => join(dir, 'blobs', name)).filter((file) => statSync(file).isFile());
}

describe('the backup place', () => {
  test('is away when the disk is not plugged in, even if an empty folder stands there', async () => {
    await withBackupDesk(async (desk) => {
      const plan = await readBackupPlan(desk.dir);
      await rename(desk.placeDir, `${desk.placeDir}-unplugged`);
      const away = err({ code: 'backup-place-away', place: desk.placeDir });
      expect(await openPlace(desk.dir, plan, TRAINING_FACTS.storeId)).toEqual(away);
      await mkdir(desk.placeDir);
      expect(await openPlace(desk.dir, plan, TRAINING_FACTS.storeId)).toEqual(away);
      rmSync(desk.placeDir, { recursive: true });
      await rename(`${desk.placeDir}-unplugged`, desk.placeDir);
      expect((await openPlace(desk.dir, plan, TRAINING_FACTS.storeId)).ok).toBe(true);
    });
  });

  test('that goes away while a backup is written is told, and the backup is not there', async () => {
    await withBackupDesk(async (desk) => {
      await desk.signedCase(1);
      const place = await desk.place();
      const gone = await writeBackup({ dataDir: desk.dir, access: desk.access, createdAt: BACKUP_AT, pace: () => rename(desk.placeDir, `${desk.placeDir}-gone`).catch(() => undefined) }, place);
      expect(gone).toEqual(err({ code: 'backup-place-away', place: desk.placeDir }));
      expect(await listBackups(place.dir.replace(desk.placeDir, `${desk.placeDir}-gone`))).toEqual([]);
    });
  });

  test('that goes away while a backup is checked is told as away, and not as a damaged copy', () => withBackupDesk(async (desk) => {
    await desk.signedCase(1);
    const place = await desk.place();
    let copied = 0;
    const pace = async (): Promise<void> => {
      copied += 1;
      // Every picture was copied: what follows reads them.
      if (existsSync(desk.placeDir) && copied > 4) await rename(desk.placeDir, `${desk.placeDir}-pulled-out`);
    };
    expect(await writeBackup({ dataDir: desk.dir, access: desk.access, createdAt: BACKUP_AT, pace }, place)).toEqual(err({ code: 'backup-place-away', place: desk.placeDir }));
  }));

  test('cannot be the data folder, a part of it, or what holds it', async () => {
    await withBackupDesk(async (desk) => {
      for (const place of [desk.dir, join(desk.dir, 'blobs'), join(desk.dir, '..')]) {
        expect(await planBackups(desk.dir, { ...DEFAULT_BACKUP_PLAN, place })).toEqual(err({ code: 'backup-place-unfit', place }));
      }
      expect(await planBackups(desk.dir, { ...DEFAULT_BACKUP_PLAN, place: join(desk.placeDir, 'none') })).toMatchObject({ error: { code: 'backup-place-away' } });
      expect((await readBackupPlan(desk.dir)).place, 'the plan before holds').toBe(desk.placeDir);
    });
  });

  test('shows its backups to a machine that has nothing yet, the newest first', async () => {
    await withBackupDesk(async (desk) => {
      await desk.backUp();
      await desk.signedCase(1);
      await desk.backUp('2026-03-01T13:00:00+08:00');
      expect((await findBackupsUnder(desk.placeDir)).map(({ facts, storeId }) => [facts.head.seq, storeId])).toEqual([[2, TRAINING_FACTS.storeId], [1, TRAINING_FACTS.storeId]]);
    });
  });

  test('keeps the newest backups and lets old ones go', async () => {
    await withBackupDesk(async (desk) => {
      for (const hour of ['08', '09', '10']) await desk.backUp(`2026-03-01T${hour}:00:00+08:00`);
      await desk.backUp('2026-03-02T08:00:00+08:00');
      const plan = { ...(await readBackupPlan(desk.dir)), keepNewest: 1, keepDays: 2 };
      expect(await rotateBackups(await desk.place(), plan, (time) => time.slice(0, 10))).toMatchObject({ ok: true, value: { length: 2 } });
      expect((await listBackups((await desk.place()).dir)).map(({ createdAt }) => createdAt)).toEqual(['2026-03-01T10:00:00+08:00', '2026-03-02T08:00:00+08:00']);
    });
  });
});
