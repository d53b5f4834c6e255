import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry } from 'yauzl';

const READABLE_BY_ALL = 0o644;

/** Unpacks the files of a zip that `place` gives a relative path to, with their permissions. */
export async function unpackZip(
  file: string,
  folder: string,
  place: (entry: string) => string | undefined,
): Promise<void> {
  const zip = await openPromise(file);
  for await (const entry of zip.eachEntry()) {
    const to = place(entry.fileName);
    if (to === undefined) continue;
    const target = join(folder, to);
    await mkdir(dirname(target), { recursive: true });
    const bytes = await zip.openReadStreamPromise(entry);
    await pipeline(bytes, createWriteStream(target, { mode: permissionsOf(entry) }));
  }
}

/** Unix zip tools keep the mode in the upper half of the external attributes. */
function permissionsOf(entry: Entry): number {
  return ((entry.externalFileAttributes >>> 16) & 0o777) || READABLE_BY_ALL;
}
