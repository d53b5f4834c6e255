import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { defaultDataDir, findDataArgument, isTrialRuntime, takeProgramFiles, type DeskConfig, type ProgramFiles } from '../desk-config';
import { isSandboxed, switchesOf } from '../live-store-obstacles';
import { takeDatabaseUrl } from '../store-options';

/** Files that plain Node and the dynamic loader open must lie outside the archive. */
function outsideArchive(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}

/** What the package holds beside its archive; a trial build also the addon's loader for its older runtime. Null in the source tree. */
function findCarried(): ProgramFiles | null {
  if (!app.isPackaged) return null;
  const loader = join(process.resourcesPath, 'native', 'sqlite-loader.node');
  const nodePath = join(process.resourcesPath, 'node', process.platform === 'win32' ? 'node.exe' : 'node');
  return { nodePath, sqliteBinding: existsSync(loader) ? loader : null };
}

/** What the command line, the environment and the place of the program say; `builtDir` is the folder of the built entries. */
export function readConfig(builtDir: string): DeskConfig {
  const entriesDir = outsideArchive(builtDir);
  const { env } = process;
  // For the command line alone; no process that is started from here gets it.
  delete env['COUNTERSIGN_RECOVERY_CODE'];
  const hasSwitch = (name: string): boolean => app.commandLine.hasSwitch(name);
  const dataDir = resolve(findDataArgument(process.argv) ?? defaultDataDir(process.platform, env));
  return {
    dataDir, databaseUrl: takeDatabaseUrl(env, dataDir),
    resourcesDir: app.isPackaged ? join(process.resourcesPath, 'desk') : join(entriesDir, '..', '..', 'resources'), entriesDir,
    ...takeProgramFiles(env, findCarried()),
    devServer: app.isPackaged ? null : (env['ELECTRON_RENDERER_URL'] ?? null), readerAddress: env['COUNTERSIGN_ID_READER'] ?? null, keyFile: env['COUNTERSIGN_KEY_FILE'] ?? null, version: __DESK_VERSION__,
    trial: isTrialRuntime(process.versions['electron'], __PINNED_ELECTRON__) || __DESK_VERSION__.includes('trial'),
    sandboxed: isSandboxed(hasSwitch), switches: switchesOf(process.argv, env['NODE_OPTIONS'], hasSwitch),
  };
}
