import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHUNK_BYTES, HEADER_BYTES, SealFault, TAG_BYTES } from '../../../src-main/storage/keys/seal-form';
import type { SealCipher } from '../../../src-main/storage/keys/seal-cipher';
import { StoreKey } from '../../../src-main/storage/keys/store-key';

const key = StoreKey.fromBytes(Buffer.alloc(32, 7));
const blobs = key.cipherFor('blobs');
const SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES;

/** Bytes that tell where they stand. */
function pattern(length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) % 251));
}

async function together(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

async function faultOf(opening: AsyncIterable<Uint8Array>): Promise<string> {
  try {
    await together(opening);
    return 'opened';
  } catch (error) {
    if (error instanceof SealFault) return error.code;
    throw error;
  }
}

/** Cuts bytes where nobody expects it. */
function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const edges = [0, ...at.map((edge) => edge % (bytes.byteLength + 1)).toSorted((a, b) => a - b), bytes.byteLength];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
}

describe('sealed bytes', () => {
  test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])('%i bytes come back as they were, whole and as a stream', async (length) => {
    const plain = pattern(length);
    const sealed = blobs.sealBytes(plain, 'photo');
    expect(blobs.openBytes(sealed, 'photo')).toEqual({ ok: true, value: plain });
    expect((await together(blobs.openStream([sealed], 'photo'))).equals(plain)).toBe(true);
    const streamed = await together(blobs.sealStream([plain], 'photo'));
    expect(streamed.byteLength).toBe(sealed.byteLength);
    expect(blobs.openBytes(streamed, 'photo')).toEqual({ ok: true, value: plain });
  });

  test('a stream may come in pieces of any size', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(3 * CHUNK_BYTES), fc.array(fc.nat(), { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 8 }), async (length, before, after) => {
      const plain = pattern(length);
      const sealed = await together(blobs.sealStream(cut(plain, before)));
      expect((await together(blobs.openStream(Readable.from(cut(sealed, after))))).equals(plain)).toBe(true);
    }), { numRuns: 40 });
  });

  test('the same bytes never look the same twice, and nothing of them shows', () => {
    const plain = Buffer.from('990000200001010012 测试考生'.repeat(500));
    const sealed = blobs.sealBytes(plain);
    expect(blobs.sealBytes(plain).subarray(HEADER_BYTES).equals(sealed.subarray(HEADER_BYTES))).toBe(false);
    expect(sealed.includes(Buffer.from('990000200001010012'))).toBe(false);
    expect(sealed.includes(plain.subarray(0, 12))).toBe(false);
  });

  test('one bit changed anywhere, and they do not open', async () => {
    const plain = pattern(300);
    const sealed = blobs.sealBytes(plain);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(blobs.openBytes(changed).ok).toBe(false);
    }
  });

  describe('of several chunks', () => {
    const sealed = blobs.sealBytes(pattern(3 * CHUNK_BYTES + 100));
    const chunk = (at: number): Buffer => sealed.subarray(HEADER_BYTES + at * SEALED_CHUNK, HEADER_BYTES + (at + 1) * SEALED_CHUNK);
    const header = sealed.subarray(0, HEADER_BYTES);
    const forged: Readonly<Record<string, Buffer>> = {
      'cut off between two chunks': Buffer.concat([header, chunk(0), chunk(1)]),
      'cut off within a chunk': sealed.subarray(0, HEADER_BYTES + SEALED_CHUNK + 500),
      'cut off within the last chunk': sealed.subarray(0, sealed.length - 1),
      'without any chunk': header,
      'with two chunks in each other’s place': Buffer.concat([header, chunk(1), chunk(0), chunk(2), chunk(3)]),
      'with a chunk twice': Buffer.concat([header, chunk(0), chunk(0), chunk(1), chunk(2), chunk(3)]),
      'with a chunk left out': Buffer.concat([header, chunk(0), chunk(2), chunk(3)]),
      'with something behind the end': Buffer.concat([sealed, Buffer.alloc(1)]),
      'with the end of another file': Buffer.concat([header, chunk(0), chunk(1), chunk(2), blobs.sealBytes(pattern(3 * CHUNK_BYTES + 100)).subarray(HEADER_BYTES + 3 * SEALED_CHUNK)]),
    };
    test.each(Object.entries(forged))('they are refused when %s', async (_, bytes) => {
      expect(blobs.openBytes(bytes)).toEqual({ ok: false, error: { code: 'seal-broken' } });
      expect(await faultOf(blobs.openStream([bytes]))).toBe('seal-broken');
    });
  });

  const elsewhere: readonly [string, SealCipher, string][] = [
    ['for another purpose', key.cipherFor('backup'), 'other-key'],
    ['under another store’s key', StoreKey.create().cipherFor('blobs'), 'other-key'],
  ];
  test.each(elsewhere)('they do not open %s, and that is told', async (_, cipher, code) => {
    const sealed = blobs.sealBytes(pattern(10));
    expect(cipher.openBytes(sealed)).toEqual({ ok: false, error: { code } });
    expect(await faultOf(cipher.openStream([sealed]))).toBe(code);
  });

  test('they do not open in another place than they were sealed for', () => {
    expect(blobs.openBytes(blobs.sealBytes(pattern(10), 'desk'), 'site')).toEqual({ ok: false, error: { code: 'seal-broken' } });
  });

  test('what was never sealed is told as such, and what a newer desk sealed too', () => {
    expect(blobs.openBytes(Buffer.from('%PDF-1.7'))).toEqual({ ok: false, error: { code: 'not-sealed' } });
    expect(blobs.openBytes(Buffer.alloc(0))).toEqual({ ok: false, error: { code: 'not-sealed' } });
    const newer = blobs.sealBytes(pattern(10));
    newer[6] = 2;
    expect(blobs.openBytes(newer)).toEqual({ ok: false, error: { code: 'seal-newer' } });
  });

  test('a stream of noise never opens', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (noise) => {
      expect(blobs.openBytes(noise).ok).toBe(false);
      expect(await faultOf(blobs.openStream([noise]))).not.toBe('opened');
    }));
  });
});

describe('a store key', () => {
  test('leads to the same keys whenever it is made from the same bytes', () => {
    const again = StoreKey.fromBytes(key.toBytes());
    expect(again.id).toBe(key.id);
    expect(again.databaseKey()).toEqual(key.databaseKey());
    expect(again.blobNaming()('ab')).toBe(key.blobNaming()('ab'));
  });

  test('has another key for every use, none of them itself', () => {
    const uses = [key.toBytes(), key.databaseKey(), key.id, key.blobNaming()('ab'), StoreKey.create().databaseKey()].map((bytes) => Buffer.from(bytes).toString('hex'));
    expect(new Set(uses).size).toBe(uses.length);
  });

  test('is of no use when it was forgotten', () => {
    const gone = StoreKey.create();
    const before = gone.databaseKey();
    gone.forget();
    expect(gone.databaseKey()).not.toEqual(before);
    expect(() => StoreKey.fromBytes(Buffer.alloc(31))).toThrow('32 bytes');
  });
});
