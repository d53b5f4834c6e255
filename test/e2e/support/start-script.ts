import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Electron of this run. Throws without one: the harness names it (scripts/README.md). */
export function electronExecutable(): string {
  const executable = process.env['ELECTRON_EXEC_PATH'];
  if (executable === undefined) throw new Error('ELECTRON_EXEC_PATH names no Electron: run this by `npm test`');
  return executable;
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * Writes a script that may mount what nobody else sees, takes `steps`, and becomes `command` with the arguments it got.
 * Root mounts by itself; anyone else in a user namespace of their own, as Chromium's sandbox does. The mounts go with the process.
 */
export function writeStartScript(dir: string, steps: readonly string[], command: string): string {
  const alone = process.getuid?.() === 0 ? 'unshare --mount --propagation private' : 'unshare --user --map-current-user --keep-caps --mount --propagation private';
  const script = [...steps, `exec ${command} "$@"`].join('\n');
  const file = join(dir, 'start.sh');
  writeFileSync(file, `#!/bin/sh\nexec ${alone} /bin/sh -ec ${quoted(script)} sh "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}
