import { createWriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** One fixed day, so that the same content makes the same archive. */
const ENTRY_TIME = new Date(Date.UTC(2026, 0, 1));

/** Packs the folder's content at the root of a ZIP, in the order of the paths; the manifest comes first. */
export async function zipFolder(folder: string, out: string): Promise<void> {
  const partial = `${out}.zip-partial`;
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(partial));
  for (const path of await pathsIn(folder)) {
    // Images hold nothing more to compress.
    zip.addFile(join(folder, path), path, { mtime: ENTRY_TIME, mode: 0o100644, compress: !path.endsWith('.jpg') });
  }
  zip.end();
  try {
    await written;
    await rename(partial, out);
  } finally {
    await rm(partial, { force: true });
  }
}

async function pathsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const first = (path: string): number => (path === 'manifest.json' ? 0 : 1);
  return paths.sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1));
}
