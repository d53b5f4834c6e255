import { mkdir } from 'node:fs/promises';
import { DEFAULT_BACKUP_PLAN } from '../../src-main/domain/backup-rules';
import { localDay } from '../../src-main/domain/local-time';
import { openPlace, planBackups, readBackupPlan } from '../../src-main/storage/backup/backup-place';
import type { OpenPlace } from '../../src-main/storage/backup/backup-place';
import { mirrorPending } from '../../src-main/storage/backup/mirror';
import { rotateBackups, writeBackup } from '../../src-main/storage/backup/write-backup';
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

  private constructor(dir: string, written: number) {
    this.dir = dir;
    this.#written = written;
  }

  /** Chooses the place beside the store, an empty folder when there was none. `written`: backups before. */
  static async planned(dir: string, written = 0): Promise<DeskBackups> {
    await mkdir(backupPlaceOf(dir), { recursive: true });
    must(await planBackups(dir, { ...DEFAULT_BACKUP_PLAN, place: backupPlaceOf(dir), keepNewest: KEPT, keepDays: 0 }));
    return new DeskBackups(dir, written);
  }

  async place(): Promise<OpenPlace> {
    return must(await openPlace(this.dir, await readBackupPlan(this.dir), TRAINING_FACTS.storeId));
  }

  /** Name of the backup that was written and checked; older ones went. */
  async backUp(): Promise<string> {
    const createdAt = new Date(FIRST_AT + this.#written * APART_MS).toISOString().replace(/\.\d+Z$/, '+00:00');
    this.#written += 1;
    const place = await this.place();
    const { key } = placeOf(this.dir);
    const written = must(await writeBackup({ dataDir: this.dir, access: { key }, createdAt, pace: () => Promise.resolve() }, place));
    must(await rotateBackups(place, await readBackupPlan(this.dir), (time) => localDay(new Date(time), ZONE)));
    return written.name;
  }

  /** The last event that is in the mirror. */
  async mirror(): Promise<number> {
    const { key } = placeOf(this.dir);
    return must(await mirrorPending(this.dir, { key }, await this.place())).mirrored;
  }
}
