import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withDesk } from '../support/with-desk';

it('a result package that finds no room at its place is not told as trouble of the data folder', () => withDesk(async (story) => {
  await story.signIn('reviewer');
  await story.importSample();
  await story.signIn('approver');
  story.machine.saveTarget = join(story.dir, 'unplugged drive', 'result.zip');
  const finished = story.nextPush('packages.finished');
  await story.must('packages.export', {});
  expect(await finished).toMatchObject({ outcome: 'failed', failure: { code: 'save-failed', params: { file: 'result.zip' } }, exported: null });
}));
