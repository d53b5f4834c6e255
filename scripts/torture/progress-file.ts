import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { outFolder } from '../places.ts';
import { noProgress, type Progress } from './torture-part.ts';

const FOLDER = join(outFolder, 'torture');

/** Where the progress of a part, or of its short form, is kept. */
export function progressFile(part: string, form: 'short' | 'long'): string {
  return join(FOLDER, form === 'long' ? `${part}.json` : `${part}-short.json`);
}

/** What an earlier run came to; from the start when there was none, or another seed is asked for. */
export function readProgress(file: string, seed: number | null): Progress {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Progress;
    if (seed === null || kept.seed === seed) return kept;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return noProgress(seed ?? Math.floor(Math.random() * 2 ** 31));
}

/** A run that is broken off leaves the progress before or after, never half of one. */
export function keepProgress(file: string, progress: Progress): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(progress, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
