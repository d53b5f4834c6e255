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
