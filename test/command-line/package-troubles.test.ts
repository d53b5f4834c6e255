import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../support/run-command';
import { withTemporaryFolder } from '../support/temporary-store';

describe('a package at a place that is none', () => {
  it('is told by name and in both languages, with what to do', () => withTemporaryFolder(async (dir) => {
    const made = await run(['init', '--kind', 'training', '--data', join(dir, 'store'), '--json']);
    const { recoveryCode: code } = JSON.parse(made.printed) as { recoveryCode: string };
    const missing = await run(['import', join(dir, 'nowhere'), '--data', join(dir, 'store'), '--json'], { code });
    expect(missing).toMatchObject({ status: 3, told: expect.stringMatching(/^package-missing: 没有找到数据包.*check the path/) as string });
    expect(missing.told).toContain(join(dir, 'nowhere'));
    const sample = await run(['sample', '--out', dir]);
    expect(sample).toMatchObject({ status: 1, told: expect.stringMatching(/^sample-exists: 此处已有内容.*an empty folder/) as string });
  }));
});
