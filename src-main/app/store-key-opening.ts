import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ok } from '../domain/result';
import { DATABASE_FILE } from '../storage/connection';
import { isUnencrypted } from '../storage/dialects/sqlite-cipher';
import { findSlot, type KeySlots } from '../storage/keys/key-slots';
import { readSlots } from '../storage/keys/slot-files';
import { openByKeyStore, openByPassphrase, openByRecoveryCode, type MachineKeyStore } from '../storage/keys/slot-secrets';
import type { StoreKey } from '../storage/keys/store-key';
import { readBeginning } from '../storage/store-file';
import { addMachineSlot, findMachineTrouble, slotRefusal } from '../workflows/store-keys';
import type { Outcome } from '../workflows/ports';
import { refusal } from '../domain/refusal';
import { readKeyFile } from './key-file';
import type { UnlockGate } from './unlock-gate';

/** What is known of the store's key at start, before anybody has typed anything. */
export type KeyFinding = { kind: 'open'; key: StoreKey } | { kind: 'locked'; slots: KeySlots } | { kind: 'trouble'; trouble: KeyTrouble };
export type KeyTrouble = { code: 'store-keys-missing' | 'store-keys-damaged' | 'store-newer' | 'store-unencrypted'; dir: string };

async function missingKeys(dir: string): Promise<KeyTrouble> {
  const beginning = await readBeginning(join(dir, DATABASE_FILE)).catch(() => Buffer.alloc(0));
  return { code: isUnencrypted(beginning) ? 'store-unencrypted' : 'store-keys-missing', dir };
}

/** Reads the slots of the store in `dir`, and says what is wrong when there are none. */
export async function findSlots(dir: string): Promise<{ slots: KeySlots } | { trouble: KeyTrouble }> {
  const read = await readSlots(dir);
  if (read.ok) return { slots: read.value };
  if (read.error.code === 'slots-missing') return { trouble: await missingKeys(dir) };
  return { trouble: { code: read.error.code === 'slots-newer' ? 'store-newer' : 'store-keys-damaged', dir } };
}

/** The store's key as far as this machine has it by itself: in its key store, or in a key file that was named. */
export async function findKey(dir: string, keyStore: MachineKeyStore, keyFile: string | null): Promise<KeyFinding> {
  const found = await findSlots(dir);
  if ('trouble' in found) return { kind: 'trouble', trouble: found.trouble };
  const { slots } = found;
  const code = keyFile === null || !existsSync(keyFile) ? null : await readKeyFile(keyFile);
  const opened = code?.ok === true ? await openByRecoveryCode(slots, code.value) : openByKeyStore(slots, keyStore);
  return opened.ok ? { kind: 'open', key: opened.value } : { kind: 'locked', slots };
}

/** What a person typed at the locked desk. `passphrase` beside a code is the new one of a machine without a key store. */
export type Unlocking = { passphrase: string } | { recoveryCode: string; newPassphrase: string | null };

export interface LockedStore {
  dir: string;
  slots: KeySlots;
  keyStore: MachineKeyStore;
}

/**
 * Opens the key by what was typed. By the recovery code the machine also gets a slot of its own: the code is for that, not for
 * every morning. Wrong ones make the next try wait.
 */
export function unlockKey(locked: LockedStore, typed: Unlocking, gate: UnlockGate): Promise<Outcome<StoreKey>> {
  return gate.inTurn(async () => {
    const seconds = gate.secondsLeft();
    if (seconds > 0) return refusal('unlock-too-soon', { seconds });
    return 'passphrase' in typed ? byPassphrase(locked, typed.passphrase, gate) : byCode(locked, typed.recoveryCode, typed.newPassphrase, gate);
  });
}

async function byPassphrase({ slots }: LockedStore, passphrase: string, gate: UnlockGate): Promise<Outcome<StoreKey>> {
  const opened = await openByPassphrase(slots, passphrase);
  if (!opened.ok) {
    gate.fail();
    return slotRefusal(opened.error);
  }
  gate.succeed();
  return opened;
}

async function byCode({ dir, slots, keyStore }: LockedStore, code: string, newPassphrase: string | null, gate: UnlockGate): Promise<Outcome<StoreKey>> {
  const machine = { keyStore, passphrase: newPassphrase };
  const trouble = findMachineTrouble(machine);
  if (trouble !== null) return trouble;
  const opened = await openByRecoveryCode(slots, code);
  if (!opened.ok) {
    if (opened.error.code === 'recovery-code-wrong') gate.fail();
    return slotRefusal(opened.error);
  }
  gate.succeed();
  await addMachineSlot(dir, opened.value, machine);
  return ok(opened.value);
}

/** Whether the code was shown and nobody has written it down yet. */
export async function isCodeOwed(dir: string): Promise<boolean> {
  const read = await readSlots(dir);
  return read.ok && findSlot(read.value, 'recoveryCode')?.isKept === false;
}
