import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { restoreBackup } from '../../src-main/storage/backup/restore-backup';
import { openStore } from '../../src-main/storage/open-store';
import { restoreStore } from '../../src-main/workflows/restore-store';
import { AT_ONCE, withBackupDesk } from '../support/backup-desk';
import type { BackupDesk } from '../support/backup-desk';
import { StoryKeyStore } from '../support/story-key-store';

function restore(desk: BackupDesk, path: string, dataDir: string, insteadOfDamaged: boolean): ReturnType<typeof restoreStore> {
  const machine = { keyStore: new StoryKeyStore(), passphrase: null };
  return restoreStore({ path, dataDir, recoveryCode: desk.code, machine, insteadOfDamaged, options: {}, clock: { now: () => new Date('2026-03-02T01:00:00Z') } });
}

async function lastEventOf(desk: BackupDesk, dir: string): Promise<string> {
  const opened = await openStore({ dir, ...desk.access });
  if (!opened.ok) throw new Error(opened.error.code);
  const { seq } = await opened.value.getAuditHead();
  const [event] = await opened.value.listEvents({ fromSeq: seq, limit: 1 }).finally(() => opened.value.close());
  return event?.kind ?? '';
}

test('a store appears when it has what it needs: before that a restore can be ended without a trace, and made again', () => withBackupDesk(async (desk) => {
  const { dir: path } = await desk.backUp();
  const input = { path, dataDir: desk.elsewhere, recoveryCode: desk.code, options: {}, pace: AT_ONCE };
  const ended = await restoreBackup(input, ({ dir }) => {
    expect(existsSync(join(dir, 'countersign.db'))).toBe(true);
    expect(readdirSync(desk.elsewhere), 'nothing has appeared yet').toEqual(['restoring.part']);
    return Promise.resolve({ ok: false, error: { code: 'disk-full' } } as const);
  });
  expect(ended).toEqual({ ok: true, value: { ok: false, error: { code: 'disk-full' } } });
  expect(readdirSync(desk.elsewhere)).toEqual([]);
  expect(await restore(desk, path, desk.elsewhere, false)).toMatchObject({ ok: true, value: { mirrorTrouble: null } });
  expect(await lastEventOf(desk, desk.elsewhere)).toBe('store.restored');
  expect(existsSync(join(desk.elsewhere, 'restoring.part'))).toBe(false);
}));

test('a damaged store that was half set aside when the power went is set aside whole by the next restore', () => withBackupDesk(async (desk) => {
  const { dir: path } = await desk.backUp();
  await desk.store.close();
  const aside = join(desk.dir, 'damaged', 'set-aside-20260301T090000');
  mkdirSync(aside, { recursive: true });
  renameSync(join(desk.dir, 'countersign.db'), join(aside, 'countersign.db'));
  expect(await restore(desk, path, desk.dir, false)).toMatchObject({ ok: true });
  expect(readdirSync(aside)).toEqual(expect.arrayContaining(['countersign.db', 'keys', 'blobs']));
  await desk.reopen();
}));
