import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { environmentWithout } from './environment';

const root = join(import.meta.dirname, '..', '..', '..');

/** Runs the built command line on plain Node, as `npm run cli` does; answers with what it printed, or fails with what it said. */
export function runCli(...args: readonly string[]): Promise<string> {
  // The loader is for the older Electron alone.
  const env = environmentWithout('COUNTERSIGN_SQLITE_BINDING');
  return new Promise((done, failed) => {
    execFile(process.execPath, [join(root, 'out/main/cli.js'), ...args], { env }, (cause, stdout, stderr) => {
      if (cause === null) done(stdout);
      else failed(new Error(`cli ${args[0] ?? ''}: ${stderr}${stdout}`, { cause }));
    });
  });
}
