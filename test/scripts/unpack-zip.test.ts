import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { unpackZip } from '../../scripts/electron/unpack-zip.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unpack-zip-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function zipOf(files: Record<string, number>): Promise<string> {
  const zip = new ZipFile();
  for (const [name, mode] of Object.entries(files)) zip.addBuffer(Buffer.from(`content of ${name}`), name, { mode });
  zip.end();
  const file = join(folder, 'some.zip');
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

describe('unpacking a zip', () => {
  it('puts the files that have a place there, under their new name and with their permissions', async () => {
    const zip = await zipOf({ 'App/program': 0o100755, 'App/data/table': 0o100644, 'App/own-app': 0o100644 });
    const places: Record<string, string> = { 'App/program': 'renamed', 'App/data/table': 'deep/er/table' };
    await unpackZip(zip, join(folder, 'to'), (entry) => places[entry]);
    expect((await readdir(join(folder, 'to'), { recursive: true })).sort()).toEqual([
      'deep',
      'deep/er',
      'deep/er/table',
      'renamed',
    ]);
    expect(await readFile(join(folder, 'to/deep/er/table'), 'utf8')).toBe('content of App/data/table');
    expect((await stat(join(folder, 'to/renamed'))).mode & 0o777).toBe(0o755);
  });

  it('refuses a file that is cut short', async () => {
    const zip = await zipOf({ 'App/program': 0o100755 });
    await truncate(zip, 60);
    await expect(unpackZip(zip, join(folder, 'to'), (entry) => entry)).rejects.toThrow();
  });
});
