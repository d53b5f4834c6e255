import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findBackupsUnder } from '../../src-main/storage/backup/backup-place';
import { DATABASE_FILE } from '../../src-main/storage/connection';
import { restoreStore } from '../../src-main/workflows/restore-store';
import { StoryKeyStore } from '../support/story-key-store';
import { LOST, RECOVERY_CODE, backupPlaceOf } from './places';
import type { Refusals } from './refusals';

/** By another program, whose writes are none of the desk's. */
function damage(file: string): void {
  execFileSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=4096', 'count=1', 'conv=notrunc', 'status=none'], { env: { PATH: process.env['PATH'] } });
}

/** A store from its backup and mirror into an empty folder, then over the same one, damaged. A refused restore leaves no half store. */
export async function spendRestoreDay(dir: string, refusals: Refusals): Promise<void> {
  const [newest] = await findBackupsUnder(backupPlaceOf(dir));
  const machine = { keyStore: new StoryKeyStore(), passphrase: null };
  const restore = (insteadOfDamaged: boolean) => async () => {
    const restored = await restoreStore({ path: newest?.dir ?? '', dataDir: dir, recoveryCode: RECOVERY_CODE, machine, insteadOfDamaged, options: {}, clock: { now: () => new Date() } });
    if (restored.ok && (restored.value.mirrorTrouble !== null || restored.value.broughtBack !== LOST.inMirror)) refusals.faults.push(`restored without its mirror: ${String(restored.value.mirrorTrouble)}`);
    return restored;
  };
  await refusals.untilDone('restoring', restore(false), async () => {
    if (existsSync(join(dir, DATABASE_FILE))) refusals.faults.push('a store stands there that was told as not restored');
  });
  damage(join(dir, DATABASE_FILE));
  await refusals.untilDone('restoring over', restore(true));
}
