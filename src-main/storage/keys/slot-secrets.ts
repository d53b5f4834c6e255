import { createHash, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Argon2 from '@node-rs/argon2';
import { err, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { KeySlot, KeySlots, SlotKind, Stretching } from './key-slots';
import { findSlot } from './key-slots';
import { parseRecoveryCode, type CodeFault } from './recovery-code';
import { SealCipher } from './seal-cipher';
import { StoreKey } from './store-key';

/** The operating system's key store: keeps bytes that only this user on this machine gets back. */
export interface MachineKeyStore {
  /** Why it cannot be used, or its name. `plain-text`: the system would keep the key in clear, which is refused. */
  state(): { ready: true; backend: string } | { ready: false; why: 'plain-text' | 'missing' };
  protect(bytes: Uint8Array): Uint8Array;
  /** Null when the system does not give them back: another user, another machine, a new key ring. */
  findProtected(kept: Uint8Array): Uint8Array | null;
}

export type SlotTrouble = { code: 'slot-missing' | 'passphrase-wrong' | 'recovery-code-wrong' | 'key-store-refused' } | CodeFault;

/** argon2id: RFC 9106's profile for machines with little memory for what people choose; a code of 120 random bits needs less. */
const COSTS: Readonly<Record<'passphrase' | 'recoveryCode', { memoryKib: number; passes: number }>> = {
  passphrase: { memoryKib: 65_536, passes: 3 },
  recoveryCode: { memoryKib: 19_456, passes: 2 },
};
/** A damaged or foreign slot does not take the machine's memory. */
const MOST_MEMORY_KIB = 1_048_576;
const MOST_PASSES = 64;

/** Read when somebody types a secret: a machine with a key store starts without it. */
let library: typeof Argon2 | null = null;

async function stretched(secret: string, { salt, memoryKib, passes }: Stretching): Promise<Buffer> {
  library ??= createRequire(import.meta.url)('@node-rs/argon2') as typeof Argon2;
  return library.hashRaw(secret, { salt: Buffer.from(salt, 'hex'), memoryCost: memoryKib, timeCost: passes, parallelism: 1, outputLen: 32 });
}

/** Wraps with a cipher of the secret's own; the slot's kind and store are part of what opens. */
function wrapping(key: Uint8Array): SealCipher {
  return new SealCipher(key, createHash('sha256').update('countersign slot ').update(key).digest().subarray(0, 8));
}

function placeOf(kind: SlotKind, storeKeyId: string): string {
  return `${kind} ${storeKeyId}`;
}

async function wrap(key: StoreKey, kind: 'passphrase' | 'recoveryCode', secret: string): Promise<{ stretching: Stretching; sealed: string }> {
  const stretching = { salt: randomBytes(16).toString('hex'), ...COSTS[kind] };
  const bytes = key.toBytes();
  const sealed = wrapping(await stretched(secret, stretching)).sealBytes(bytes, placeOf(kind, key.id)).toString('hex');
  bytes.fill(0);
  return { stretching, sealed };
}

async function findWrapped(slots: KeySlots, slot: { kind: 'passphrase' | 'recoveryCode'; stretching: Stretching; sealed: string }, secret: string): Promise<StoreKey | null> {
  if (slot.stretching.memoryKib > MOST_MEMORY_KIB || slot.stretching.passes > MOST_PASSES) return null;
  const opened = wrapping(await stretched(secret, slot.stretching)).openBytes(Buffer.from(slot.sealed, 'hex'), placeOf(slot.kind, slots.storeKeyId));
  return opened.ok ? keyFrom(opened.value, slots) : null;
}

function keyFrom(bytes: Buffer, slots: KeySlots): StoreKey | null {
  const key = bytes.length === 32 ? StoreKey.fromBytes(bytes) : null;
  bytes.fill(0);
  return key?.id === slots.storeKeyId ? key : null;
}

/** Spaces around a passphrase are a slip of the thumb; within it they count. */
function passphraseText(typed: string): string {
  return typed.normalize('NFKC').trim();
}

export async function passphraseSlot(key: StoreKey, passphrase: string): Promise<KeySlot> {
  return { kind: 'passphrase', ...(await wrap(key, 'passphrase', passphraseText(passphrase))) };
}

/** `isKept`: a person has shown that the code was written down. */
export async function recoverySlot(key: StoreKey, code: string, isKept: boolean): Promise<KeySlot> {
  const parsed = parseRecoveryCode(code);
  if (!parsed.ok) throw new Error('not a recovery code');
  return { kind: 'recoveryCode', ...(await wrap(key, 'recoveryCode', parsed.value)), isKept };
}

/** Null when the system's key store cannot be used. */
export function keyStoreSlot(key: StoreKey, keyStore: MachineKeyStore): KeySlot | null {
  const state = keyStore.state();
  if (!state.ready) return null;
  const bytes = key.toBytes();
  const sealed = Buffer.from(keyStore.protect(bytes)).toString('hex');
  bytes.fill(0);
  return { kind: 'keyStore', backend: state.backend, sealed };
}

export async function openByPassphrase(slots: KeySlots, passphrase: string): Promise<Result<StoreKey, SlotTrouble>> {
  const slot = findSlot(slots, 'passphrase');
  if (slot === null) return err({ code: 'slot-missing' });
  const key = await findWrapped(slots, slot, passphraseText(passphrase));
  return key === null ? err({ code: 'passphrase-wrong' }) : ok(key);
}

/** A mistyped code is told as such, with the group, before it is tried. */
export async function openByRecoveryCode(slots: KeySlots, typed: string): Promise<Result<StoreKey, SlotTrouble>> {
  const slot = findSlot(slots, 'recoveryCode');
  if (slot === null) return err({ code: 'slot-missing' });
  const code = parseRecoveryCode(typed);
  if (!code.ok) return code;
  const key = await findWrapped(slots, slot, code.value);
  return key === null ? err({ code: 'recovery-code-wrong' }) : ok(key);
}

export function openByKeyStore(slots: KeySlots, keyStore: MachineKeyStore): Result<StoreKey, SlotTrouble> {
  const slot = findSlot(slots, 'keyStore');
  if (slot === null) return err({ code: 'slot-missing' });
  const bytes = keyStore.state().ready ? keyStore.findProtected(Buffer.from(slot.sealed, 'hex')) : null;
  const key = bytes === null ? null : keyFrom(Buffer.from(bytes), slots);
  return key === null ? err({ code: 'key-store-refused' }) : ok(key);
}
