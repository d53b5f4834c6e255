import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeskId, Sha256, StaffId, Time } from '../../domain/vocabulary';
import { writeDurably } from '../durable-files';

/** What stays of a store that was destroyed: who did it, when, and the export that holds its outcomes. No personal data. */
export interface PurgeRecord {
  storeId: string;
  deskId: DeskId;
  begunAt: Time;
  /** Null while it is under way: one that was interrupted goes on. */
  endedAt: Time | null;
  exportSha256: Sha256;
  seals: number;
  head: { seq: number; hash: Sha256 };
  /** The two people. */
  by: readonly StaffId[];
  /** The store's folder in its backup place; null when it had none. */
  placeDir: string | null;
}

const FILE = 'purged.json';

export async function writePurgeRecord(dataDir: string, record: PurgeRecord): Promise<void> {
  await writeDurably(join(dataDir, FILE), JSON.stringify({ format: 'countersign.purge', version: 1, ...record }), 0o600);
}

/** Null when nothing was ever destroyed here, or what stands there is no record. */
export async function findPurgeRecord(dataDir: string): Promise<PurgeRecord | null> {
  const text = await readFile(join(dataDir, FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const read = JSON.parse(text) as PurgeRecord & { format?: unknown };
    return read.format === 'countersign.purge' && typeof read.storeId === 'string' ? read : null;
  } catch {
    return null;
  }
}
