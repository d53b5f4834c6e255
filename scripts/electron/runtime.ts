import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type RuntimeSource = 'override' | 'electron-package' | 'carried';

/** An Electron that can run the app. */
export interface ElectronRuntime {
  source: RuntimeSource;
  /** The folder that holds the executable. */
  folder: string;
  executable: string;
  /** For example `33.2.1`; undefined when the folder does not say. */
  version: string | undefined;
  /** Good for development, tests and trial builds only. */
  isTrial: boolean;
}

/** Beside the app's resources, so that the running app and the packager see what they run on. */
export const TRIAL_MARKER = 'resources/trial-runtime.json';

const EXECUTABLE: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

export function executableName(platform: NodeJS.Platform = process.platform): string {
  return EXECUTABLE[platform] ?? 'electron';
}

/** The runtime in `folder`, or nothing when there is none. */
export function findRuntime(source: RuntimeSource, folder: string): ElectronRuntime | undefined {
  const executable = join(folder, executableName());
  if (!existsSync(executable)) return undefined;
  const versionFile = join(folder, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : undefined;
  return { source, folder, executable, version, isTrial: existsSync(join(folder, TRIAL_MARKER)) };
}

/** First Electron on Node-API 10, which the store's prebuilt addon needs (Node 22.14). */
const FIRST_WITH_NODE_API_10 = 35;

/** Whether the store's addon must be loaded through our loader (sqlite-loader.ts) on this Electron. */
export function needsSqliteLoader(version: string | undefined): boolean {
  return version !== undefined && Number.parseInt(version, 10) < FIRST_WITH_NODE_API_10;
}
