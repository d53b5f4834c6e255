import { join, resolve } from 'node:path';

/** The repository's folder. */
export const root = resolve(import.meta.dirname, '..');

/** What set-up makes and may be deleted at any time; git-ignored. */
export const cacheFolder = join(root, '.cache');

/** What building and testing make; git-ignored. */
export const outFolder = join(root, 'out');

/** Path of a file of an installed package. */
export function inPackage(name: string, ...parts: string[]): string {
  return join(root, 'node_modules', name, ...parts);
}
