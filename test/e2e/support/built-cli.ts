import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWithout } from './environment';
import { RECOVERY_CODE_FILE } from './recovery-code-file';

const root = join(import.meta.dirname, '..', '..', '..');

/**
 * Runs the built command line on plain Node, as `npm run cli` does; answers with what it printed, or fails with what it said.
 * The recovery code of a store that it makes is kept in the data folder, and opens that store for later commands and desks.
 */
export async function runCli(...args: readonly string[]): Promise<string> {
  const dataDir = args[args.indexOf('--data') + 1] ?? '';
  const keyFile = join(dataDir, RECOVERY_CODE_FILE);
  if (args[0] !== 'init') return run([...args, '--key-file', keyFile]);
  const printed = await run([...args, '--json']);
  writeFileSync(keyFile, (JSON.parse(printed) as { recoveryCode: string }).recoveryCode, { mode: 0o600 });
  return printed;
}

function run(args: readonly string[]): Promise<string> {
  // The loader is for the older Electron alone.
  const env = environmentWithout('COUNTERSIGN_SQLITE_BINDING');
  return new Promise((done, failed) => {
    execFile(process.execPath, [join(root, 'out/main/cli.js'), ...args], { env }, (cause, stdout, stderr) => {
      if (cause === null) done(stdout);
      else failed(new Error(`cli ${args[0] ?? ''}: ${stderr}${stdout}`, { cause }));
    });
  });
}
