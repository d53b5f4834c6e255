import { join } from 'node:path';
import { runnerImport } from 'vite';
import type * as SqliteCipher from '../src-main/storage/dialects/sqlite-cipher.ts';
import type * as SlotFiles from '../src-main/storage/keys/slot-files.ts';
import type * as SlotSecrets from '../src-main/storage/keys/slot-secrets.ts';
import { root } from './places.ts';

/** The key of a store, for programs that work beside the app: a figure's import, the demonstration's look from outside. */
export interface FoundStoreKey {
  bytes: Uint8Array;
  /** As SQLite's `PRAGMA key` takes it. */
  forSqlite: string;
}

async function source<M>(file: string): Promise<M> {
  return (await runnerImport<M>(join(root, 'src-main/storage', file))).module;
}

/** Opens the key of the store in `dataDir` by its recovery code, with the app's own source. */
export async function openStoreKey(dataDir: string, recoveryCode: string): Promise<FoundStoreKey> {
  const files = await source<typeof SlotFiles>('keys/slot-files.ts');
  const secrets = await source<typeof SlotSecrets>('keys/slot-secrets.ts');
  const cipher = await source<typeof SqliteCipher>('dialects/sqlite-cipher.ts');
  const slots = await files.readSlots(dataDir);
  const opened = slots.ok ? await secrets.openByRecoveryCode(slots.value, recoveryCode) : slots;
  if (!opened.ok) throw new Error(`the store's key: ${opened.error.code}`);
  return { bytes: opened.value.toBytes(), forSqlite: cipher.cipherKey(opened.value) };
}
