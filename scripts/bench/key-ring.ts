import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TaskStopped, exitCode } from '../exit-codes.ts';

/**
 * Runs `work` on a machine whose person has signed in: a message bus with an unlocked key ring, which the desks that get `env`
 * find. What it keeps lies in `folder`; both end with the work.
 */
export async function withKeyRing<T>(folder: string, work: (env: Record<string, string>) => Promise<T>): Promise<T> {
  const home = join(folder, 'home');
  const runtime = join(home, 'run');
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  const env = { HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_RUNTIME_DIR: runtime, XDG_CURRENT_DESKTOP: 'GNOME' };
  const session = 'printf countersign | gnome-keyring-daemon --unlock --components=secrets > /dev/null; echo "$DBUS_SESSION_BUS_ADDRESS"; cat';
  const bus = spawn('dbus-run-session', ['--', '/bin/sh', '-c', session], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(bus, 'close');
  try {
    const { value: address } = await createInterface({ input: bus.stdout })[Symbol.asyncIterator]().next() as { value: string | undefined };
    if (address === undefined) throw new TaskStopped(exitCode.failed, 'no key ring: dbus-run-session or gnome-keyring-daemon did not start');
    return await work({ ...env, DBUS_SESSION_BUS_ADDRESS: address });
  } finally {
    bus.stdin.end();
    await ended;
  }
}
