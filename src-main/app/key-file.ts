import { lstat, readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../domain/result';

const OTHERS = 0o077;
const LONGEST = 4_096;

/**
 * A recovery code out of a file that only its owner can read (spec result-package.md, Command line). On Windows the folder's
 * permissions decide, which Node does not tell.
 */
export async function readKeyFile(file: string): Promise<Result<string, { code: 'key-file-unreadable' | 'key-file-open-to-others'; file: string }>> {
  try {
    const found = await lstat(file);
    if (!found.isFile() || found.size > LONGEST) return err({ code: 'key-file-unreadable', file });
    if (process.platform !== 'win32' && (found.mode & OTHERS) !== 0) return err({ code: 'key-file-open-to-others', file });
    return ok((await readFile(file, 'utf8')).trim());
  } catch {
    return err({ code: 'key-file-unreadable', file });
  }
}
