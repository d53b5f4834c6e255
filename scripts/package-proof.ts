import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How to see that a package is there: by what it brings, so that other systems and own builds count as well. */
export type Proof =
  /** A program; also looked for where Debian keeps programs of root and of PostgreSQL. */
  | { command: string }
  /** A shared library's name in the loader's cache. */
  | { library: string }
  | { file: string };

export function findProof(proof: Proof): boolean {
  if ('file' in proof) return existsSync(proof.file);
  if ('library' in proof) return loaderCache().includes(`\t${proof.library} `);
  return programFolders().some((folder) => existsSync(join(folder, proof.command)));
}

function loaderCache(): string {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => existsSync(file)) ?? 'ldconfig';
  return execFileSync(ldconfig, ['-p'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
}

function programFolders(): readonly string[] {
  const postgresql = '/usr/lib/postgresql';
  const versions = existsSync(postgresql) ? readdirSync(postgresql) : [];
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...onPath, '/usr/sbin', '/sbin', ...versions.map((version) => join(postgresql, version, 'bin'))];
}
