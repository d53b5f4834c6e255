import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../src-main/command-line/run-command-line';
import { connectToServer } from '../../src-main/storage/connection';
import { resourcesDir } from '../support/default-policy';
import { SITE_OWNER } from '../support/postgres-on-demand';
import { withTestDatabase, type TestDatabase } from '../support/server-store';
import { withDesk, type Story } from '../support/with-desk';

async function standing(story: Story): Promise<unknown> {
  const checks = await story.must('readiness.get', {});
  expect(checks.filter(({ id }) => id === 'backup' || id === 'mirror'), 'the desk keeps no backups of its own').toEqual([]);
  const { state, detail, params } = checks.find(({ id }) => id === 'serverBackup')!;
  return [state, detail, params['at']];
}

/** As psql runs it at the end of a backup job. */
async function markBySql(database: TestDatabase, began: string): Promise<void> {
  const statement = readFileSync(join(resourcesDir, 'postgresql', 'mark-backup.sql'), 'utf8').replace(":'began'", `'${began}'`);
  const owner = connectToServer({ url: database.urlOf(SITE_OWNER) }, { mode: 'write' });
  await sql.raw(statement).execute(owner.db);
  await owner.close();
}

async function markByCommand(database: TestDatabase, began: string): Promise<readonly [number, string]> {
  const told: string[] = [];
  const status = await runCommandLine('/nowhere/out/main', ['database', 'mark-backup', '--began', began, '--database', database.urlOf()], { print: (text) => told.push(text), tell: (text) => told.push(text), askSecret: () => Promise.resolve(null) });
  return [status, told.join()];
}

test('a desk on a server says how fresh the backup of its server is, by the mark that the backup job leaves', () => withTestDatabase((database) => withDesk(async (story) => {
  await story.signIn('reviewer');
  expect(await standing(story)).toEqual(['attention', 'missing', '']);
  await markBySql(database, '2026-03-01T03:00:00+08:00');
  expect(await standing(story), 'thirty-one hours ago').toEqual(['fault', 'old', '2026-03-01 03:00']);
  await markBySql(database, '2026-03-02T03:00:00+08:00');
  expect(await standing(story)).toEqual(['ok', 'fresh', '2026-03-02 03:00']);
  await markBySql(database, '2026-03-02T11:00:00+08:00');
  expect(await standing(story)).toEqual(['fault', 'ahead', '2026-03-02 11:00']);
  expect(await markByCommand(database, '2026-03-02T02:00:00+08:00')).toEqual([0, 'backup marked: it began 2026-03-01T18:00:00.000Z']);
  expect(await standing(story)).toEqual(['ok', 'fresh', '2026-03-02 02:00']);
  for (const began of ['yesterday', '2999-01-01T00:00:00Z']) expect((await markByCommand(database, began))[0], began).toBe(2);
}, database.urlOf())), 60_000);

test('a database that holds no site yet takes no mark', () => withTestDatabase(async (database) => {
  const [status, told] = await markByCommand(database, '2026-03-01T03:00:00+08:00');
  expect([status, told]).toEqual([4, expect.stringContaining('init')]);
}));
