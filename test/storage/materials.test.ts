import { writeFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { err } from '../../src-main/domain/result';
import { openMaterials } from '../../src-main/storage/materials';
import type { Materials } from '../../src-main/storage/materials';
import type { OpenStoreInput } from '../../src-main/storage/open-store';
import { ENGINES, POSTGRESQL } from '../support/engines';
import type { Engine } from '../support/engines';

function withMaterials(engine: Engine, work: (materials: Materials, place: OpenStoreInput) => Promise<void>): Promise<void> {
  return engine.withStore(async ({ place }) => {
    const materials = openMaterials(place);
    try {
      await work(materials, place);
    } finally {
      await materials.close();
    }
  });
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

describe.each(ENGINES)('bytes on $name', (engine) => {
  test('come back as they were staged and published, whole or in chunks', async () => {
    await withMaterials(engine, async (materials) => {
      await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 1, max: 700 }), async (bytes, size) => {
        const staged = await materials.stage(inChunks(bytes, size));
        expect(staged).toEqual({ sha256: sha256Hex(bytes), bytes: bytes.length });
        await materials.publish([staged.sha256, staged.sha256]);
        const read = await materials.read(staged.sha256);
        expect(read.ok && Buffer.from(read.value).equals(bytes)).toBe(true);
      }), { numRuns: 25 });
    });
  });

  test.each([1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 5_000_000])('%i of them come back whole', async (size) => {
    await withMaterials(engine, async (materials) => {
      const bytes = Buffer.alloc(size, 'image');
      const { sha256 } = await materials.stage(bytes);
      await materials.publish([sha256]);
      const read = await materials.read(sha256);
      expect(read.ok && Buffer.from(read.value).equals(bytes)).toBe(true);
    });
  });

  test('are seen by nobody before they are published, and kept once', async () => {
    await withMaterials(engine, async (materials, { dir }) => {
      const { sha256 } = await materials.stage(Buffer.from('image'));
      expect(await materials.has(sha256)).toBe(false);
      expect(await materials.read(sha256)).toEqual(err({ code: 'blob-missing', sha256 }));
      await materials.publish([sha256]);
      await materials.stage(Buffer.from('image'));
      await materials.publish([sha256]);
      expect(await materials.has(sha256)).toBe(true);
      expect(await materials.read(sha256)).toMatchObject({ ok: true });
      expect((await readdir(join(dir, 'staging'))).filter((name) => name === sha256)).toEqual([]);
    });
  });

  test('are found by a digest and by nothing else', async () => {
    await withMaterials(engine, async (materials) => {
      for (const name of ['../keys/desk.pem', '', 'AB'.repeat(32), `${'a'.repeat(63)}/`]) {
        expect(await materials.has(name)).toBe(false);
        expect(await materials.read(name)).toEqual(err({ code: 'blob-missing', sha256: name }));
      }
    });
  });

  test('that are too many, or were never staged, are not published', async () => {
    await withMaterials(engine, async (materials) => {
      await expect(materials.stage(inChunks(new Uint8Array(100), 10), { maxBytes: 99 })).rejects.toMatchObject({ code: 'too-large' });
      await expect(materials.publish([sha256Hex('never')])).rejects.toThrow();
      expect(await materials.has(sha256Hex('never'))).toBe(false);
    });
  });
});

describe('bytes on a server', () => {
  test('that one desk published are read by another, and sent by both at once are kept once', async () => {
    await withMaterials(POSTGRESQL, async (one, place) => {
      const dir = join(place.dir, 'other');
      await mkdir(dir);
      const other = openMaterials({ ...place, dir });
      const bytes = Buffer.alloc(3_000_000, 'diploma');
      const [{ sha256 }] = await Promise.all([one.stage(bytes), other.stage(bytes)]);
      await Promise.all([one.publish([sha256]), other.publish([sha256])]);
      for (const desk of [one, other]) expect((await desk.read(sha256)).ok).toBe(true);
      const raw = POSTGRESQL.openRaw(place);
      // Sealed: a header of 32 bytes, and 16 for each of 46 chunks.
      expect(await raw.rows('select n, length(bytes) as size from material_bytes order by n')).toEqual([{ n: 0, size: 1_048_576 }, { n: 1, size: 1_048_576 }, { n: 2, size: 903_616 }]);
      for (const { held } of await raw.rows<{ held: number }>("select position('diploma'::bytea in bytes) as held from material_bytes")) expect(held, 'nothing in clear on the server').toBe(0);
      await raw.close();
      await other.close();
    });
  });

  test('are never altered by a desk, nor by the owner, and what an owner of the server altered beside the rules is never given out', async () => {
    await withMaterials(POSTGRESQL, async (materials, place) => {
      const { sha256 } = await materials.stage(Buffer.from('the image of a diploma'));
      await materials.publish([sha256]);
      const owner = POSTGRESQL.openRaw(place);
      for (const change of ['update material_bytes set bytes = bytes', 'delete from material_bytes', 'truncate material_bytes', `insert into material_bytes select * from material_bytes on conflict (name, n) do update set bytes = ''`]) {
        await expect(owner.run(change), change).rejects.toThrow(/^finality: (append-only|no-truncate)/);
      }
      await owner.run('alter table material_bytes disable trigger all');
      for (const damaged of ['set_byte(bytes, 3, 0)', 'bytes || bytes', 'substring(bytes from 2)', `''`]) {
        await owner.run(`update material_bytes set bytes = ${damaged}`);
        expect(await materials.read(sha256)).toEqual(err({ code: 'blob-damaged', sha256 }));
      }
      await owner.close();
    });
  });

  test('that were staged and dropped leave nothing in the folder of the desk', async () => {
    await withMaterials(POSTGRESQL, async (materials, place) => {
      const { sha256 } = await materials.stage(Buffer.from('image'));
      writeFileSync(join(place.dir, 'staging', 'torn.part'), 'half');
      expect(await readdir(join(place.dir, 'staging'))).toHaveLength(2);
      await materials.discard([sha256]);
      expect(await readdir(join(place.dir, 'staging'))).toEqual(['torn.part']);
    });
  });
});
