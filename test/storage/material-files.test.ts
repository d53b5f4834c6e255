import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { err, ok } from '../../src-main/domain/result';
import { MaterialFiles } from '../../src-main/storage/material-files';
import { openStore } from '../../src-main/storage/open-store';
import { digestNamed } from '../support/stored-cases';
import { TEST_KEY, withTemporaryFolder, withTemporaryStore } from '../support/temporary-store';

async function withFiles(work: (files: MaterialFiles, dir: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (dir) => {
    for (const folder of ['blobs', 'staging']) await mkdir(join(dir, folder));
    await work(new MaterialFiles(dir, TEST_KEY), dir);
  });
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function* brokenOff(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(10);
  throw new Error('the sender went away');
}

const nameOf = TEST_KEY.blobNaming();

function placeOf(dir: string, sha256: string): string {
  const name = nameOf(sha256);
  return join(dir, 'blobs', name.slice(0, 2), name.slice(2));
}

describe('bytes of a material', () => {
  test('come back as they were staged and published, whole or in chunks', async () => {
    await withFiles(async (files) => {
      await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 1, max: 700 }), async (bytes, size) => {
        const staged = await files.stage(inChunks(bytes, size));
        expect(staged).toEqual({ sha256: sha256Hex(bytes), bytes: bytes.length });
        expect(await files.stage(bytes)).toEqual(staged);
        await files.publish([staged.sha256]);
        const read = await files.read(staged.sha256);
        expect(read.ok && Buffer.from(read.value).equals(bytes)).toBe(true);
      }), { numRuns: 40 });
    });
  });

  test('are seen by nobody before they are published', async () => {
    await withFiles(async (files) => {
      const { sha256 } = await files.stage(Buffer.from('image'));
      expect(await files.has(sha256)).toBe(false);
      expect(await files.read(sha256)).toEqual(err({ code: 'blob-missing', sha256 }));
      await files.publish([sha256, sha256]);
      expect(await files.has(sha256)).toBe(true);
      await files.publish([sha256]);
      expect(await files.read(sha256)).toEqual(ok(Buffer.from('image')));
    });
  });

  test('are read by their owner alone', async () => {
    await withFiles(async (files, dir) => {
      const { sha256 } = await files.stage(Buffer.from('image'));
      await files.publish([sha256]);
      expect(statSync(placeOf(dir, sha256)).mode & 0o077).toBe(0);
    });
  });

  test('that were changed on the disk are never given out', async () => {
    await withFiles(async (files, dir) => {
      const bytes = Buffer.from('the image of a diploma');
      const { sha256 } = await files.stage(bytes);
      await files.publish([sha256]);
      const sealed = readFileSync(placeOf(dir, sha256));
      const other = TEST_KEY.cipherFor('blobs').sealBytes(Buffer.from('The image of a diploma'));
      for (const damaged of [bytes, sealed.subarray(1), sealed.subarray(0, -1), Buffer.alloc(0), Buffer.concat([sealed, sealed]), other]) {
        await writeFile(placeOf(dir, sha256), damaged);
        expect(await files.read(sha256)).toEqual(err({ code: 'blob-damaged', sha256 }));
      }
    });
  });

  test('lie on the disk neither in clear nor under a name that tells what they are, staged or published', async () => {
    await withFiles(async (files, dir) => {
      const bytes = Buffer.from('the image of a diploma');
      const { sha256 } = await files.stage(inChunks(bytes, 5));
      const onDisk = (): string => readdirSync(dir, { recursive: true, withFileTypes: true }).map((entry) => entry.name + (entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), 'latin1') : '')).join('\n');
      for (const publish of [false, true]) {
        if (publish) await files.publish([sha256]);
        for (const clear of [bytes.toString('latin1'), sha256, sha256.slice(2)]) expect(onDisk()).not.toContain(clear);
      }
    });
  });

  test('are found by a digest and by nothing that could be a path', async () => {
    await withFiles(async (files) => {
      for (const name of ['../keys/desk.pem', '', 'AB'.repeat(32), `${'a'.repeat(63)}/`, `..${'a'.repeat(62)}`]) {
        expect(await files.has(name)).toBe(false);
        expect(await files.read(name)).toEqual(err({ code: 'blob-missing', sha256: name }));
        await expect(files.publish([name])).rejects.toThrow('not a SHA-256');
        await expect(files.discard([name])).rejects.toThrow('not a SHA-256');
      }
    });
  });

  test('larger than allowed, or broken off by their sender, leave nothing behind', async () => {
    await withFiles(async (files, dir) => {
      await expect(files.stage(inChunks(new Uint8Array(1001), 100), { maxBytes: 1000 })).rejects.toMatchObject({ code: 'too-large' });
      await expect(files.stage(brokenOff())).rejects.toThrow('went away');
      expect(readdirSync(join(dir, 'staging'))).toEqual([]);
      expect((await files.stage(inChunks(new Uint8Array(1000), 100), { maxBytes: 1000 })).bytes).toBe(1000);
    });
  });

  test('that were never staged cannot be published', async () => {
    await withFiles(async (files) => {
      await expect(files.publish([digestNamed('nothing')])).rejects.toThrow();
    });
  });
});

describe('what an import leaves behind', () => {
  test('goes with its own clearing, and the rest stays', async () => {
    await withFiles(async (files, dir) => {
      const [mine, other] = [await files.stage(Buffer.from('mine')), await files.stage(Buffer.from('other'))];
      await files.discard([mine.sha256]);
      expect(readdirSync(join(dir, 'staging'))).toEqual([nameOf(other.sha256)]);
    });
  });

  test('goes when the store is opened next: staged bytes, torn ones, and published ones that no row came to know', async () => {
    await withTemporaryStore(async ({ store, dir }) => {
      const files = new MaterialFiles(dir, TEST_KEY);
      const [known, unknown, staged] = await Promise.all(['known', 'unknown', 'staged'].map((text) => files.stage(Buffer.from(text))));
      await writeFile(join(dir, 'staging', 'torn.part'), 'tor');
      await files.publish([known?.sha256 ?? '', unknown?.sha256 ?? '']);
      await store.inTransaction(async (tx) => { await tx.addBlob({ sha256: known?.sha256 ?? '', bytes: 5, mediaType: 'image/png', width: 1, height: 1 }); return ok(null); });
      await store.close();
      const again = await openStore({ key: TEST_KEY, dir });
      if (!again.ok) throw new Error(again.error.code);
      expect(readdirSync(join(dir, 'staging'))).toEqual([]);
      expect(await files.has(known?.sha256 ?? '')).toBe(true);
      expect(await files.read(known?.sha256 ?? '')).toEqual(ok(Buffer.from('known')));
      for (const gone of [unknown, staged]) expect(existsSync(placeOf(dir, gone?.sha256 ?? ''))).toBe(false);
      await again.value.close();
    });
  });

  test('is counted, and without a store to ask the published bytes stay', async () => {
    await withFiles(async (files) => {
      const [published] = [await files.stage(Buffer.from('published')), await files.stage(Buffer.from('staged'))];
      await files.publish([published.sha256]);
      expect(await files.sweepStaged()).toBe(1);
      expect(await files.has(published.sha256)).toBe(true);
      expect(await files.sweepStaged(() => Promise.resolve(false))).toBe(1);
      expect(await files.has(published.sha256)).toBe(false);
      expect(await files.sweepStaged()).toBe(0);
    });
  });
});
