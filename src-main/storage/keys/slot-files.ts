import { chmod, mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { err } from '../../domain/result';
import type { Result } from '../../domain/result';
import { syncFolder, writeDurably } from '../durable-files';
import { parseSlots, slotsText } from './key-slots';
import type { KeySlots, SlotsFault } from './key-slots';

const OWNER_ONLY = 0o600;
/** Some hundred bytes lead to everything: a second copy costs nothing. */
const NAMES = ['slots.json', 'slots.copy.json'] as const;

export type SlotFileTrouble = { code: 'slots-missing' | SlotsFault; file: string };

/** The store's key slots; the copy when the first file is not sound. */
export async function readSlots(dir: string): Promise<Result<KeySlots, SlotFileTrouble>> {
  const [first, copy] = await Promise.all(NAMES.map((name) => readOne(join(dir, 'keys', name))));
  if (first === undefined || copy === undefined) throw new Error('two files were asked for');
  return first.ok || !copy.ok ? first : copy;
}

async function readOne(file: string): Promise<Result<KeySlots, SlotFileTrouble>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return err({ code: 'slots-missing', file });
  const parsed = parseSlots(text);
  return parsed.ok ? parsed : err({ code: parsed.error.code, file });
}

/**
 * Writes the slots, for their owner alone. `proof` opens every slot that is new from what stands on the disk; when it
 * answers false, the slots before stay and this throws.
 */
export async function writeSlots(dir: string, slots: KeySlots, proof: (written: KeySlots) => Promise<boolean>): Promise<void> {
  const folder = join(dir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of NAMES) {
    const file = join(folder, name);
    const beside = `${file}.next`;
    await writeDurably(beside, slotsText(slots), OWNER_ONLY);
    await chmod(beside, OWNER_ONLY);
    const written = await readOne(beside);
    if (!written.ok || !(await proof(written.value))) throw new Error('the key slots did not read back as they were written');
    await rename(beside, file);
  }
  await syncFolder(folder);
}
