import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import { writeDurably } from '../storage/durable-files';
import { deskFileText, parseDeskFile, type DeskFile, type DeskFileTrouble } from './desk-file';

/** No such file is longer; nothing larger is read. Bytes. */
const LONGEST = 64 * 1024;
/** Public keys and signatures: whoever carries the stick may read them. */
const READABLE = 0o644;

export type DeskFilePlaceTrouble = DeskFileTrouble | { code: 'desk-file-missing' | 'save-failed'; file: string };

/** ZIP files begin so: another desk's package, not its key. */
const ZIP_BEGINS = 'PK';

async function readBeginning(path: string): Promise<Buffer | null> {
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST), 0, LONGEST, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}

/** What another desk brought, as far as its first bytes tell. */
export async function isPackageFile(path: string): Promise<boolean> {
  return (await readBeginning(path))?.subarray(0, ZIP_BEGINS.length).toString('latin1') === ZIP_BEGINS;
}

export async function readDeskFile(path: string): Promise<Result<DeskFile, DeskFilePlaceTrouble>> {
  const bytes = await readBeginning(path);
  return bytes === null ? err({ code: 'desk-file-missing', file: basename(path) }) : parseDeskFile(bytes.toString('utf8'));
}

/** Whole or not at all; what stood there before is replaced. */
export async function writeDeskFile(path: string, file: DeskFile): Promise<Result<null, DeskFilePlaceTrouble>> {
  try {
    await writeDurably(path, deskFileText(file), READABLE);
    return ok(null);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return err({ code: 'save-failed', file: basename(path) });
    throw cause;
  }
}
