import { homedir } from 'node:os';
import { join } from 'node:path';
import type { StoreReach } from './store-options';

/** Where things lie and how this desk runs; read once at start from the command line and the environment. */
export interface DeskConfig extends StoreReach {
  dataDir: string;
  resourcesDir: string;
  /** Folder of the built entries (image process, devices process, heavy work). */
  entriesDir: string;
  /** Plain Node for the image process. */
  nodePath: string;
  readerAddress: string | null;
  /** Origin of the development server that serves the pages; null in a build. */
  devServer: string | null;
  /** Key file of a training store (COUNTERSIGN_KEY_FILE), or null. */
  keyFile: string | null;
  version: string;
  trial: boolean;
  sandboxed: boolean;
  switches: readonly string[];
}

/** Programs beside the app: plain Node, and the store's addon where the built-in one does not fit the runtime. */
export interface ProgramFiles {
  nodePath: string;
  sqliteBinding: string | null;
}

/**
 * Development and tests name them in the environment. A packaged desk runs what it carries and nothing else: the variables
 * are taken out of its environment, so that nothing behind it reads them either.
 */
export function takeProgramFiles(env: NodeJS.ProcessEnv, carried: ProgramFiles | null): ProgramFiles {
  if (carried === null) return { nodePath: env['COUNTERSIGN_NODE'] ?? 'node', sqliteBinding: env['COUNTERSIGN_SQLITE_BINDING'] ?? null };
  delete env['COUNTERSIGN_NODE'];
  delete env['COUNTERSIGN_SQLITE_BINDING'];
  return carried;
}

/** The data folder that is used when none is named. */
export function defaultDataDir(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Countersign');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'countersign');
}

/** `--data DIR` or `--data=DIR`, as on the command line of every command; an empty one names no folder. */
export function findDataArgument(argv: readonly string[]): string | null {
  const at = argv.findIndex((argument) => argument === '--data' || argument.startsWith('--data='));
  if (at < 0) return null;
  const argument = argv[at] ?? '';
  const dir = argument.includes('=') ? argument.slice('--data='.length) : (argv[at + 1] ?? '');
  return dir === '' ? null : dir;
}

/** A runtime older than the one the product is made for serves development and trials only. */
export function isTrialRuntime(runtimeVersion: string | undefined, pinnedVersion: string): boolean {
  if (runtimeVersion === undefined) return false;
  return Number(runtimeVersion.split('.')[0]) < Number(pinnedVersion.split('.')[0]);
}

export function shownVersion(version: string, trial: boolean): string {
  return trial && !version.includes('trial') ? `${version}-trial` : version;
}
