import { join } from 'node:path';
import { buildApp } from '../build/build-app.ts';
import { outFolder } from '../places.ts';
import { runCommand } from '../run-command.ts';

/** `npm run cli -- …`: the app's command line on plain Node; nothing but its own output reaches stdout. */
export async function cli(args: readonly string[]): Promise<number> {
  await buildApp();
  const end = await runCommand(process.execPath, [join(outFolder, 'main/cli.js'), ...args], {
    cwd: callersFolder(process.env, process.cwd()),
    env: { COUNTERSIGN_NODE: process.execPath },
  });
  return end.exitCode;
}

/** npm goes to the repository's folder before it starts this task; the caller's paths count from where they are. */
export function callersFolder(env: NodeJS.ProcessEnv, current: string): string {
  return env['npm_lifecycle_event'] === 'cli' ? (env['INIT_CWD'] ?? current) : current;
}
