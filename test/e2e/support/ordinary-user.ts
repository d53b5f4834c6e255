import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import type { DeskAppOptions } from './desk-app';
import { electronExecutable, quoted, writeStartScript } from './start-script';

const NAME = 'countersign-e2e';
const root = join(import.meta.dirname, '..', '..', '..');

/** A person without rights on this machine: one that is made for the tests when root runs them, else whoever runs them. */
export interface OrdinaryUser {
  uid: number;
  /** A folder that this person can write, also for what is kept for the moment. */
  home: string;
  /** With these the desk is started by this person, in Chromium's sandbox. */
  startOptions: Pick<DeskAppOptions, 'executablePath' | 'appDir' | 'env' | 'sandbox'>;
  remove(): void;
}

/** An empty folder of this person. */
export function folderOf(user: OrdinaryUser): string {
  const dir = mkdtempSync(join(user.home, 'data-'));
  chownSync(dir, user.uid, -1);
  return dir;
}

export function makeOrdinaryUser(): OrdinaryUser {
  const base = mkdtempSync(join(tmpdir(), 'countersign-user-'));
  chmodSync(base, 0o755);
  const home = join(base, 'home');
  mkdirSync(home);
  const remove = (): void => rmSync(base, { recursive: true, force: true });
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0) return { uid, home, startOptions: { sandbox: true, env: { TMPDIR: home } }, remove };
  const made = addUser();
  chownSync(home, made, -1);
  return { uid: made, home, startOptions: otherUsersStart(base, home, made), remove: () => (removeUser(), remove()) };
}

function addUser(): number {
  if (spawnSync('id', ['-u', NAME]).status !== 0) execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]);
  return Number(execFileSync('id', ['-u', NAME], { encoding: 'utf8' }));
}

function removeUser(): void {
  spawnSync('userdel', [NAME]);
}

/** Root's folders may be closed to others: app and Electron are shown to this person at a place of their own. */
function otherUsersStart(base: string, home: string, uid: number): OrdinaryUser['startOptions'] {
  const electron = electronExecutable();
  const [appDir, electronDir] = [join(base, 'app'), join(base, 'electron')];
  for (const dir of [appDir, electronDir]) mkdirSync(dir);
  const seen = (path: string): string => (path.startsWith(root + sep) ? join(appDir, path.slice(root.length)) : path);
  const steps = [
    `mount --bind ${quoted(root)} ${quoted(appDir)}`,
    `mount --bind ${quoted(dirname(electron))} ${quoted(electronDir)}`,
    `cd ${quoted(home)}`,
  ];
  const executablePath = writeStartScript(base, steps, `setpriv --reuid=${uid} --regid=${uid} --clear-groups --inh-caps=-all ${quoted(electron.replace(dirname(electron), electronDir))}`);
  const named = ['COUNTERSIGN_NODE', 'COUNTERSIGN_SQLITE_BINDING'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, seen(process.env[name])]]));
  return { executablePath, appDir, sandbox: true, env: { HOME: home, TMPDIR: home, XDG_RUNTIME_DIR: home, ...Object.fromEntries(named) } };
}
