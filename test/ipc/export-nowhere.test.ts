import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withSample } from '../support/with-sample';

it('a result package that finds no room at its place is not told as trouble of the data folder', () => withSample(async (story) => {
  await story.signIn('reviewer');
  await story.signIn('approver');
  story.machine.saveTarget = join(story.dir, 'unplugged drive', 'result.zip');
  const finished = story.nextPush('packages.finished');
  await story.must('packages.export', {});
  expect(await finished).toMatchObject({ outcome: 'failed', failure: { code: 'save-failed', params: { file: 'result.zip' } }, exported: null });
}));
