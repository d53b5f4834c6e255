import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { withSample } from '../support/with-sample';

const run = promisify(execFile);

// Only root can make a small disk.
it.runIf(process.getuid?.() === 0)('a result package that fills the disk of its place says which disk is full', () => withSample(async (story) => {
  const stick = join(story.dir, 'stick');
  await mkdir(stick);
  await run('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', stick]);
  try {
    await story.signIn('approver');
    story.machine.saveTarget = join(stick, 'result.zip');
    const finished = story.nextPush('packages.finished');
    await story.must('packages.export', {});
    expect(await finished).toMatchObject({ outcome: 'failed', failure: { code: 'export-place-full', params: { dir: stick } }, exported: null });
  } finally {
    await run('umount', ['--lazy', stick]);
  }
}));

it('a result package that finds no room at its place is not told as trouble of the data folder', () => withSample(async (story) => {
  await story.signIn('reviewer');
  await story.signIn('approver');
  story.machine.saveTarget = join(story.dir, 'unplugged drive', 'result.zip');
  const finished = story.nextPush('packages.finished');
  await story.must('packages.export', {});
  expect(await finished).toMatchObject({ outcome: 'failed', failure: { code: 'save-failed', params: { file: 'result.zip' } }, exported: null });
}));
