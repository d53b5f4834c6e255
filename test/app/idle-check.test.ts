import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runMaterialsBack, runWholeCheck } from '../../src-main/app/check-tasks';
import type { WorkPlace } from '../../src-main/app/heavy-tasks';
import { IdleCheck } from '../../src-main/app/idle-check';
import { openLog } from '../../src-main/app/logger';
import type { HeavyWork } from '../../src-main/workflows/package-ports';
import { withBackupDesk, type BackupDesk } from '../support/backup-desk';

const SIGNAL = new AbortController().signal;

function idleCheckOf(desk: BackupDesk): IdleCheck {
  const place: WorkPlace = { dataDir: desk.dir, resourcesDir: '', entriesDir: '', nodePath: '', sqliteBinding: null, databaseUrl: null, storeKey: desk.access.key.toBytes() };
  const work: Pick<HeavyWork, 'checkWhole' | 'bringMaterialsBack'> = { checkWhole: (watch) => runWholeCheck(place, watch), bringMaterialsBack: (input, watch) => runMaterialsBack(place, input, watch) };
  return new IdleCheck({ work: work as HeavyWork, log: openLog(null), changed: () => undefined }, async (_place, ask) => ({ value: await ask(() => undefined) }));
}

function blobFiles(dir: string): readonly string[] {
  const entries = readdirSync(join(dir, 'blobs'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test('the idle check says whose pictures are lost or damaged, and brings back what the backup place has whole', () => withBackupDesk(async (desk) => {
  const no = await desk.signedCase(1);
  await desk.backUp();
  const [rotten = '', gone = '', nowhere = ''] = blobFiles(desk.dir);
  const whole = readFileSync(rotten);
  writeFileSync(rotten, whole.subarray(1));
  for (const file of [gone, nowhere]) rmSync(file);
  renameSync(nowhere.replace(desk.dir, (await desk.place()).dir), join(desk.placeDir, 'elsewhere'));
  const idle = idleCheckOf(desk);
  expect(idle.view()).toBeNull();
  await idle.run(SIGNAL);
  expect(idle.view()).toMatchObject({ seals: 1, faults: 3, lost: 3, lostOf: [no], broughtBack: 0 });
  await idle.mendFrom(await desk.place(), SIGNAL);
  expect(idle.view(), 'one is nowhere any more').toMatchObject({ faults: 1, lost: 1, lostOf: [no], broughtBack: 2 });
  expect(readFileSync(rotten)).toEqual(whole);
  const { seq } = await desk.store.getAuditHead();
  expect(await desk.store.listEvents({ fromSeq: seq, limit: 1 })).toMatchObject([{ kind: 'materials.broughtBack', payload: { count: 2, registrations: [no] } }]);
}));
