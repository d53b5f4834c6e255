import { mkdir } from 'node:fs/promises';
import { DEFAULT_BACKUP_PLAN } from '../../src-main/domain/backup-rules';
import { localDay } from '../../src-main/domain/local-time';
import { openPlace, planBackups, readBackupPlan } from '../../src-main/storage/backup/backup-place';
import type { OpenPlace } from '../../src-main/storage/backup/backup-place';
import type { BackupTrouble } from '../../src-main/storage/backup/backup-trouble';
import { mirrorPending } from '../../src-main/storage/backup/mirror';
import { rotateBackups, writeBackup } from '../../src-main/storage/backup/write-backup';
import { ok } from '../../src-main/domain/result';
import type { Result } from '../../src-main/domain/result';
import { TRAINING_FACTS } from '../support/temporary-store';
import { backupPlaceOf, placeOf } from './places';

const ZONE = 'Asia/Shanghai';
const KEPT = 2;
const FIRST_AT = Date.parse('2026-03-01T12:00:00+08:00');
const APART_MS = 60_000;

function must<T>(done: Result<T, { code: string }>): T {
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
}

/** Backs a store up as the desk does: mirror, backups a minute apart by their own clock, of which the newest two are kept. */
export class DeskBackups {
  readonly dir: string;
  #written: number;

  constructor(dir: string, written = 0) {
    this.dir = dir;
    this.#written = written;
  }

  /** Chooses the place beside the store, an empty folder when there was none. `written`: backups before. */
  static async planned(dir: string, written = 0): Promise<DeskBackups> {
    await mkdir(backupPlaceOf(dir), { recursive: true });
    const backups = new DeskBackups(dir, written);
    must(await backups.plan());
    return backups;
  }

  /** Chooses the place, which is there. */
  plan(): Promise<Result<unknown, BackupTrouble>> {
    return planBackups(this.dir, { ...DEFAULT_BACKUP_PLAN, place: backupPlaceOf(this.dir), keepNewest: KEPT, keepDays: 0 });
  }

  async place(): Promise<OpenPlace> {
    return must(await this.#find());
  }

  /** Name of the backup that was written and checked; older ones went. */
  async backUp(): Promise<string> {
    return must(await this.tryBackUp());
  }

  /** The last event that is in the mirror. */
  async mirror(): Promise<number> {
    return must(await this.tryMirror());
  }

  async tryBackUp(): Promise<Result<string, BackupTrouble>> {
    const createdAt = new Date(FIRST_AT + this.#written * APART_MS).toISOString().replace(/\.\d+Z$/, '+00:00');
    this.#written += 1;
    const place = await this.#find();
    if (!place.ok) return place;
    const { key } = placeOf(this.dir);
    const written = await writeBackup({ dataDir: this.dir, access: { key }, createdAt, pace: () => Promise.resolve() }, place.value);
    if (!written.ok) return written;
    const rotated = await rotateBackups(place.value, await readBackupPlan(this.dir), (time) => localDay(new Date(time), ZONE));
    return rotated.ok ? ok(written.value.name) : rotated;
  }

  async tryMirror(): Promise<Result<number, BackupTrouble>> {
    const place = await this.#find();
    if (!place.ok) return place;
    const { key } = placeOf(this.dir);
    const mirrored = await mirrorPending(this.dir, { key }, place.value);
    return mirrored.ok ? ok(mirrored.value.mirrored) : mirrored;
  }

  async #find(): Promise<Result<OpenPlace, BackupTrouble>> {
    return openPlace(this.dir, await readBackupPlan(this.dir), TRAINING_FACTS.storeId);
  }
}
