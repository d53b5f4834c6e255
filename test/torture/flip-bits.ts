import { cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../src-main/canonical/canonical-json';
import type { JsonValue } from '../../src-main/domain/audit-event';
import { materialFilesIn } from '../../src-main/storage/backup/store-access';
import { openStore } from '../../src-main/storage/open-store';
import { StorageFailure } from '../../src-main/storage/storage-failure';
import type { Store } from '../../src-main/storage/store';
import { randomOf } from '../../scripts/torture/random';
import { withBackupDesk } from '../support/backup-desk';
import type { BackupDesk } from '../support/backup-desk';
import { digestNamed } from '../support/stored-cases';

/** What a run came to. `findings` must stay empty: each names the flip after which something wrong was shown as right. */
export interface FlipTally {
  done: number;
  /** The store was not opened, with a typed reason. */
  refused: number;
  /** It was opened, and whatever was touched said so when it was read. */
  told: number;
  /** Everything read the same: the bit lies where nothing is kept. */
  harmless: number;
  findings: readonly string[];
}

export interface FlipOrder {
  flips: number;
  /** Everything random of flip n follows from seed and n alone. */
  seed: number;
  /** Flips of this seed that were done before. */
  resumeFrom: number;
  cases?: number;
  onFlip?: (tally: FlipTally) => void;
}

/** Everything of the sealed cases that the desk shows, as text; what is refused is told by its code. */
async function shown(desk: BackupDesk, store: Store, numbers: readonly string[]): Promise<readonly string[]> {
  const files = materialFilesIn(desk.dir, desk.access);
  const attempt = async (read: () => Promise<unknown>): Promise<string> => {
    try {
      return canonicalJson((await read()) as JsonValue);
    } catch (error) {
      if (error instanceof StorageFailure) return `refused ${error.trouble.code}`;
      throw error;
    }
  };
  const texts: string[] = [];
  for (const no of numbers) {
    texts.push(await attempt(() => store.findCase(no)), await attempt(() => store.findSignature(no)), await attempt(() => store.listEvents({ fromSeq: 1, limit: 100, registrationNo: no })));
    for (const what of ['photo', 'image', 'evidence', 'picture']) {
      const read = await files.read(digestNamed(`${what} ${no}`));
      texts.push(read.ok ? Buffer.from(read.value).toString('hex') : `refused ${read.error.code}`);
    }
  }
  texts.push(await attempt(async () => (await store.listCases({ text: '', states: ['signed'], offset: 0, limit: 100 })).rows as unknown));
  return texts;
}

function filesOf(dir: string): readonly string[] {
  const blobs = readdirSync(join(dir, 'blobs'), { recursive: true, encoding: 'utf8' }).map((name) => join(dir, 'blobs', name)).filter((file) => statSync(file).isFile());
  return [join(dir, 'countersign.db'), ...blobs];
}

/** Flips one bit, opens the store as a desk does, and says what it showed. */
async function flipOnce(desk: BackupDesk, numbers: readonly string[], right: readonly string[], at: { file: string; bit: number }): Promise<'refused' | 'told' | 'harmless' | 'wrong'> {
  const whole = readFileSync(at.file);
  const flipped = Buffer.from(whole);
  flipped.writeUInt8(flipped.readUInt8(at.bit >> 3) ^ (1 << (at.bit & 7)), at.bit >> 3);
  writeFileSync(at.file, flipped);
  try {
    const opened = await openStore({ dir: desk.dir, ...desk.access });
    if (!opened.ok) return 'refused';
    const found = await shown(desk, opened.value, numbers).finally(() => opened.value.close());
    if (found.every((text, i) => text === right[i])) return 'harmless';
    return found.every((text, i) => text === right[i] || text.startsWith('refused ')) ? 'told' : 'wrong';
  } finally {
    writeFileSync(at.file, whole);
    rmSync(join(desk.dir, 'damaged'), { recursive: true, force: true });
  }
}

/**
 * Flips single random bits of a store with sealed cases, in its database and its bytes, one at a time, and opens it as a desk
 * does. A wrong value shown as right is a finding.
 */
export async function flipBits({ flips, seed, resumeFrom, cases = 5, onFlip }: FlipOrder): Promise<FlipTally> {
  let tally: FlipTally = { done: resumeFrom, refused: 0, told: 0, harmless: 0, findings: [] };
  await withBackupDesk(async (desk) => {
    const numbers: string[] = [];
    for (let n = 1; n <= cases; n += 1) numbers.push(await desk.signedCase(n));
    const right = await shown(desk, desk.store, numbers);
    await desk.store.close();
    const sound = `${desk.dir}-sound`;
    cpSync(desk.dir, sound, { recursive: true });
    const files = filesOf(desk.dir);
    for (let n = resumeFrom; n < flips; n += 1) {
      const random = randomOf(seed, n);
      // The database is where most is kept: it takes three of four.
      const file = random() < 0.75 ? files[0] ?? '' : files[1 + Math.floor(random() * (files.length - 1))] ?? '';
      const bit = Math.floor(random() * statSync(file).size * 8);
      const outcome = await flipOnce(desk, numbers, right, { file, bit });
      // Opening may have tidied up: the next flip meets the store as it was.
      rmSync(desk.dir, { recursive: true });
      cpSync(sound, desk.dir, { recursive: true });
      tally = { ...tally, done: n + 1, ...(outcome === 'wrong' ? { findings: [...tally.findings, `flip ${n} of seed ${seed}: bit ${bit} of ${file.slice(desk.dir.length + 1)}`] } : { [outcome]: tally[outcome] + 1 }) };
      onFlip?.(tally);
    }
    await desk.reopen();
  });
  return tally;
}
