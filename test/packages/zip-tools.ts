import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';

export type ZipContent = Map<string, Buffer>;

/** Every file of a ZIP by another program's eyes, its CRC-32 checked. */
export async function readZip(bytes: Uint8Array): Promise<ZipContent> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, strictFileNames: true });
  const files: ZipContent = new Map();
  for await (const entry of zip.eachEntry()) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    if (crc32(content) !== entry.crc32) throw new Error(`CRC of ${entry.fileName}`);
    files.set(entry.fileName, content);
  }
  return files;
}

/** Unpacks a ZIP into a folder. */
export async function unpack(bytes: Uint8Array, dir: string): Promise<void> {
  for (const [path, content] of await readZip(bytes)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
}
