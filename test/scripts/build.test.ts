import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isBuildStale } from '../../scripts/build/build-app.ts';
import { sourceDigest } from '../../scripts/build/source-digest.ts';

describe('whether the app must be built', () => {
  it('is not, when these sources were built and the result is there', () => {
    expect(isBuildStale({ current: 'a', built: 'a', hasOutputs: true })).toBe(false);
  });

  it.each([
    ['the sources changed', { current: 'b', built: 'a', hasOutputs: true }],
    ['it never was', { current: 'a', built: undefined, hasOutputs: false }],
    ['the result was deleted', { current: 'a', built: 'a', hasOutputs: false }],
    ['the last build did not end', { current: 'a', built: undefined, hasOutputs: true }],
  ])('is, when %s', (_why, state) => expect(isBuildStale(state)).toBe(true));
});

describe('the digest of the sources', () => {
  let folder: string;

  function write(file: string, text: string): void {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'source-digest-'));
    write('src-main/app/start.ts', 'one');
    write('src-renderer/staff.html', 'two');
    write('package.json', '{}');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('stays the same for the same sources', () => {
    const before = sourceDigest(folder);
    write('src-main/app/start.ts', 'one');
    expect(sourceDigest(folder)).toBe(before);
  });

  it.each([
    ['a text changes', () => write('src-main/app/start.ts', 'uno')],
    ['a file is added', () => write('resources/tables/new.json', '[]')],
    ['a file is renamed', () => renameSync(join(folder, 'src-main/app/start.ts'), join(folder, 'src-main/app/begin.ts'))],
    ['a file is deleted', () => rmSync(join(folder, 'package.json'))],
    ['text moves to the next file', () => (write('src-main/app/start.ts', 'on'), write('src-renderer/staff.html', 'etwo'))],
  ])('changes when %s', (_what, change) => {
    const before = sourceDigest(folder);
    change();
    expect(sourceDigest(folder)).not.toBe(before);
  });

  it('does not look at what the build does not use', () => {
    const before = sourceDigest(folder);
    write('test/some.test.ts', 'three');
    write('out/main/index.js', 'four');
    expect(sourceDigest(folder)).toBe(before);
  });
});
