import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../places.ts';

/** A download of the official Electron that did not succeed, kept so that not every task tries again. */
export interface DownloadFailure {
  version: string;
  /** ELECTRON_MIRROR at that time, '' for none. */
  mirror: string;
  /** ISO 8601, UTC. */
  at: string;
  reason: string;
}

const REMEMBERED_MS = 6 * 60 * 60 * 1000;

const file = join(cacheFolder, 'electron-download-failure.json');

/** From then on the download is tried again. */
export function rememberedUntil(failure: DownloadFailure): Date {
  return new Date(Date.parse(failure.at) + REMEMBERED_MS);
}

/** Whether a failure tells anything of a download of `version` from `mirror`. */
export function concerns(failure: DownloadFailure, version: string, mirror: string): boolean {
  return failure.version === version && failure.mirror === mirror && !Number.isNaN(Date.parse(failure.at));
}

export function findFailure(version: string, mirror: string): DownloadFailure | undefined {
  try {
    const failure = JSON.parse(readFileSync(file, 'utf8')) as DownloadFailure;
    return concerns(failure, version, mirror) ? failure : undefined;
  } catch {
    return undefined;
  }
}

export function rememberFailure(failure: DownloadFailure): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(failure, undefined, 2)}\n`);
}

export function forgetFailure(): void {
  rmSync(file, { force: true });
}
