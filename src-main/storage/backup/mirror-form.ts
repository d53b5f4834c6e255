import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditEvent } from '../../domain/audit-event';
import type { RegistrationNo, Sha256 } from '../../domain/vocabulary';
import type { StoreKey } from '../keys/store-key';

/** A row of a table as it lies there. */
export type Row = Readonly<Record<string, string | number | null>>;
export type Rows = Readonly<Record<string, readonly Row[]>>;

/**
 * One piece of the mirror: a stretch of the audit chain, every case that was sealed in it with all its final rows, the papers
 * that were stored in it, and rows that these refer to. The bytes themselves lie in the place's `blobs/`.
 */
export interface MirrorEntry {
  format: 'countersign.mirror';
  version: 1;
  storeId: string;
  events: readonly AuditEvent[];
  cases: readonly { registrationNo: RegistrationNo; rows: Rows }[];
  /** Rows beside the cases: stored papers, facts of bytes, and people, policies, keys, packages when the stretch tells of new ones. */
  beside: Rows;
  /** Bytes that the rows name. */
  bytes: readonly Sha256[];
}

/** An entry as the folder lists it. */
export interface EntryName {
  name: string;
  from: number;
  to: number;
  /** Beginning of the hash of its last event. */
  hash: string;
}

const NAME = /^(\d{12})-(\d{12})-([0-9a-f]{16})\.csm$/;

export function entryName(events: readonly AuditEvent[]): string {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a mirror entry has events');
  const number = (seq: number): string => String(seq).padStart(12, '0');
  return `${number(first.seq)}-${number(last.seq)}-${last.hash.slice(0, 16)}.csm`;
}

/** Every entry of a mirror, in the order of the chain. */
export async function listEntries(storeDir: string): Promise<readonly EntryName[]> {
  const names = await readdir(join(storeDir, 'mirror')).catch(() => []);
  return names.toSorted().flatMap((name) => {
    const [, from, to, hash] = NAME.exec(name) ?? [];
    return from === undefined || to === undefined || hash === undefined ? [] : [{ name, from: Number(from), to: Number(to), hash }];
  });
}

export function sealEntry(entry: MirrorEntry, key: StoreKey): { name: string; bytes: Uint8Array } {
  const name = entryName(entry.events);
  return { name, bytes: key.cipherFor('mirror').sealBytes(Buffer.from(JSON.stringify(entry)), name) };
}

/** Null when the entry is not whole, was changed, or is another store's. */
export async function readEntry(storeDir: string, name: string, key: StoreKey): Promise<MirrorEntry | null> {
  const sealed = await readFile(join(storeDir, 'mirror', name)).catch(() => null);
  const opened = sealed === null ? null : key.cipherFor('mirror').openBytes(sealed, name);
  if (opened?.ok !== true) return null;
  const entry = JSON.parse(opened.value.toString('utf8')) as MirrorEntry;
  return entry.format === 'countersign.mirror' && entry.version === 1 ? entry : null;
}
