import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../places.ts';

/** What the built app depends on, as folders and files of the repository. */
const sources = [
  'src-main',
  'src-preload',
  'src-renderer',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** SHA-256 over the names and contents of all sources, in hex. */
export function sourceDigest(folder: string = root): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesUnder(folder, source))) {
    const bytes = readFileSync(join(folder, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function filesUnder(folder: string, source: string): readonly string[] {
  const path = join(folder, source);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [source];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(source, name));
  return names.filter((name) => statSync(join(folder, name)).isFile()).sort();
}
