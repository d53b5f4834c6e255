import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronExecutable, quoted } from './start-script';

/** A person's key ring, unlocked as by their sign-in to the machine: desks that are started through it find a real Secret Service. */
export interface KeyRing {
  startOptions: { executablePath: string; before: string };
  remove(): void;
}

/** Starts Electron on a message bus of its own with gnome-keyring on it. Both end with the desk; what they keep stays until `remove`. */
export function makeKeyRing(): KeyRing {
  const home = mkdtempSync(join(tmpdir(), 'countersign-home-'));
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const executablePath = join(home, 'start.sh');
  const within = 'printf countersign | gnome-keyring-daemon --unlock --components=secrets > /dev/null; exec "$0" "$@"';
  const environment = `HOME=${quoted(home)} XDG_DATA_HOME=${quoted(join(home, 'data'))} XDG_RUNTIME_DIR=${quoted(runtime)} XDG_CURRENT_DESKTOP=GNOME`;
  writeFileSync(executablePath, `#!/bin/sh\nexec env ${environment} dbus-run-session -- /bin/sh -c ${quoted(within)} ${quoted(electronExecutable())} "$@"\n`);
  chmodSync(executablePath, 0o755);
  return { startOptions: { executablePath, before: join(import.meta.dirname, 'use-key-ring.cjs') }, remove: () => rmSync(home, { recursive: true, force: true }) };
}
