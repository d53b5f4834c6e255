// A day's work on a disk that may refuse a write: `day-on-failing-disk DIR PACKAGE FREED [counter|backups|export|restore]`. What is
// refused is done again when the disk is well, which the file FREED tells it. Prints, as JSON, what was refused, what was told,
// and what was not as it must be.
import { Refusals } from '../refusals';

const [dir = '', packageDir = '', freed = '', kind = 'counter'] = process.argv.slice(2);
const refusals = new Refusals(freed, Number(process.env['FAILING_DISK_ERRNO']));

/** Each kind of day is much code, which the others do without. */
const DAYS: Readonly<Record<string, () => Promise<object | void>>> = {
  counter: async () => (await import('../counter-day')).spendCounterDay(dir, packageDir, refusals),
  backups: async () => (await import('../backup-day')).spendBackupDay(dir, refusals),
  export: async () => (await import('../export-day')).spendExportDay(dir, refusals),
  restore: async () => (await import('../restore-day')).spendRestoreDay(dir, refusals),
};

const told = await DAYS[kind]?.().catch((error: unknown) => { refusals.faults.push(String(error)); });
process.stdout.write(`${JSON.stringify({ told: [], place: { backups: [], mirrored: 0 }, ...told, refused: refusals.refused, faults: refusals.faults })}\n`);
