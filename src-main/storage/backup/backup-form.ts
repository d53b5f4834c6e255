import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, sha256Hex } from '../../canonical/canonical-json';
import type { Sha256, Time } from '../../domain/vocabulary';
import type { StoreKey } from '../keys/store-key';

export type BackupFile = { path: string; bytes: number; sha256: Sha256 };

/** backup.json: what a backup is, readable without its key; nothing in it is personal. */
export type BackupManifest = {
  format: 'countersign.backup';
  version: 1;
  storeId: string;
  kind: string;
  deskId: string;
  createdAt: Time;
  /** Version of the database. */
  schema: number;
  head: { seq: number; hash: Sha256 };
  seals: number;
  /** How many material bytes the database names; they lie beside or inside the backup. */
  blobs: number;
  /** Digests of the database and of the keys' files. */
  files: readonly BackupFile[];
};

export const MANIFEST_FILE = 'backup.json';
const PROOF_PLACE = 'backup.json';

/** The manifest's text: canonical, followed by a proof that only this store's key makes. */
export function manifestText(manifest: BackupManifest, key: StoreKey): string {
  const digest = Buffer.from(sha256Hex(canonicalJson(manifest)), 'hex');
  return canonicalJson({ ...manifest, proof: key.cipherFor('backup').sealBytes(digest, PROOF_PLACE).toString('hex') });
}

interface Parsed {
  manifest: BackupManifest;
  proof: string;
}

export function parseManifest(text: string): Parsed | null {
  try {
    const { proof, ...manifest } = JSON.parse(text) as BackupManifest & { proof: string };
    if (manifest.format !== 'countersign.backup' || manifest.version !== 1 || typeof proof !== 'string') return null;
    const isWhole = Number.isSafeInteger(manifest.head.seq) && typeof manifest.storeId === 'string' && manifest.files.every(({ path }) => typeof path === 'string');
    return isWhole ? { manifest, proof } : null;
  } catch {
    return null;
  }
}

/** True when the manifest was written by a desk that has this key, and not changed since. */
export function isProven({ manifest, proof }: Parsed, key: StoreKey): boolean {
  const opened = key.cipherFor('backup').openBytes(Buffer.from(proof, 'hex'), PROOF_PLACE);
  return opened.ok && opened.value.toString('hex') === sha256Hex(canonicalJson(manifest));
}

/** What a backup's folder says of itself; null when there is no whole backup in it. */
export async function readBackupFacts(dir: string): Promise<BackupManifest | null> {
  const text = await readFile(join(dir, MANIFEST_FILE), 'utf8').catch(() => null);
  return text === null ? null : (parseManifest(text)?.manifest ?? null);
}
