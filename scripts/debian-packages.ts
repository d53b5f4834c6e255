import { exitCode, TaskStopped } from './exit-codes.ts';
import { findProof, type Proof } from './package-proof.ts';
import { runCommand } from './run-command.ts';
import { say } from './say.ts';

/** What a task or a suite asks the machine for. */
export type Need =
  /** Opening the app's windows. */
  | 'window'
  /** Opening them where no screen is. */
  | 'virtual-display'
  /** The older runtime's way to the store (electron/sqlite-loader.ts). */
  | 'sqlite-loader'
  /** Looking into seals, sheets and their codes with other people's tools, as demo and tests do. */
  | 'outside-checks'
  /** Tests of a desk whose machine has a key store. */
  | 'key-ring'
  /** Tests that print on a real queue. */
  | 'printing'
  /** Tests of the store on PostgreSQL. */
  | 'postgresql';

export interface DebianPackage {
  name: string;
  needs: readonly Need[];
  /** Who uses it, in a few words. */
  usedBy: string;
  /** What shows that it is there, however it was installed. */
  proof: Proof;
}

/** Every Debian package that this repository uses beyond a minimal Debian 12. */
export const debianPackages: readonly DebianPackage[] = [
  { name: 'libgtk-3-0', needs: ['window'], usedBy: 'Electron: windows', proof: { library: 'libgtk-3.so.0' } },
  { name: 'libnss3', needs: ['window'], usedBy: 'Electron: certificates', proof: { library: 'libnss3.so' } },
  { name: 'libgbm1', needs: ['window'], usedBy: 'Electron: drawing', proof: { library: 'libgbm.so.1' } },
  { name: 'libasound2', needs: ['window'], usedBy: 'Electron: sound', proof: { library: 'libasound.so.2' } },
  { name: 'libusb-1.0-0', needs: ['window'], usedBy: 'node-hid: USB devices', proof: { library: 'libusb-1.0.so.0' } },
  {
    name: 'fonts-noto-cjk',
    needs: ['window'],
    usedBy: 'Electron: Chinese on the screen',
    proof: { file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc' },
  },
  { name: 'xvfb', needs: ['virtual-display'], usedBy: 'demo and tests without a screen', proof: { command: 'Xvfb' } },
  { name: 'gcc', needs: ['sqlite-loader'], usedBy: 'the compiler of the loader addon', proof: { command: 'gcc' } },
  {
    name: 'libc6-dev',
    needs: ['sqlite-loader'],
    usedBy: 'the headers of the loader addon',
    proof: { file: '/usr/include/dlfcn.h' },
  },
  { name: 'openssl', needs: ['outside-checks'], usedBy: 'demo and tests: seals', proof: { command: 'openssl' } },
  {
    name: 'poppler-utils',
    needs: ['outside-checks'],
    usedBy: 'demo and tests: text and pictures of a PDF',
    proof: { command: 'pdftotext' },
  },
  { name: 'zbar-tools', needs: ['outside-checks'], usedBy: 'tests: QR codes', proof: { command: 'zbarimg' } },
  { name: 'gnome-keyring', needs: ['key-ring'], usedBy: 'tests: a key store', proof: { command: 'gnome-keyring-daemon' } },
  { name: 'libsecret-1-0', needs: ['key-ring'], usedBy: 'Electron: a key store', proof: { library: 'libsecret-1.so.0' } },
  { name: 'dbus-daemon', needs: ['key-ring'], usedBy: 'tests: a key store', proof: { command: 'dbus-run-session' } },
  { name: 'cups-daemon', needs: ['printing'], usedBy: 'tests: a print queue', proof: { command: 'cupsd' } },
  { name: 'cups-client', needs: ['printing'], usedBy: 'tests: a print queue', proof: { command: 'lpadmin' } },
  { name: 'postgresql', needs: ['postgresql'], usedBy: 'tests: a shared store', proof: { command: 'initdb' } },
];

export interface Machine {
  isRoot: boolean;
  hasApt: boolean;
}

export type InstallStep =
  | { kind: 'nothing' }
  | { kind: 'install'; names: readonly string[] }
  | { kind: 'ask'; message: string };

/** Packages of the table that `needs` call for and that `isThere` does not find. */
export function missingPackages(
  needs: readonly Need[],
  isThere: (proof: Proof) => boolean,
): readonly DebianPackage[] {
  return debianPackages.filter((entry) => entry.needs.some((need) => needs.includes(need)) && !isThere(entry.proof));
}

/** Root on Debian installs what is missing; anyone else gets one line to copy. */
export function installStep(missing: readonly DebianPackage[], machine: Machine): InstallStep {
  const names = missing.map((entry) => entry.name);
  if (names.length === 0) return { kind: 'nothing' };
  if (!machine.hasApt) {
    return { kind: 'ask', message: `Install what this system calls these Debian packages: ${names.join(' ')}` };
  }
  return machine.isRoot ? { kind: 'install', names } : { kind: 'ask', message: lineToCopy(names) };
}

function lineToCopy(names: readonly string[]): string {
  return `sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}'`;
}

/**
 * Makes the packages for `needs` available.
 * @throws TaskStopped (set-up needed) with the line to copy when it cannot install them.
 */
export async function ensureDebianPackages(needs: readonly Need[]): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = missingPackages(needs, findProof);
  const step = installStep(missing, { isRoot: process.getuid?.() === 0, hasApt: findProof({ command: 'apt-get' }) });
  if (step.kind === 'nothing') return;
  for (const entry of missing) say(`Debian package ${entry.name} is missing (${entry.usedBy})`);
  if (step.kind === 'ask') throw new TaskStopped(exitCode.setUpNeeded, step.message);
  await install(step.names);
}

async function install(names: readonly string[]): Promise<void> {
  say(`installing ${names.join(' ')} with apt-get`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  await runCommand('apt-get', [...wait, 'update'], { env, output: 'kept' });
  const end = await runCommand('apt-get', [...wait, 'install', '-y', '--no-install-recommends', ...names], {
    env,
    output: 'kept',
  });
  if (end.exitCode === 0) return;
  process.stderr.write(end.output);
  throw new TaskStopped(exitCode.setUpNeeded, `apt-get could not install them. Try yourself: ${lineToCopy(names)}`);
}
