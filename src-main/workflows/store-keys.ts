import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { isWeakPassphrase } from '../domain/passphrase';
import { findSlot, forBackup, parseSlots, slotsText, withSlot, type KeySlot, type KeySlots, type SlotKind } from '../storage/keys/key-slots';
import { newRecoveryCode } from '../storage/keys/recovery-code';
import { readSlots, writeSlots } from '../storage/keys/slot-files';
import {
  keyStoreSlot, openByKeyStore, openByPassphrase, openByRecoveryCode, passphraseSlot, recoverySlot, type MachineKeyStore, type SlotTrouble,
} from '../storage/keys/slot-secrets';
import type { StoreKey } from '../storage/keys/store-key';
import type { Result } from '../domain/result';
import { findOwnDesk } from '../storage/own-desk';
import type { Store } from '../storage/store';
import type { Outcome } from './ports';

/** How this machine opens the store every morning: by its key store, or by a passphrase where there is none. */
export interface MachineWays {
  keyStore: MachineKeyStore;
  passphrase: string | null;
}

/** A slot to be written, and how it is opened again from what stands on the disk. */
interface NewSlot {
  slot: KeySlot;
  reopen(written: KeySlots): Promise<Result<StoreKey, SlotTrouble>>;
}

async function newCodeSlot(key: StoreKey, code: string, isKept: boolean): Promise<NewSlot> {
  return { slot: await recoverySlot(key, code, isKept), reopen: (written) => openByRecoveryCode(written, code) };
}

async function newPassphraseSlot(key: StoreKey, passphrase: string): Promise<NewSlot> {
  return { slot: await passphraseSlot(key, passphrase), reopen: (written) => openByPassphrase(written, passphrase) };
}

/** What keeps a machine from getting a slot of its own, told before anything is made. */
export function findMachineTrouble({ keyStore, passphrase }: MachineWays): ReturnType<typeof refusal> | null {
  if (passphrase !== null) return isWeakPassphrase(passphrase) ? refusal('passphrase-too-weak') : null;
  return keyStore.state().ready ? null : refusal('passphrase-missing');
}

/** A passphrase that was given counts; without one the key store keeps the key. */
async function newMachineSlot(key: StoreKey, { keyStore, passphrase }: MachineWays): Promise<NewSlot> {
  if (passphrase !== null) return newPassphraseSlot(key, passphrase);
  const slot = keyStoreSlot(key, keyStore);
  if (slot === null) throw new Error('neither a key store nor a passphrase');
  return { slot, reopen: (written) => Promise.resolve(openByKeyStore(written, keyStore)) };
}

async function write(dir: string, before: KeySlots, added: readonly NewSlot[]): Promise<void> {
  const slots = added.reduce((all, { slot }) => withSlot(all, slot), before);
  await writeSlots(dir, slots, async (written) => {
    const opened = await Promise.all(added.map(({ reopen }) => reopen(written)));
    return opened.every((each) => each.ok && each.value.id === before.storeKeyId);
  });
}

async function slotsOf(dir: string, key: StoreKey): Promise<KeySlots> {
  const read = await readSlots(dir);
  return read.ok ? read.value : { storeKeyId: key.id, slots: [] };
}

/** The first slots of a new store's key, to be written when it is made. */
export interface FirstSlots {
  keepIn(dir: string): () => Promise<void>;
  /** The recovery code's slot as text: what another machine of the site needs beside the code. */
  forOtherMachines: string;
}

/** `machine` is null for a store that the command line makes. */
export async function firstSlots(key: StoreKey, code: string, machine: MachineWays | null): Promise<FirstSlots> {
  const empty: KeySlots = { storeKeyId: key.id, slots: [] };
  const added = [await newCodeSlot(key, code, machine === null)];
  if (machine !== null) added.push(await newMachineSlot(key, machine));
  return { keepIn: (dir) => () => write(dir, empty, added), forOtherMachines: slotsText(forBackup(added.reduce((all, { slot }) => withSlot(all, slot), empty))) };
}

/** Keeps the slots of a site's store on a machine that joins it; the key they lead to was opened by the recovery code. */
export async function keepJoined(dir: string, slots: KeySlots): Promise<void> {
  await writeSlots(dir, slots, (written) => Promise.resolve(written.storeKeyId === slots.storeKeyId));
}

/** A store on a server keeps the recovery code's slot in its database, for desks that join: a new code goes there, too. */
export async function tellOtherDesks(store: Store): Promise<void> {
  if (findOwnDesk(store.dir) === null) return;
  const slots = await readSlots(store.dir);
  if (!slots.ok) throw new Error(`the key slots cannot be read: ${slots.error.code}`);
  const told = await store.inTransaction<null, never>(async (tx) => {
    await tx.saveRecoverySlots(slotsText(forBackup(slots.value)));
    return ok(null);
  });
  if (!told.ok) throw new Error(`the new code was not told to the server: ${told.error.code}`);
}

/**
 * Takes over a code that another desk has made anew: the one before opens the store on this machine no more either. A code that
 * was made here and that nobody has written down yet stays: this desk still asks for that.
 */
export async function takeSiteCode(store: Store): Promise<void> {
  const text = findOwnDesk(store.dir) === null ? null : await store.findRecoverySlots();
  const site = text === null ? null : parseSlots(text);
  if (site === null || !site.ok) return;
  const [own, theirs] = [await readSlots(store.dir), findSlot(site.value, 'recoveryCode')];
  if (!own.ok || theirs === null || own.value.storeKeyId !== site.value.storeKeyId) return;
  const before = findSlot(own.value, 'recoveryCode');
  if (before?.isKept === false || before?.sealed === theirs.sealed) return;
  await keepJoined(store.dir, withSlot(own.value, { ...theirs, isKept: true }));
}

/** This machine opens the store by itself from now on, or by this passphrase. */
export async function addMachineSlot(dir: string, key: StoreKey, machine: MachineWays): Promise<void> {
  await write(dir, await slotsOf(dir, key), [await newMachineSlot(key, machine)]);
}

/** A new start passphrase; the one before opens nothing any more. */
export async function changePassphrase(dir: string, key: StoreKey, passphrase: string): Promise<Outcome<null>> {
  if (isWeakPassphrase(passphrase)) return refusal('passphrase-too-weak');
  await write(dir, await slotsOf(dir, key), [await newPassphraseSlot(key, passphrase)]);
  return ok(null);
}

/**
 * A new recovery code; the one before opens this store no more, though it still opens backups made before. `isKept`: it was
 * given to a person already. The code is the answer, and nowhere else.
 */
export async function reissueRecoveryCode(dir: string, key: StoreKey, isKept: boolean): Promise<string> {
  const code = newRecoveryCode();
  await write(dir, await slotsOf(dir, key), [await newCodeSlot(key, code, isKept)]);
  return code;
}

/** A person has shown that the code was written down. */
export async function markCodeKept(dir: string, key: StoreKey, code: string): Promise<void> {
  await write(dir, await slotsOf(dir, key), [await newCodeSlot(key, code, true)]);
}

/** Why a slot did not open, in the desk's words. */
export function slotRefusal(trouble: SlotTrouble): ReturnType<typeof refusal> {
  const { code, ...facts } = trouble;
  return refusal(code, facts);
}

export function hasSlot(slots: KeySlots, kind: SlotKind): boolean {
  return findSlot(slots, kind) !== null;
}
