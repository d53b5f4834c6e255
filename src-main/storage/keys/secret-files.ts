import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { writeDurably } from '../durable-files';
import type { StoreKey } from './store-key';

const OWNER_ONLY = 0o600;

/** Writes a private key, sealed under the store's key and bound to its file's name. */
export async function writeSecretFile(file: string, secret: Uint8Array, key: StoreKey): Promise<void> {
  await writeDurably(file, key.cipherFor('privateKeys').sealBytes(secret, basename(file)), OWNER_ONLY);
}

/** The private key in a file; null when it is not the one that was written there. Throws when it cannot be read. */
export async function findSecret(file: string, key: StoreKey): Promise<Buffer | null> {
  const opened = key.cipherFor('privateKeys').openBytes(await readFile(file), basename(file));
  return opened.ok ? opened.value : null;
}

/** The same for a file that somebody else writes and reads. */
export function privateKeySeal(key: StoreKey, name: string): { seal(secret: Uint8Array): Uint8Array; findOpened(sealed: Uint8Array): Uint8Array | null } {
  const cipher = key.cipherFor('privateKeys');
  return {
    seal: (secret) => cipher.sealBytes(secret, name),
    findOpened(sealed) {
      const opened = cipher.openBytes(sealed, name);
      return opened.ok ? opened.value : null;
    },
  };
}
