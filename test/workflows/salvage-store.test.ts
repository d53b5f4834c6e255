import { createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { err } from '../../src-main/domain/result';
import { keepFirstPage } from '../../src-main/storage/damage/first-page';
import { salvageStore } from '../../src-main/workflows/salvage-store';
import { withBackupDesk } from '../support/backup-desk';
import type { BackupDesk } from '../support/backup-desk';

const PAGE = 4_096;

/** A closed store with signed cases, into whose file somebody may write. */
async function withDamaged(cases: number, work: (desk: BackupDesk, file: string, numbers: readonly string[], out: string) => Promise<void>): Promise<void> {
  await withBackupDesk(async (desk) => {
    const numbers: string[] = [];
    for (let n = 1; n <= cases; n += 1) numbers.push(await desk.signedCase(n));
    await desk.store.close();
    const file = join(desk.dir, 'countersign.db');
    await keepFirstPage(file);
    await work(desk, file, numbers, `${desk.dir}-salvage`);
    await desk.reopen().catch(() => undefined);
  });
}

function overwrite(file: string, page: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, page * PAGE, (page + 1) * PAGE);
  writeFileSync(file, bytes);
}

function salvage(desk: BackupDesk, out: string): ReturnType<typeof salvageStore> {
  return salvageStore({ dataDir: desk.dir, access: desk.access, out, ownKeyPem: null });
}

/** What anyone checks without the program: digests of the files, and the desk key's signature over the seal. */
function isCheckable(out: string, no: string): boolean {
  const sums = readFileSync(join(out, 'SHA256SUMS'), 'utf8').trim().split('\n').map((line) => line.split('  '));
  const sound = sums.every(([sha256, path]) => sha256Hex(readFileSync(join(out, path ?? ''))) === sha256);
  const key = createPublicKey(readFileSync(join(out, 'keys/desk-desk-1.pem')));
  return sound && verify(null, readFileSync(join(out, 'cases', no, 'seal.json')), key, readFileSync(join(out, 'cases', no, 'seal.sig')));
}

describe('salvage', () => {
  test('of a sound store brings out every sealed case with its evidence, so that anyone can check it', async () => {
    await withDamaged(3, async (desk, _, numbers, out) => {
      expect(await salvage(desk, out)).toMatchObject({ ok: true, value: { seals: 3, lost: [] } });
      for (const no of numbers) expect(isCheckable(out, no)).toBe(true);
      const { cases } = JSON.parse(readFileSync(join(out, 'salvage.json'), 'utf8')) as { cases: { missing: string[] }[] };
      expect(cases.map(({ missing }) => missing), 'these stories make no papers').toEqual(numbers.map(() => ['sheet-r1.pdf']));
    });
  });

  test('brings out what is intact whichever page is damaged, and says what is lost', async () => {
    await withDamaged(4, async (desk, file, numbers, out) => {
      const whole = readFileSync(file);
      const pages = statSync(file).size / PAGE;
      const tally = { all: 0, some: 0, none: 0 };
      for (let page = 1; page < pages; page += Math.max(1, Math.floor(pages / 16))) {
        overwrite(file, page);
        const outcome = await salvage(desk, out);
        if (outcome.ok) {
          for (const { registrationNo } of (JSON.parse(readFileSync(join(out, 'salvage.json'), 'utf8')) as { cases: { registrationNo: string }[] }).cases) expect(isCheckable(out, registrationNo)).toBe(true);
          expect(outcome.value.seals + outcome.value.lost.length, `page ${page}`).toBeGreaterThanOrEqual(outcome.value.events === 0 ? 0 : numbers.length);
        }
        const seals = outcome.ok ? outcome.value.seals : 0;
        tally[seals === numbers.length ? 'all' : seals === 0 ? 'none' : 'some'] += 1;
        rmSync(out, { recursive: true, force: true });
        writeFileSync(file, whole);
      }
      expect(tally.all).toBeGreaterThan(2 * (tally.some + tally.none));
    });
  });

  test('gets in by the first page that was kept when the file’s own is gone', async () => {
    await withDamaged(2, async (desk, file, numbers, out) => {
      overwrite(file, 0);
      expect(await salvage(desk, out)).toMatchObject({ ok: true, value: { seals: 2 } });
      for (const no of numbers) expect(isCheckable(out, no)).toBe(true);
    });
  });

  test('calls nothing intact whose bytes were changed', async () => {
    await withDamaged(2, async (desk, _, [first = ''], out) => {
      await desk.reopen();
      await desk.store.close();
      const folder = join(desk.dir, 'blobs');
      rmSync(folder, { recursive: true });
      expect(await salvage(desk, out)).toMatchObject({ ok: true, value: { seals: 2, complete: 0 } });
      expect(existsSync(join(out, 'cases', first, 'evidence'))).toBe(false);
    });
  });

  test('of something that is no store, or under another key, finds nothing and leaves nothing', async () => {
    await withDamaged(1, async (desk, file, _, out) => {
      const whole = readFileSync(file);
      writeFileSync(file, Buffer.alloc(whole.length, 1));
      rmSync(`${file}.first-page`);
      expect(await salvage(desk, out)).toEqual(err({ code: 'salvage-nothing' }));
      expect(existsSync(out)).toBe(false);
      writeFileSync(file, whole);
    });
  });

  test('never writes into a folder that holds something', async () => {
    await withDamaged(1, async (desk, _, __, out) => {
      expect((await salvage(desk, out)).ok).toBe(true);
      expect(await salvage(desk, out)).toEqual(err({ code: 'folder-not-empty', params: { dir: out } }));
    });
  });
});
