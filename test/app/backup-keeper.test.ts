import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BackupKeeper } from '../../src-main/app/backup-keeper';
import type { BackupView } from '../../src-preload/contract/backup';
import { openLog } from '../../src-main/app/logger';
import { StoreGate } from '../../src-main/app/store-gate';
import { refusal } from '../../src-main/domain/refusal';
import { highWaterFile } from '../../src-main/storage/backup/high-water-file';
import type { HeavyWork } from '../../src-main/workflows/package-ports';
import { withBackupDesk, type BackupDesk } from '../support/backup-desk';
import { silencePlace } from '../support/silent-place';
import { TRAINING_FACTS } from '../support/temporary-store';

const ANSWER_MS = 1_000;
const NO_WORK = (): Promise<never> => Promise.reject(new Error('not asked for'));

interface Kept {
  keeper: BackupKeeper;
  /** Waits until what the keeper shows is so. */
  shows(isSo: (view: BackupView) => boolean): Promise<void>;
  failures(): Promise<readonly unknown[]>;
}

/** A keeper of the desk's store that gives up on a place soon; `backUp` stands for the thread that writes. */
async function withKeeper(desk: BackupDesk, backUp: HeavyWork['backUp'], work: (kept: Kept) => Promise<void>): Promise<void> {
  let changed = (): void => undefined;
  const heavy: HeavyWork = { backUp, importPackage: NO_WORK, exportResults: NO_WORK, countersign: NO_WORK, writeSample: NO_WORK, drawPapers: NO_WORK, backUpToFile: NO_WORK, checkWhole: NO_WORK, bringMaterialsBack: NO_WORK, dispose: () => Promise.resolve() };
  const keeper = new BackupKeeper({
    dataDir: desk.dir, access: desk.access, storeId: TRAINING_FACTS.storeId, deskId: 'desk-1', ports: { store: desk.store, clock: { now: () => new Date('2026-03-02T10:00:00+08:00') } }, work: heavy, gate: new StoreGate(null),
    onServer: false, machineMark: highWaterFile(desk.dir), log: openLog(null), changed: () => changed(), patience: { answerMs: ANSWER_MS, mirrorMs: ANSWER_MS, backupMs: ANSWER_MS },
  });
  const shows = async (isSo: (view: BackupView) => boolean): Promise<void> => {
    while (!isSo(await keeper.view())) {
      await new Promise<void>((resolve) => {
        changed = resolve;
        keeper.look();
      });
    }
  };
  const failures = async (): Promise<readonly unknown[]> => (await desk.store.listEvents({ fromSeq: 1, limit: 500 })).filter(({ kind }) => kind === 'backup.failed').map(({ payload }) => payload['code']);
  try {
    await work({ keeper, shows, failures });
  } finally {
    await keeper.stop();
  }
}

const WRITTEN = { ok: true, value: { name: 'a', createdAt: '2026-03-02T10:00:00+08:00', seq: 1, seals: 0, blobs: 0, newBlobs: 0, takenBack: 0, bytes: 1 } } as const;

describe.skipIf(process.platform === 'win32')('a backup place that does not answer', () => {
  test('is given up on and told; cases are signed meanwhile, and it is caught up when it answers', () => withBackupDesk(async (desk) => {
    await withKeeper(desk, () => Promise.resolve(WRITTEN), async ({ keeper, shows, failures }) => {
      await keeper.compare();
      const answer = silencePlace(desk.placeDir);
      keeper.look();
      await desk.signedCase(1);
      await shows(({ trouble }) => trouble?.code === 'backup-place-hangs');
      expect(await keeper.view()).toMatchObject({ state: 'away', trouble: { params: { place: desk.placeDir } } });
      await desk.signedCase(2);
      expect(await keeper.backUp('reviewer-1')).toMatchObject({ ok: false, error: { code: 'backup-place-hangs' } });
      expect(await failures(), 'once by itself, once for the person').toEqual(['backup-place-hangs', 'backup-place-hangs']);
      answer();
      await shows(({ trouble, mirroredSeq, headSeq }) => trouble === null && mirroredSeq === headSeq);
    });
  }));

  test('does not keep the desk from opening, choosing another place, or closing', () => withBackupDesk(async (desk) => {
    await withKeeper(desk, () => Promise.resolve(WRITTEN), async ({ keeper }) => {
      const answer = silencePlace(desk.placeDir);
      await keeper.compare();
      expect(keeper.standing).toEqual({ standing: 'current' });
      const wish = { everyMinutes: 60, keepNewest: 5, keepDays: 30 };
      expect(await keeper.choosePlace({ ...wish, place: desk.placeDir }, 'reviewer-1')).toMatchObject({ error: { code: 'backup-place-hangs' } });
      execFileSync('mkdir', [`${desk.placeDir}-other`]);
      expect(await keeper.choosePlace({ ...wish, place: `${desk.placeDir}-other` }, 'reviewer-1')).toMatchObject({ ok: true });
      expect((await keeper.view()).trouble).toBeNull();
      await keeper.stop();
      answer();
    });
  }));
});

describe('a backup that fails', () => {
  test('stands in the log with its reason: once while it is tried again by itself, each time for who asked', () => withBackupDesk(async (desk) => {
    const answers: Awaited<ReturnType<HeavyWork['backUp']>>[] = [refusal('backup-place-full'), refusal('backup-place-full'), refusal('backup-place-full'), WRITTEN, refusal('backup-place-full')];
    await withKeeper(desk, () => Promise.resolve(answers.shift() ?? WRITTEN), async ({ keeper, failures }) => {
      await keeper.compare();
      for (const staffId of [null, null, 'reviewer-1', null, null]) await keeper.backUp(staffId);
      expect(await failures()).toEqual(['backup-place-full', 'backup-place-full', 'backup-place-full']);
    });
  }));

  test('for a thread that says nothing more is given up on, and is told to end', () => withBackupDesk(async (desk) => {
    let isTold = false;
    const silent: HeavyWork['backUp'] = (_input, { signal }) => new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        isTold = true;
        resolve(refusal('backup-cancelled'));
      });
    });
    await withKeeper(desk, silent, async ({ keeper, failures }) => {
      await keeper.compare();
      expect(await keeper.backUp(null)).toMatchObject({ error: { code: 'backup-place-hangs' } });
      expect(isTold).toBe(true);
      expect(await failures()).toEqual(['backup-place-hangs']);
    });
  }));

  test('writes nothing to a store that is behind what was seen of it', () => withBackupDesk(async (desk) => {
    await withKeeper(desk, () => Promise.resolve(refusal('backup-place-full')), async ({ keeper, failures }) => {
      const { seq } = await desk.store.getAuditHead();
      await highWaterFile(desk.dir).keep({ storeId: TRAINING_FACTS.storeId, seq: seq + 3, hash: 'f'.repeat(64) });
      rmSync(desk.placeDir, { recursive: true });
      await keeper.compare();
      expect(keeper.standing).toMatchObject({ standing: 'behind' });
      await keeper.backUp(null);
      expect(await failures()).toEqual([]);
    });
  }));
});
