import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withDesk } from '../support/with-desk';

it('a package that is wrong as a whole is told as refused, with every reason, and never as imported', () => withDesk(async (story) => {
  await story.signIn('reviewer');
  story.machine.packageFolder = join(story.dir, 'not-a-package');
  await mkdir(story.machine.packageFolder);
  const finished = story.nextPush('packages.finished');
  await story.must('packages.import', { source: 'folder' });
  expect(await finished).toMatchObject({ outcome: 'failed', failure: { code: 'import-refused' }, report: { refused: true, problems: [{ code: 'no-manifest', message: { 'zh-CN': expect.stringContaining('请') as string, en: expect.stringContaining('Choose') as string } }] } });
  expect(await story.must('packages.list', {})).toEqual([]);
}));
