import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planBackups, readBackupPlan } from '../../../src-main/storage/backup/backup-place';
import { readSlots } from '../../../src-main/storage/keys/slot-files';
import { destroyStore, isPurgeUnderWay } from '../../../src-main/storage/purge/destroy-store';
import { findPurgeRecord, writePurgeRecord, type PurgeRecord } from '../../../src-main/storage/purge/purge-record';
import { withBackupDesk } from '../../support/backup-desk';
import { TRAINING_FACTS } from '../../support/temporary-store';

class Killed extends Error {}

function recordOf(placeDir: string | null): PurgeRecord {
  return { storeId: TRAINING_FACTS.storeId, deskId: 'desk-1', begunAt: '2030-01-01T09:00:00+08:00', endedAt: null, exportSha256: 'a'.repeat(64), seals: 1, head: { seq: 9, hash: 'b'.repeat(64) }, by: ['one', 'other'], placeDir };
}

function keyFiles(...dirs: readonly string[]): readonly string[] {
  return dirs.flatMap((dir) => (existsSync(dir) ? readdirSync(dir, { recursive: true, encoding: 'utf8' }) : [])).filter((name) => /(?:^|\/)keys\/.+/.test(name));
}

test('a store that is destroyed loses its keys first, here and in its place; broken off anywhere it goes on to the end', () => withBackupDesk(async (desk) => {
  await desk.signedCase(1);
  await desk.backUp();
  await desk.mirror();
  const { dir: placeDir, place } = await desk.place();
  await desk.store.close();
  const root = join(desk.dir, '..');
  const whole = join(root, 'whole');
  cpSync(desk.dir, join(whole, 'data'), { recursive: true });
  cpSync(place, join(whole, 'usb'), { recursive: true });
  let steps = Infinity;
  for (let breakAt = 0; breakAt < steps; breakAt += 1) {
    const [dir, usb] = [join(root, `try-${breakAt}`, 'data'), join(root, `try-${breakAt}`, 'usb')];
    cpSync(join(whole, 'data'), dir, { recursive: true });
    cpSync(join(whole, 'usb'), usb, { recursive: true });
    writeFileSync(join(dir, 'a letter.txt'), 'not ours');
    const record = recordOf(placeDir.replace(place, usb));
    await writePurgeRecord(dir, record);
    let [done, dataGone] = [0, false];
    const each = (path: string): void => {
      if (done === breakAt) throw new Killed();
      done += 1;
      if (/blobs|countersign\.db/.test(path)) dataGone = true;
      if (dataGone) expect(keyFiles(dir, usb), 'no key outlives the first data').toEqual([]);
    };
    const ended = await destroyStore(dir, record, each).then(() => 'ended', (cause: unknown) => (cause instanceof Killed ? 'killed' : Promise.reject(cause as Error)));
    if (ended === 'ended') steps = breakAt;
    else {
      const opens = (await readSlots(dir)).ok;
      expect(opens, `broken off at ${breakAt}`).toBe(breakAt < 2);
      expect(await isPurgeUnderWay(dir, await findPurgeRecord(dir))).toBe(!opens);
      await destroyStore(dir, record);
    }
    expect(readdirSync(dir).toSorted().filter((name) => !name.startsWith('lock'))).toEqual(['a letter.txt', 'purged.json']);
    expect(readdirSync(usb).filter((name) => name.startsWith('countersign-') && !name.endsWith('.json'))).toEqual([]);
  }
  expect(steps).toBeGreaterThan(6);
}));

test('a record that names another folder than the store’s own in a place touches nothing there', () => withBackupDesk(async (desk) => {
  await desk.store.close();
  const letters = join(desk.placeDir, 'letters');
  cpSync(join(desk.dir, 'keys'), join(letters, 'keys'), { recursive: true });
  await destroyStore(desk.dir, recordOf(letters));
  expect(readdirSync(join(letters, 'keys')).length).toBeGreaterThan(0);
  expect(await planBackups(desk.dir, await readBackupPlan(desk.dir))).toMatchObject({ ok: true });
}));
