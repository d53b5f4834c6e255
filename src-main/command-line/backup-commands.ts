import { resolve } from 'node:path';
import { tellBackupFailed } from '../app/backup-failure';
import { runHeavyTask } from '../app/run-heavy-task';
import type { Refusal } from '../domain/refusal';
import { backupsMeantBy, planBackups, readBackupPlan } from '../storage/backup/backup-place';
import { openDeskKeys } from '../storage/desk-keys';
import type { WrittenBackupView } from '../workflows/package-ports';
import type { Outcome } from '../workflows/ports';
import { restoreStore } from '../workflows/restore-store';
import { salvageStore } from '../workflows/salvage-store';
import { localTime } from '../workflows/tell-log';
import type { CommandPlace } from './command-place';
import { refusalText } from './refusal-text';
import { withCurrentStore } from './store-commands';
import { findGivenCode, openKeyOfDamaged } from './store-secret';
import { EXIT, type Terminal } from './terminal';

const clock = { now: () => new Date() };
const UNWATCHED = { onProgress: () => undefined, signal: new AbortController().signal };

function failed(error: Refusal, terminal: Terminal, status: number): number {
  terminal.tell(refusalText(error));
  return status;
}

/** `backup --out FILE`, or to the chosen place; `--place DIR` chooses it. */
export function backupCommand(place: CommandPlace, options: { out?: string; place?: string; json: boolean }, terminal: Terminal): Promise<number> {
  return withCurrentStore(place, terminal, async (store, _key, work) => {
    if (options.place !== undefined) {
      const planned = await planBackups(place.dataDir, { ...(await readBackupPlan(place.dataDir)), place: resolve(options.place) });
      if (!planned.ok) return failed({ code: planned.error.code, params: { place: options.place } }, terminal, EXIT.problems);
    }
    const task = options.out === undefined ? { kind: 'backup' as const, staffId: null } : { kind: 'backupFile' as const, out: resolve(options.out), staffId: null };
    const done = (await runHeavyTask(work, task, UNWATCHED)) as Outcome<WrittenBackupView>;
    if (!done.ok) {
      await tellBackupFailed(store, { deskId: (await store.getFacts()).deskId, staffId: null, at: await localTime({ store, clock }) }, done.error.code);
      return failed(done.error, terminal, EXIT.problems);
    }
    const { name: file, seq: events, seals, blobs, takenBack, bytes } = done.value;
    const back = takenBack === 0 ? '' : `\n${takenBack} pictures and papers were missing from the data folder and came back from the backup place: check the data disk`;
    terminal.print(options.json ? JSON.stringify({ file, events, seals, blobs, takenBack, bytes }) : `${file}: ${events} events, ${seals} seals, ${blobs} pictures and papers, ${bytes} bytes, checked${back}`);
    return EXIT.done;
  });
}

/** The recovery code without a store to open: given, or asked for. */
async function codeFor(place: CommandPlace, terminal: Terminal): Promise<Outcome<string>> {
  const given = await findGivenCode(place);
  if (!given.ok) return given;
  const code = given.value ?? (await terminal.askSecret('恢复码 Recovery code: '));
  return code === null ? { ok: false, error: { code: 'key-needed' } } : { ok: true, value: code };
}

/** The first of the backups that the recovery code opens. */
async function restoreFirst(place: CommandPlace, paths: readonly string[], recoveryCode: string): Promise<{ path: string; restored: Awaited<ReturnType<typeof restoreStore>> }> {
  const [path = '', ...others] = paths;
  const restored = await restoreStore({
    path, dataDir: place.dataDir, recoveryCode, machine: null, insteadOfDamaged: false, clock,
    options: place.sqliteBinding === null ? {} : { nativeBinding: place.sqliteBinding },
  });
  const isOfAnother = !restored.ok && restored.error.code === 'recovery-code-wrong' && others.length > 0;
  return isOfAnother ? restoreFirst(place, others, recoveryCode) : { path, restored };
}

/** `restore PATH`: a backup file, a backup's folder, or a backup place, whose newest backup is taken. */
export async function restoreCommand(place: CommandPlace, path: string, options: { json: boolean }, terminal: Terminal): Promise<number> {
  const code = await codeFor(place, terminal);
  if (!code.ok) return failed(code.error, terminal, EXIT.refused);
  const { path: backup, restored } = await restoreFirst(place, await backupsMeantBy(resolve(path)), code.value);
  if (!restored.ok) return failed({ ...restored.error, params: { ...restored.error.params, backup } }, terminal, restored.error.code === 'folder-not-empty' ? EXIT.store : EXIT.refused);
  const { createdAt, seq, seals, broughtBack, mirrorTrouble } = restored.value;
  restored.value.key.forget();
  terminal.print(options.json ? JSON.stringify({ backup, createdAt, events: seq, seals, broughtBack, mirrorTrouble }) : `restored: ${backup}, of ${createdAt}, ${seals} seals, ${broughtBack} of them from the mirror`);
  return mirrorTrouble === null ? EXIT.done : EXIT.problems;
}

/** `salvage --data DIR --out DIR`: every intact sealed case out of a damaged store. */
export async function salvageCommand(place: CommandPlace, options: { out: string; json: boolean }, terminal: Terminal): Promise<number> {
  const key = await openKeyOfDamaged(place, terminal);
  if (!key.ok) return failed(key.error, terminal, EXIT.refused);
  const keys = await openDeskKeys(place.dataDir, key.value);
  const access = { key: key.value, ...(place.sqliteBinding === null ? {} : { nativeBinding: place.sqliteBinding }) };
  const salvaged = await salvageStore({ dataDir: place.dataDir, access, out: resolve(options.out), ownKeyPem: keys.ok ? keys.value.deskPublicPem : null });
  key.value.forget();
  if (!salvaged.ok) return failed(salvaged.error, terminal, EXIT.problems);
  const { seals, complete, lost, events } = salvaged.value;
  terminal.print(options.json ? JSON.stringify(salvaged.value) : `${seals} sealed cases, ${complete} of them complete, ${events} events\nlost: ${lost.length === 0 ? '-' : lost.join(', ')}`);
  return lost.length === 0 && complete === seals ? EXIT.done : EXIT.problems;
}
