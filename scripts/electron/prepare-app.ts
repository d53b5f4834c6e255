import { ensureDebianPackages, type Need } from '../debian-packages.ts';
import { provideRuntime } from './provide-runtime.ts';
import { needsSqliteLoader, type ElectronRuntime } from './runtime.ts';
import { provideSqliteLoader } from './sqlite-loader.ts';

/** Environment variables that tell the app, and the tools that start it, what it runs on. */
export interface AppEnvironment {
  /** Folder of the chosen runtime: read by the `electron` package, by Playwright and by these scripts. */
  ELECTRON_OVERRIDE_DIST_PATH: string;
  /** Its executable: read by electron-vite. */
  ELECTRON_EXEC_PATH: string;
  /** The plain Node that the app's image process runs on. */
  COUNTERSIGN_NODE: string;
  /** The loader of the store's addon, on a runtime that needs one. */
  COUNTERSIGN_SQLITE_BINDING?: string;
}

export interface PreparedApp {
  runtime: ElectronRuntime;
  env: AppEnvironment;
}

/**
 * Everything that the app's windows need on this machine, brought here when missing.
 * @throws TaskStopped (set-up needed) with the remedy.
 */
export async function prepareApp(needs: readonly Need[] = []): Promise<PreparedApp> {
  await ensureDebianPackages(['window', ...needs]);
  const runtime = await provideRuntime();
  const loader = needsSqliteLoader(runtime.version) ? await provideSqliteLoader() : undefined;
  return { runtime, env: appEnvironment(runtime, process.execPath, loader) };
}

export function appEnvironment(runtime: ElectronRuntime, node: string, loader: string | undefined): AppEnvironment {
  return {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.folder,
    ELECTRON_EXEC_PATH: runtime.executable,
    COUNTERSIGN_NODE: node,
    ...(loader === undefined ? {} : { COUNTERSIGN_SQLITE_BINDING: loader }),
  };
}

/** Chromium refuses to run as root with its sandbox; anyone else runs with it. */
export function sandboxSwitches(isRoot: boolean = process.getuid?.() === 0): readonly string[] {
  return isRoot ? ['--no-sandbox'] : [];
}
