import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findChineseFont } from '../../src-main/app/chinese-font';
import { withTemporaryFolder } from '../support/temporary-store';

/** A machine whose fontconfig answers with these words to the right question, or that has none. */
function onMachine(answer: string | null, ask: () => Promise<boolean>): Promise<boolean> {
  return withTemporaryFolder(async (dir) => {
    const script = `#!/bin/sh\n[ "$1" = ":lang=zh-cn" ] && printf '%s' '${answer ?? ''}'\n`;
    if (answer !== null) {
      await writeFile(join(dir, 'fc-list'), script);
      await chmod(join(dir, 'fc-list'), 0o755);
    }
    vi.stubEnv('PATH', dir);
    return ask();
  });
}

describe('a Chinese font of the system', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ['there', 'Noto Sans CJK SC\n', true],
    ['missing', '', false],
    ['missing as far as anybody can tell', null, false],
  ])('is %s when fontconfig says so', async (_what, answer, there) => {
    expect(await onMachine(answer, () => findChineseFont('linux'))).toBe(there);
  });

  it.each(['win32', 'darwin'] as const)('is always there on %s, and nobody is asked', async (platform) => {
    expect(await onMachine(null, () => findChineseFont(platform))).toBe(true);
  });
});
