import { execFile } from 'node:child_process';
import { chownSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';
import { err, ok } from '../../src-main/domain/result';
import { openMaterials } from '../../src-main/storage/materials';
import { createStore, openStore } from '../../src-main/storage/open-store';
import { prepareServer } from '../../src-main/storage/prepare-server';
import { KNOWN_VERSION } from '../../src-main/storage/migrate';
import { CLUSTER_OWNER, findBinaries, serverUser, startCluster } from '../support/postgres-cluster';
import { DESKS, PREPARED, SITE_OWNER, askForPort } from '../support/postgres-on-demand';
import { AT_DESK } from '../support/stored-cases';
import { TEST_KEY, STORE_CREATED_AT, TRAINING_FACTS, withStoreAt, withTemporaryFolder } from '../support/temporary-store';

const run = promisify(execFile);
const SET_UP = resolve(import.meta.dirname, '../../resources/postgresql/set-up.sql');
const isRoot = process.getuid?.() === 0;

function psql(port: number, ...args: readonly string[]): Promise<unknown> {
  return run(join(findBinaries(), 'psql'), ['-X', '-v', 'ON_ERROR_STOP=1', '-h', '127.0.0.1', '-p', String(port), '-U', CLUSTER_OWNER, '-d', 'postgres', ...args]);
}

test("what the administrator's file makes is what a desk works with", async () => {
  const port = await askForPort(inject('postgresDoor'));
  const [database, owner, desks] = ['exam', 'exam owner', 'Exam-Desks'].map((name) => `${name} ${process.pid}`);
  await psql(port, '-v', `database=${database}`, '-v', `owner=${owner}`, '-v', `desks=${desks}`, '-f', SET_UP);
  try {
    const urlOf = (role = ''): string => `postgresql://${encodeURIComponent(role)}@127.0.0.1:${port}/${encodeURIComponent(database ?? '')}`;
    expect(await prepareServer({ url: urlOf(desks) }, desks ?? ''), 'the desks cannot do it').toMatchObject(err({ code: 'server-refused' }));
    expect(await prepareServer({ url: urlOf(owner) }, desks ?? '')).toEqual(ok(KNOWN_VERSION));
    await withTemporaryFolder((dir) => withStoreAt({ dir, key: TEST_KEY, server: { url: urlOf(desks) } }, async ({ store }) => {
      expect(await store.inTransaction(async (tx) => ok((await tx.append(AT_DESK, { kind: 'store.opened', registrationNo: null, payload: {} })).seq))).toEqual(ok(2));
    }));
    await withTemporaryFolder(async (dir) => {
      expect(await createStore({ dir, key: TEST_KEY, server: { url: urlOf(DESKS) }, facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT }), 'nobody else comes in').toMatchObject(err({ code: 'server-refused' }));
    });
  } finally {
    await psql(port, '-c', `drop database "${database}" with (force)`, '-c', `drop role "${owner}"`, '-c', `drop role "${desks}"`);
  }
}, 60_000);

// Only root can make a small disk.
test.each(isRoot ? [{ size: '16m' }] : [])('a disk of the server of $size that is full is told, leaves the state before, and work goes on when there is room', async ({ size }) => {
  const port = await askForPort(inject('postgresDoor'));
  const name = `small_${process.pid}`;
  await withTemporaryFolder(async (dir) => {
    const disk = join(dir, 'disk');
    await mkdir(disk);
    await run('chmod', ['755', dir]);
    await run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk]);
    const user = serverUser();
    if (user.uid !== undefined) chownSync(disk, user.uid, user.gid);
    try {
      await psql(port, '-c', `create tablespace ${name} location '${disk}'`, '-c', `create database ${name} template ${PREPARED} owner ${SITE_OWNER} tablespace ${name}`);
      const desk = join(dir, 'desk');
      await withStoreAt({ dir: desk, key: TEST_KEY, server: { url: `postgresql://${DESKS}@127.0.0.1:${port}/${name}` } }, async ({ store, place }) => {
        const tell = (note: string) => store.inTransaction(async (tx) => ok((await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: { note } })).seq));
        const materials = openMaterials(place);
        const { sha256 } = await materials.stage(Buffer.from(Array.from({ length: 20_000_000 }, (_, i) => (i * 7919) % 251)));
        await expect(materials.publish([sha256])).rejects.toMatchObject({ trouble: { code: 'disk-full' } });
        expect(await materials.has(sha256)).toBe(false);
        await run('mount', ['-o', 'remount,size=64m', disk]);
        await materials.publish([sha256]);
        expect((await materials.read(sha256)).ok).toBe(true);
        await materials.close();
        expect(await tell('after')).toEqual(ok(2));
      });
    } finally {
      await psql(port, '-c', `drop database if exists ${name} with (force)`, '-c', `drop tablespace if exists ${name}`);
      await run('umount', ['--lazy', disk]);
    }
  });
}, 60_000);

describe('TLS to a server', () => {
  /** A certificate authority and a server's certificate for these names, as files of the server. */
  async function makeCertificates(dir: string, names: string): Promise<void> {
    const openssl = (...args: readonly string[]): Promise<unknown> => run('openssl', [...args], { cwd: dir });
    await openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Site', '-days', '2');
    await openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server', '-addext', `subjectAltName=${names}`);
    await openssl('x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', 'server.pem', '-days', '2', '-copy_extensions', 'copy');
    const user = serverUser();
    for (const file of ['server.key', 'server.pem']) if (user.uid !== undefined) chownSync(join(dir, file), user.uid, user.gid);
    await run('chmod', ['600', join(dir, 'server.key')]);
    await run('chmod', ['755', dir]);
  }

  test('is opened for the certificate that names the host and comes from the site, and for no other', async () => {
    await withTemporaryFolder(async (dir) => {
      await makeCertificates(dir, 'DNS:localhost');
      await mkdir(join(dir, 'other'));
      await makeCertificates(join(dir, 'other'), 'DNS:localhost');
      const cluster = await startCluster({ settings: ['ssl=on', `ssl_cert_file=${join(dir, 'server.pem')}`, `ssl_key_file=${join(dir, 'server.key')}`] });
      try {
        await psql(cluster.port, '-c', `create role ${SITE_OWNER} login`, '-c', `create role ${DESKS} login`, '-c', `create database exam owner ${SITE_OWNER}`);
        const at = (role: string, host: string, ca: string): string => `postgresql://${role}@${host}:${cluster.port}/exam?sslmode=verify-full&sslrootcert=${join(dir, ca)}`;
        expect(await prepareServer({ url: at(SITE_OWNER, 'localhost', 'ca.pem') }, DESKS)).toEqual(ok(KNOWN_VERSION));
        const place = { dir: join(dir, 'desk'), key: TEST_KEY, server: { url: at(DESKS, 'localhost', 'ca.pem') } };
        await withStoreAt(place, async ({ store }) => { expect(await store.getFacts()).toEqual(TRAINING_FACTS); });
        const refusals = [
          { url: at(DESKS, '127.0.0.1', 'ca.pem'), says: /127\.0\.0\.1/ },
          { url: at(DESKS, 'localhost', 'other/ca.pem'), says: /certificate|signature/ },
          { url: `postgresql://${DESKS}@localhost:${cluster.port}/exam?sslmode=verify-full`, says: /certificate|issuer/ },
        ];
        for (const { url, says } of refusals) expect(await openStore({ ...place, server: { url } }), url).toMatchObject(err({ code: 'server-refused', detail: expect.stringMatching(says) as string }));
        expect(await openStore({ ...place, server: { url: at(DESKS, 'localhost', 'none.pem') } })).toMatchObject(err({ code: 'server-address-malformed' }));
      } finally {
        await cluster.stop();
      }
    });
  }, 60_000);
});
