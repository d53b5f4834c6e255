import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readKeyFile } from '../app/key-file';
import { findSlots } from '../app/store-key-opening';
import { refusal } from '../domain/refusal';
import { ok } from '../domain/result';
import { DATABASE_FILE } from '../storage/connection';
import { findOwnDesk } from '../storage/own-desk';
import { takeFolderLock } from '../storage/folder-lock';
import type { KeySlots } from '../storage/keys/key-slots';
import { openByRecoveryCode } from '../storage/keys/slot-secrets';
import type { StoreKey } from '../storage/keys/store-key';
import { slotRefusal } from '../workflows/store-keys';
import type { Outcome } from '../workflows/ports';
import type { CommandPlace } from './command-place';
import { refusalText } from './refusal-text';
import type { Terminal } from './terminal';

const PROMPTS = 3;

/** Nobody is asked for a secret that would be of no use: the store is there, and free. */
function findObstacle({ dataDir, sqliteBinding, databaseUrl }: CommandPlace): ReturnType<typeof refusal> | null {
  if (!(databaseUrl === null ? existsSync(join(dataDir, DATABASE_FILE)) : findOwnDesk(dataDir) !== null)) return refusal('store-missing', { dir: dataDir });
  const lock = takeFolderLock(dataDir, sqliteBinding ?? undefined);
  if (!lock.ok) return refusal(lock.error.code, { dir: dataDir });
  lock.value.release();
  return null;
}

/** What was given without a prompt: COUNTERSIGN_RECOVERY_CODE, else a key file. */
export async function findGivenCode({ recoveryCode, keyFile }: CommandPlace): Promise<Outcome<string | null>> {
  if (recoveryCode !== null || keyFile === null) return ok(recoveryCode);
  const read = await readKeyFile(keyFile);
  return read.ok ? read : refusal(read.error.code, { file: read.error.file });
}

async function openTyped(slots: KeySlots, code: string): Promise<Outcome<StoreKey>> {
  const opened = await openByRecoveryCode(slots, code);
  return opened.ok ? opened : slotRefusal(opened.error);
}

async function askForKey(slots: KeySlots, terminal: Terminal): Promise<Outcome<StoreKey>> {
  let outcome: Outcome<StoreKey> = refusal('key-needed');
  for (let asked = 0; asked < PROMPTS && !outcome.ok; asked += 1) {
    const typed = await terminal.askSecret('恢复码 Recovery code: ');
    if (typed === null) return outcome;
    outcome = await openTyped(slots, typed);
    if (!outcome.ok && asked < PROMPTS - 1) terminal.tell(refusalText(outcome.error));
  }
  return outcome;
}

/** The key of a store that is damaged, or open elsewhere: its slots are all that is read. */
export async function openKeyOfDamaged(place: CommandPlace, terminal: Terminal): Promise<Outcome<StoreKey>> {
  const found = await findSlots(place.dataDir);
  if ('trouble' in found) return refusal(found.trouble.code, { dir: place.dataDir });
  return openSlots(found.slots, place, terminal);
}

/** The key behind these slots, by the recovery code as it is given or asked for. */
export async function openSlots(slots: KeySlots, place: CommandPlace, terminal: Terminal): Promise<Outcome<StoreKey>> {
  const given = await findGivenCode(place);
  if (!given.ok) return given;
  return given.value === null ? askForKey(slots, terminal) : openTyped(slots, given.value);
}

/** The key of the store in the data folder, by its recovery code: from the environment, a key file or a prompt, never an argument. */
export async function openKey(place: CommandPlace, terminal: Terminal): Promise<Outcome<StoreKey>> {
  const obstacle = findObstacle(place);
  return obstacle ?? openKeyOfDamaged(place, terminal);
}
