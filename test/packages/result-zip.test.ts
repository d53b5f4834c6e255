import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { openZipPackage } from '../../src-main/packages/registration-zip';
import { ResultZip } from '../../src-main/packages/result-zip';
import yauzl from 'yauzl';
import { readZip } from './zip-tools';
import { inFolder } from '../documents/paper-tools';

type File = readonly [path: string, bytes: Uint8Array];

async function zipOf(files: readonly File[], createdAt = '2026-03-02T18:00:01+08:00'): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const zip = new ResultZip((bytes) => Promise.resolve(void chunks.push(Buffer.from(bytes))), createdAt);
  for (const [path, bytes] of files) await zip.addBytes(path, bytes);
  await zip.end();
  return Buffer.concat(chunks);
}

const FILES: readonly File[] = [['a.txt', Buffer.from('one')], ['cases/1/empty', Buffer.alloc(0)], ['cases/1/b.bin', Buffer.from([0, 255, 10, 13])]];

describe('the container of a result package', () => {
  it('is a ZIP that others unpack, its files dated with the package', async () => {
    const bytes = await zipOf(FILES);
    expect([...(await readZip(bytes))]).toEqual(FILES.map(([path, content]) => [path, Buffer.from(content)]));
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
    for await (const entry of zip.eachEntry()) expect(entry.getLastModDate({ timezone: 'UTC' }).toISOString()).toBe('2026-03-02T18:00:00.000Z');
  });

  it('is the same to the last byte on every machine and in every later version', async () => {
    expect(sha256Hex(await zipOf(FILES))).toBe('d32ebf7b14082bf938722411f2f215bcf3ad2e2a016b51a923cc935738d42022');
  });

  it('gives any files back, whatever their names and bytes', async () => {
    const name = fc.stringMatching(/^[a-z0-9]{1,12}(\/[a-zA-Z0-9_.-]{1,12})?$/);
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 300 })), { selector: ([path]) => path, maxLength: 12, minLength: 1 }), async (files) => {
      const bytes = await zipOf(files);
      const back = await inFolder(async (dir) => {
        writeFileSync(join(dir, 'p.zip'), bytes);
        const zip = await openZipPackage(join(dir, 'p.zip'));
        const read: File[] = [];
        for (const entry of zip.entries) {
          const chunks: Uint8Array[] = [];
          for await (const chunk of zip.read(entry)) chunks.push(chunk);
          read.push([entry.path, Buffer.concat(chunks)]);
        }
        await zip.close();
        return read;
      });
      expect(back.map(([path, content]) => [path, sha256Hex(content)])).toEqual(files.map(([path, content]) => [path, sha256Hex(content)]));
    }), { numRuns: 40 });
  });

  it('holds more than 65,535 files', async () => {
    const many = Array.from({ length: 70_000 }, (_, i): File => [`f/${i}`, Buffer.alloc(0)]);
    await inFolder(async (dir) => {
      writeFileSync(join(dir, 'p.zip'), await zipOf(many));
      const zip = await openZipPackage(join(dir, 'p.zip'));
      expect([zip.entries.length, zip.faults]).toEqual([70_000, []]);
      await zip.close();
    });
  });

  it('points to entries beyond four gigabytes in the long form', async () => {
    let tail = Buffer.alloc(0);
    const zip = new ResultZip((bytes) => {
      tail = bytes.byteLength > 1_000_000 ? Buffer.alloc(0) : Buffer.concat([tail, bytes]);
      return Promise.resolve();
    }, '2026-03-02T18:00:00+08:00');
    const block = Buffer.alloc(64 * 1024 * 1024);
    const large = { bytes: block.length * 40, crc: 0, chunks: repeated(block, 40) };
    await zip.add('first', large);
    await zip.add('second', { ...large, chunks: repeated(block, 40) });
    await zip.addBytes('third', Buffer.from('3'));
    await zip.end();
    const record = tail.lastIndexOf(Buffer.from('third'));
    const offset = 2 * (30 + block.length * 40) + 'first'.length + 'second'.length;
    expect(tail.readUInt32LE(record - 4)).toBe(0xffff_ffff);
    expect(tail.readBigUInt64LE(record + 'third'.length + 4)).toBe(BigInt(offset));
    expect(tail.includes(Buffer.from('504b0606', 'hex'))).toBe(true);
  });

  it('refuses content that is not as long as was said', async () => {
    const zip = new ResultZip(() => Promise.resolve(), '2026-03-02T18:00:00+08:00');
    const bytes = Buffer.from('longer');
    await expect(zip.add('a', { bytes: 3, crc: crc32(bytes), chunks: repeated(bytes, 1) })).rejects.toThrow('6 bytes');
  });
});

async function* repeated(block: Buffer, times: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < times; i += 1) yield block;
}
