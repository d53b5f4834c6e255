import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findSecret, writeSecretFile } from './keys/secret-files';
import type { StoreKey } from './keys/store-key';

/** The password of the desks' role, sealed under the store's key as the private keys are. */
function fileIn(dir: string): string {
  return join(dir, 'keys', 'server-password.key');
}

export function keepServerPassword(dir: string, key: StoreKey, password: string): Promise<void> {
  return writeSecretFile(fileIn(dir), Buffer.from(password), key);
}

/** The address as the desk uses it: with the password that was kept, where it has none of its own. Null for a store that is a file. */
export async function withKeptPassword(dir: string, key: StoreKey, url: string | null): Promise<string | null> {
  if (url === null || !URL.canParse(url) || !existsSync(fileIn(dir))) return url;
  const address = new URL(url);
  if (address.password !== '') return url;
  address.password = encodeURIComponent((await findSecret(fileIn(dir), key))?.toString() ?? '');
  return address.toString();
}

/** A server that has opened by another password than the one that is kept: the role has a new one. Keeps none where none was kept. */
export async function renewKeptPassword(dir: string, key: StoreKey, url: string | null): Promise<void> {
  if (url === null || !existsSync(fileIn(dir))) return;
  const password = decodeURIComponent(new URL(url).password);
  if ((await findSecret(fileIn(dir), key))?.toString() !== password) await keepServerPassword(dir, key, password);
}
