import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from '../build/build-app.ts';
import { prepareApp } from '../electron/prepare-app.ts';
import { exitCode, TaskStopped } from '../exit-codes.ts';
import { packageConfig } from '../package/package-config.ts';
import { root } from '../places.ts';
import { say } from '../say.ts';

/** `npm run package`: the program as a folder under dist/, for the system that this runs on. */
export async function packageApp(): Promise<number> {
  const { platform } = process;
  if (platform !== 'linux' && platform !== 'win32') {
    throw new TaskStopped(exitCode.usage, 'The desk is packaged on Linux or Windows.');
  }
  const { runtime, env } = await prepareApp();
  await buildApp();
  if (runtime.isTrial) say(`packaging a trial build on Electron ${runtime.version ?? 'unknown'}`);
  const { build, Platform } = await import('electron-builder');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const sqliteLoader = env.COUNTERSIGN_SQLITE_BINDING;
  await build({
    projectDir: root,
    targets: (platform === 'linux' ? Platform.LINUX : Platform.WINDOWS).createTarget('dir'),
    config: packageConfig({ version, platform, runtime, sqliteLoader }),
  });
  return exitCode.ok;
}
