import { debianPackages, ensureDebianPackages } from '../debian-packages.ts';
import { prepareApp } from '../electron/prepare-app.ts';
import { exitCode } from '../exit-codes.ts';
import { say } from '../say.ts';

/** `node scripts/run.mjs set-up`: all that any task needs, at once; for preparing a machine. */
export async function setUp(): Promise<number> {
  await ensureDebianPackages(debianPackages.flatMap((entry) => entry.needs));
  const { runtime } = await prepareApp();
  say(`ready: Electron ${runtime.version ?? 'of unknown version'} in ${runtime.folder}`);
  return exitCode.ok;
}
