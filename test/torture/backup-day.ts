import { DeskBackups } from './backup-work';
import { spendDayAt } from './counter-day';
import type { ToldEvent } from './counter-day';
import { signCase } from './desk-work';
import { READY } from './places';
import type { Refusals } from './refusals';

interface Told {
  told: readonly ToldEvent[];
  place: { backups: readonly string[]; mirrored: number };
}

/** Signings with mirror and backups: the third backup lets the first one go, so that every kind of write has its turn. */
export async function spendBackupDay(dir: string, refusals: Refusals): Promise<Told> {
  const told: ToldEvent[] = [];
  const place = { backups: [] as string[], mirrored: 0 };
  const backups = new DeskBackups(dir);
  const backUp = async (): ReturnType<DeskBackups['tryBackUp']> => {
    const written = await backups.tryBackUp();
    if (written.ok) place.backups.push(written.value);
    return written;
  };
  const mirror = async (): ReturnType<DeskBackups['tryMirror']> => {
    const done = await backups.tryMirror();
    if (done.ok) place.mirrored = done.value;
    return done;
  };
  await spendDayAt(dir, refusals, told, (desk) => ({
    'choosing the place': () => backups.plan(), 'backup 1': backUp, 'signing 1': () => signCase(desk, READY.from), 'mirror 1': mirror, 'backup 2': backUp,
    'signing 2': () => signCase(desk, READY.from + 1), 'mirror 2': mirror, 'backup 3': backUp,
  }));
  return { told, place };
}
