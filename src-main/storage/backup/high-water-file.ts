import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, sha256Hex } from '../../canonical/canonical-json';
import type { HighWaterMark } from '../../domain/high-water';
import { writeDurably } from '../durable-files';

/** Keeps the highest place of the chain that was seen, outside the store: in the backup place, in the system's key store. */
export interface HighWater {
  /** Null when nothing was kept, or what was kept cannot be read. */
  find(storeId: string): Promise<HighWaterMark | null>;
  keep(mark: HighWaterMark): Promise<void>;
}

const FILE = 'high-water.json';

/** The mark in the store's folder of a backup place. A file that does not fit its own digest says nothing. */
export function highWaterFile(storeDir: string): HighWater {
  return {
    async find(storeId) {
      const text = await readFile(join(storeDir, FILE), 'utf8').catch(() => null);
      try {
        const { sha256, ...mark } = JSON.parse(text ?? '{}') as HighWaterMark & { sha256: string };
        return sha256 === sha256Hex(canonicalJson({ ...mark })) && mark.storeId === storeId ? mark : null;
      } catch {
        return null;
      }
    },
    async keep(mark) {
      const text = canonicalJson({ ...mark, sha256: sha256Hex(canonicalJson({ ...mark })) });
      await writeDurably(join(storeDir, FILE), text, 0o600);
    },
  };
}
