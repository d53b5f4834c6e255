import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, inPackage } from '../places.ts';
import { say } from '../say.ts';
import { findRuntime, type ElectronRuntime } from './runtime.ts';

/** A download without one new byte for this long has failed. */
const STALLED_MS = 20_000;
const LOOK_EVERY_MS = 500;

export function officialVersion(): string {
  return (JSON.parse(readFileSync(inPackage('electron', 'package.json'), 'utf8')) as { version: string }).version;
}

/** The binary that the `electron` package downloaded, when it is there and of the package's own version. */
export function findOfficial(): ElectronRuntime | undefined {
  if (!existsSync(inPackage('electron', 'path.txt'))) return undefined;
  const runtime = findRuntime('electron-package', inPackage('electron', 'dist'));
  return runtime?.version === officialVersion() ? runtime : undefined;
}

/**
 * Lets the `electron` package download its binary (it respects ELECTRON_MIRROR), for as long as bytes arrive.
 * Returns why it failed, or nothing when it succeeded.
 */
export async function downloadOfficial(): Promise<string | undefined> {
  say(`downloading Electron ${officialVersion()} (set ELECTRON_SKIP_BINARY_DOWNLOAD=1 to go without)`);
  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(cacheFolder, 'electron-download-'));
  try {
    return await install(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `folder` becomes the downloader's temporary folder: what grows there is the download. */
function install(folder: string): Promise<string | undefined> {
  const child = spawn(process.execPath, [inPackage('electron', 'install.js')], {
    env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const errors: Buffer[] = [];
  child.stderr.on('data', (bytes: Buffer) => errors.push(bytes));
  const watch = watchGrowth([folder, inPackage('electron', 'dist')], () => child.kill('SIGKILL'));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => {
      clearInterval(watch);
      if (code === 0 && findOfficial()) resolve(undefined);
      else resolve(signal === 'SIGKILL' ? `nothing came for ${STALLED_MS / 1000} s` : reasonIn(Buffer.concat(errors)));
    });
  });
}

/** A slow download is let run: only one that stands still is given up. */
export function isStalled(grownAt: number, now: number): boolean {
  return now - grownAt >= STALLED_MS;
}

function watchGrowth(folders: readonly string[], onStalled: () => void): NodeJS.Timeout {
  let bytes = 0;
  let grownAt = Date.now();
  return setInterval(() => {
    const now = folders.reduce((sum, folder) => sum + bytesIn(folder), 0);
    if (now !== bytes) [bytes, grownAt] = [now, Date.now()];
    else if (isStalled(grownAt, Date.now())) onStalled();
  }, LOOK_EVERY_MS);
}

function bytesIn(folder: string): number {
  if (!existsSync(folder)) return 0;
  let sum = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    sum += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return sum;
}

/** The line of a stack trace that names the error. */
export function reasonIn(errors: Buffer | string): string {
  const lines = errors.toString().split('\n').map((line) => line.trim());
  return lines.find((line) => /Error\b|E[A-Z]{4,}/.test(line)) ?? lines.find((line) => line !== '') ?? 'no reason given';
}
