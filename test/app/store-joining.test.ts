import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Input } from '../../src-preload/contract/desk-api';
import { takeDatabaseUrl } from '../../src-main/app/store-options';
import { refusal } from '../../src-main/domain/refusal';
import { connectToServer } from '../../src-main/storage/connection';
import { prepareDatabase } from '../../src-main/storage/prepare-database';
import { serverUrl } from '../../src-main/storage/server-address';
import { CLUSTER_OWNER, startCluster } from '../support/postgres-cluster';
import { StoryKeyStore } from '../support/story-key-store';
import { withTemporaryFolder } from '../support/temporary-store';
import { PEOPLE, setUpDesk, withDeskAt, type Story, type StoryPlace } from '../support/with-desk';

const [OWNER, DESKS, DATABASE, PASSWORD] = ['site_owner', 'desks', 'exam', 'ein @ Geheimnis/für %41'];

type Server = Input<'setup.lookAtServer'>;

/** A server that asks desks for their password, with a database that is prepared and has no store. */
async function withServer(work: (server: Server, dir: string) => Promise<void>): Promise<void> {
  const cluster = await startCluster();
  try {
    const owner = connectToServer({ url: cluster.urlOf(CLUSTER_OWNER, 'postgres') }, { mode: 'write' });
    for (const statement of [`create role ${OWNER} login`, `create role ${DESKS} login password '${PASSWORD}'`, `create database ${DATABASE} owner ${OWNER}`]) await sql.raw(statement).execute(owner.db);
    await prepareDatabase({ url: cluster.urlOf(OWNER, DATABASE) }, DESKS);
    writeFileSync(join(cluster.dir, 'data', 'pg_hba.conf'), `host all ${DESKS} 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n`);
    await sql`select pg_reload_conf()`.execute(owner.db);
    await owner.close();
    await withTemporaryFolder((dir) => work({ host: '127.0.0.1', port: cluster.port, database: DATABASE, role: DESKS, password: PASSWORD, authority: null }, dir));
  } finally {
    await cluster.stop();
  }
}

async function changePassword(port: number, password: string): Promise<void> {
  const owner = connectToServer({ url: `postgresql://${CLUSTER_OWNER}@127.0.0.1:${port}/postgres` }, { mode: 'write' });
  await sql.raw(`alter role ${DESKS} password '${password}'`).execute(owner.db);
  await owner.close();
}

function placeOf(dir: string, name: string, databaseUrl: string | null): StoryPlace {
  return { dir: join(dir, name), marksDir: join(dir, `${name}-marks`), keyStore: new StoryKeyStore(), databaseUrl };
}

async function recoveryCodeOf(story: Story): Promise<string> {
  await story.signIn('approver');
  await story.must('keys.reissueCode', await story.credential('approver'));
  const { code, asked } = await story.must('keys.showCode', {});
  await story.must('keys.confirmCode', { typed: asked.map((group) => code.split('-')[group - 1] ?? '') });
  return code;
}

function filesBelow(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test('a further desk joins the site’s server on its first-use page, is approved by the fingerprint, and opens by itself the next morning', () => withServer(async (server, dir) => {
  const second = placeOf(dir, 'second', null);
  await withDeskAt(second, async (desk) => {
    expect(await desk.call('setup.lookAtServer', server)).toEqual(refusal('server-has-no-store'));
    await withDeskAt(placeOf(dir, 'first', serverUrl(server)), async (first) => {
      await setUpDesk(first);
      const recoveryCode = await recoveryCodeOf(first);

      const looked = async (change: Partial<Server>): Promise<string> => {
        const reply = await desk.call('setup.lookAtServer', { ...server, ...change });
        return reply.ok ? 'ok' : reply.error.code;
      };
      expect(await desk.must('setup.lookAtServer', server)).toEqual({ kind: 'training', site: null, exam: null, examYear: null, desks: ['desk-1'] });
      expect(await looked({ password: 'wrong' })).toBe('server-password-wrong');
      expect(await looked({ password: '' })).toBe('server-password-wrong');
      expect(await looked({ database: 'no_such_store' })).toBe('server-database-unknown');
      expect(await looked({ port: 1 })).toBe('server-unreachable');
      expect(await looked({ role: OWNER })).toBe('server-role-too-strong');
      expect(await looked({ authority: join(import.meta.dirname, '../../package.json') }), 'TLS is asked for and not spoken').toBe('server-certificate-refused');
      expect(await looked({ host: 'a host', authority: null })).toBe('server-address-malformed');

      const wish = { server, deskId: 'desk-2', recoveryCode, passphrase: null };
      expect(await desk.call('setup.join', { ...wish, recoveryCode: recoveryCode.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) })).toMatchObject({ ok: false, error: { code: 'recovery-code-mistyped' } });
      expect(await desk.call('setup.join', { ...wish, deskId: 'desk-1' })).toMatchObject({ ok: false, error: { code: 'desk-name-taken' } });
      expect(await desk.must('setup.join', wish)).toMatchObject({ phase: 'signedOut', store: { kind: 'training', deskId: 'desk-2' } });
      expect(await desk.call('setup.join', wish)).toEqual(refusal('store-exists'));

      await desk.signIn('reviewer');
      const own = await desk.must('desks.get', {});
      expect(own).toMatchObject({ deskId: 'desk-2', siteKey: 'unknown' });
      const { desks } = await first.must('desks.get', {});
      expect(desks).toContainEqual({ deskId: 'desk-2', fingerprint: own.fingerprint, approved: false });
      const approver = await first.credential('approver');
      expect(await first.call('desks.approveJoined', { deskId: 'desk-2', fingerprint: '0'.repeat(64), approver })).toMatchObject({ ok: false, error: { code: 'desk-key-differs' } });
      expect((await first.must('desks.approveJoined', { deskId: 'desk-2', fingerprint: own.fingerprint, approver })).desks).toContainEqual({ deskId: 'desk-2', fingerprint: own.fingerprint, approved: true });
    });
  });

  expect(filesBelow(second.dir).filter((file) => /Geheimnis/.test(readFileSync(file, 'latin1'))), 'the password lies nowhere in clear').toEqual([]);
  const databaseUrl = takeDatabaseUrl({}, second.dir);
  expect(decodeURIComponent(databaseUrl ?? '')).not.toContain('Geheimnis');
  await withDeskAt({ ...second, databaseUrl }, async (desk) => {
    expect(await desk.must('session.get', {})).toMatchObject({ phase: 'signedOut', store: { deskId: 'desk-2' } });
    expect((await desk.must('staff.list', {})).map(({ name }) => name)).toContain(PEOPLE.reviewer.name);
  });

  await changePassword(server.port, 'a new one');
  const phaseAt = async (url: string | null): Promise<unknown> => {
    let seen: unknown = null;
    await withDeskAt({ ...second, databaseUrl: url }, async (desk) => {
      const { phase, trouble } = await desk.must('session.get', {});
      seen = trouble?.code ?? phase;
    });
    return seen;
  };
  expect(await phaseAt(databaseUrl), 'the role has another password').toBe('server-refused');
  expect(await phaseAt(serverUrl({ ...server, password: 'a new one' })), 'told once').toBe('signedOut');
  expect(await phaseAt(databaseUrl), 'and kept').toBe('signedOut');
}), 60_000);
