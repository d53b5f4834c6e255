import { sha256Hex, canonicalJson } from '../../canonical/canonical-json';
import { err, ok } from '../../domain/result';
import type { Result } from '../../domain/result';

/** How a secret that a person types becomes a key: argon2id with these costs and this salt (hex). */
export interface Stretching {
  salt: string;
  memoryKib: number;
  passes: number;
}

/**
 * One way to the store's key; each holds the whole of it, wrapped (hex). Any one that opens is enough.
 * - `recoveryCode`: for restore elsewhere and for re-issue; the only one that backups carry. `isKept` once a person has
 *   shown that the code was written down.
 * - `passphrase`: the start passphrase of a machine that has no key store.
 * - `keyStore`: the operating system's key store, bound to this machine and its user; `backend` as the system names it.
 */
export type KeySlot =
  | { kind: 'recoveryCode'; stretching: Stretching; sealed: string; isKept: boolean }
  | { kind: 'passphrase'; stretching: Stretching; sealed: string }
  | { kind: 'keyStore'; backend: string; sealed: string };
export type SlotKind = KeySlot['kind'];

/** The slots of one store on one machine; `storeKeyId` tells which key they lead to. At most one of each kind. */
export interface KeySlots {
  storeKeyId: string;
  slots: readonly KeySlot[];
}

export type SlotsFault = 'slots-damaged' | 'slots-newer';

const FORMAT = 'countersign.keySlots';
const VERSION = 1;

export function findSlot<K extends SlotKind>(slots: KeySlots, kind: K): Extract<KeySlot, { kind: K }> | null {
  return (slots.slots.find((slot) => slot.kind === kind) as Extract<KeySlot, { kind: K }> | undefined) ?? null;
}

/** The same with this slot in place of the one of its kind. */
export function withSlot(slots: KeySlots, slot: KeySlot): KeySlots {
  return { ...slots, slots: [...slots.slots.filter(({ kind }) => kind !== slot.kind), slot] };
}

/** What a backup carries: only the recovery code opens it elsewhere. */
export function forBackup(slots: KeySlots): KeySlots {
  return { ...slots, slots: slots.slots.filter(({ kind }) => kind === 'recoveryCode') };
}

/** Canonical JSON with a digest of its own, so that damage is never taken for a wrong passphrase. */
export function slotsText(slots: KeySlots): string {
  const content = { format: FORMAT, version: VERSION, storeKeyId: slots.storeKeyId, slots: slots.slots.map(plain) };
  return `${canonicalJson({ ...content, sha256: sha256Hex(canonicalJson(content)) })}\n`;
}

export function parseSlots(text: string): Result<KeySlots, { code: SlotsFault }> {
  try {
    const { sha256, ...content } = JSON.parse(text) as { sha256: string; format: string; version: number; storeKeyId: string; slots: readonly KeySlot[] };
    if (content.format !== FORMAT) return err({ code: 'slots-damaged' });
    if (sha256Hex(canonicalJson({ ...content, slots: content.slots.map(plain) })) !== sha256) return err({ code: 'slots-damaged' });
    if (content.version !== VERSION) return err({ code: 'slots-newer' });
    return ok({ storeKeyId: content.storeKeyId, slots: content.slots });
  } catch {
    return err({ code: 'slots-damaged' });
  }
}

/** A slot as plain JSON. */
function plain(slot: KeySlot): { [key: string]: string | number | boolean | { [key: string]: string | number } } {
  return 'stretching' in slot ? { ...slot, stretching: { ...slot.stretching } } : { ...slot };
}
