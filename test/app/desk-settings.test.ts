import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepSettings, readSettings } from '../../src-main/app/desk-settings';
import { withTemporaryFolder } from '../support/temporary-store';
import { withDesk } from '../support/with-desk';
import { toldLog } from './told-log';

describe('the language of the desk', () => {
  it('is found again after it was kept, in a file of its owner’s alone', () => withTemporaryFolder(async (dir) => {
    expect(readSettings(dir)).toEqual({ language: 'zh-CN' });
    await keepSettings(dir, { language: 'en' }, toldLog());
    expect(readSettings(dir)).toEqual({ language: 'en' });
    expect((await stat(join(dir, 'settings.json'))).mode & 0o777).toBe(0o600);
  }));

  it.each(['', '{', 'null', '"en"', '{"language":"xx"}', '{"language":["en"]}'])('is Chinese when what was kept makes no sense (%s)', (kept) => withTemporaryFolder(async (dir) => {
    await writeFile(join(dir, 'settings.json'), kept);
    expect(readSettings(dir)).toEqual({ language: 'zh-CN' });
  }));

  it('that cannot be kept costs nothing but the choice', () => withTemporaryFolder(async (dir) => {
    const log = toldLog();
    await keepSettings(join(dir, 'not-there'), { language: 'en' }, log);
    expect(log.lines).toMatchObject([{ level: 'warn', facts: { cause: 'ENOENT' } }]);
  }));

  it('is told with the session from the moment it was chosen', () => withDesk(async (story) => {
    expect((await story.must('session.get', {})).language).toBe('zh-CN');
    await story.must('session.setLanguage', { language: 'en' });
    expect((await story.must('session.get', {})).language).toBe('en');
    expect(JSON.parse(await readFile(join(story.dir, 'settings.json'), 'utf8'))).toEqual({ language: 'en' });
  }));
});
