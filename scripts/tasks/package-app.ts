import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from '../build/build-app.ts';
import { prepareApp } from '../electron/prepare-app.ts';
import { exitCode, TaskStopped } from '../exit-codes.ts';
import { packageConfig } from '../package/package-config.ts';
import { root } from '../places.ts';
import { say } from '../say.ts';

/** `npm run package [-- --out DIR]`: the program as a folder under dist/ or DIR, for the system that this runs on. */
export async function packageApp(args: readonly string[]): Promise<number> {
  const output = outputFolder(args);
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
    config: packageConfig({ version, platform, runtime, sqliteLoader, output }),
  });
  return exitCode.ok;
}

/** @throws TaskStopped (usage) for arguments that this task does not know. */
export function outputFolder(args: readonly string[]): string {
  try {
    const { values } = parseArgs({ args: [...args], options: { out: { type: 'string', default: 'dist' } } });
    return resolve(root, values.out);
  } catch (error) {
    throw new TaskStopped(exitCode.usage, `package: ${error instanceof Error ? error.message : String(error)}`);
  }
}
