import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What was begun and not finished; removed by the next backup. */
export const PART = '.part';

/** Makes a folder in one that is there: where a disk was unplugged, its folder is not made anew on another one. */
export async function makeFolderIn(parent: string, name: string): Promise<string> {
  const folder = join(parent, name);
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  return folder;
}
