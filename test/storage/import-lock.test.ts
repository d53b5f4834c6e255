import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { err, ok } from '../../src-main/domain/result';
import { connectToServer } from '../../src-main/storage/connection';
import { clearBrokenOffImport } from '../../src-main/storage/import-left-over';
import { openImportStore } from '../../src-main/storage/import-store';
import type { ImportStore, Publication } from '../../src-main/storage/import-store';
import { ENGINES, POSTGRESQL } from '../support/engines';
import { CLUSTER_OWNER } from '../support/postgres-cluster';
import { DESKS } from '../support/postgres-on-demand';
import { AT_DESK, digestNamed } from '../support/stored-cases';
import { registrationFields, registrationNoOf } from '../support/stored-registrations';
import { TRAINING_FACTS } from '../support/temporary-store';

const STARTED = { kind: 'import.started', registrationNo: null, payload: {} } as const;
const PUBLICATION: Publication = {
  package: { packageId: 'package-1', createdAt: AT_DESK.at, manifestDigest: digestNamed('manifest'), sender: null, importedAt: AT_DESK.at, report: {}, repeated: false },
  blobs: [], facts: TRAINING_FACTS, context: AT_DESK, event: { kind: 'import.completed', registrationNo: null, payload: {} },
};

async function begin(opened: Awaited<ReturnType<typeof openImportStore>>): Promise<ImportStore> {
  if (!opened.ok) throw new Error(opened.error.code);
  expect(await opened.value.begin(AT_DESK, STARTED)).toEqual(ok(null));
  const staged = { action: 'new', registrationNo: registrationNoOf(1), revision: 1, received: registrationFields(1), extra: {}, contentDigest: digestNamed('content'), photo: null } as const;
  expect(await opened.value.stageRegistrations([staged])).toEqual(ok(null));
  return opened.value;
}

describe.each(ENGINES)('an import on $name', ({ name, withStore }) => {
  test('keeps every other one out until it ends, of this desk and of every desk of the store', async () => {
    await withStore(async ({ store, place }) => {
      const first = await begin(await openImportStore(place.dir, 'import-1', place));
      const desks = name === 'SQLite' ? [place.dir] : [place.dir, join(place.dir, 'another')];
      for (const dir of desks) {
        expect(await openImportStore(dir, 'import-2', place)).toEqual(err({ code: 'import-running' }));
        expect(await clearBrokenOffImport(dir, AT_DESK, place)).toEqual(err({ code: 'import-running' }));
      }
      expect(await first.publish(PUBLICATION)).toEqual(ok(null));
      await first.close();
      expect((await store.findCase(registrationNoOf(1)))?.registration.revision).toBe(1);
      await expect.poll(() => clearBrokenOffImport(place.dir, AT_DESK, place)).toEqual(ok(false));
    });
  });

  test('that was broken off is cleared by the next start, and told', async () => {
    await withStore(async ({ store, place }) => {
      await (await begin(await openImportStore(place.dir, 'import-1', place))).close();
      await expect.poll(() => clearBrokenOffImport(place.dir, AT_DESK, place)).toEqual(ok(true));
      expect((await store.listEvents({ fromSeq: 1, limit: 9 })).map((event) => event.kind)).toEqual(['store.created', 'import.started', 'import.abandoned']);
    });
  });
});

test('an import whose lock was cut off with its session publishes nothing: another desk may have begun', async () => {
  await POSTGRESQL.withStore(async ({ store, place }) => {
    const first = await begin(await openImportStore(place.dir, 'import-1', place));
    const killer = connectToServer({ url: (place.server?.url ?? '').replace(`${DESKS}@`, `${CLUSTER_OWNER}@`) }, { mode: 'write' });
    await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 2 and database = (select oid from pg_database where datname = current_database())`.execute(killer.db);
    await expect.poll(async () => (await sql`select 1 from pg_locks where locktype = 'advisory' and objid = 2 and database = (select oid from pg_database where datname = current_database())`.execute(killer.db)).rows.length).toBe(0);
    await killer.close();
    expect(await first.publish(PUBLICATION)).toEqual(err({ code: 'server-lost', applied: 'no' }));
    expect(await store.findCase(registrationNoOf(1))).toBeNull();
    await first.close();
  });
});
