import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { err, ok } from '../../src-main/domain/result';
import { connectToServer } from '../../src-main/storage/connection';
import { KNOWN_VERSION } from '../../src-main/storage/migrate';
import { createStore, openStore } from '../../src-main/storage/open-store';
import { joinServerStore } from '../../src-main/storage/server-store';
import type { OpenStoreTrouble } from '../../src-main/storage/store';
import { CLUSTER_OWNER } from '../support/postgres-cluster';
import { SITE_OWNER } from '../support/postgres-on-demand';
import { withTestDatabase } from '../support/server-store';
import type { TestDatabase } from '../support/server-store';
import { AT_DESK, CASE_AT, storeReadyCase, storeSignedCase } from '../support/stored-cases';
import { TEST_KEY, STORE_CREATED_AT, TRAINING_FACTS, withStoreAt, withTemporaryFolder } from '../support/temporary-store';
import type { StoreKey } from '../../src-main/storage/keys/store-key';

interface Closed {
  database: TestDatabase;
  dir: string;
  place: { dir: string; key: StoreKey; server: { url: string } };
}

/** A closed store with a signed case on a server of its own, for somebody else's hands. */
function withClosedStore(work: (closed: Closed) => Promise<void>): Promise<void> {
  return withTestDatabase((database) => withTemporaryFolder(async (dir) => {
    const place = { dir, key: TEST_KEY, server: { url: database.urlOf() } };
    await withStoreAt(place, ({ store }) => storeSignedCase(store, 1));
    await work({ database, dir, place });
  }));
}

async function withOtherTool(database: TestDatabase, role: string, statements: readonly string[]): Promise<void> {
  const tool = connectToServer({ url: database.urlOf(role) }, { mode: 'write' });
  for (const statement of statements) await sql.raw(statement).execute(tool.db);
  await tool.close();
}

async function troubleOf(place: Closed['place']): Promise<OpenStoreTrouble> {
  const opened = await openStore(place);
  if (!opened.ok) return opened.error;
  await opened.value.close();
  throw new Error('it opened');
}

describe('a store on a server', () => {
  test('is made with the first desk, and opens again as it was', async () => {
    await withTestDatabase((database) => withTemporaryFolder(async (dir) => {
      const place = { dir: join(dir, 'desk'), key: TEST_KEY, server: { url: database.urlOf() } };
      expect(await troubleOf(place)).toEqual({ code: 'store-missing', dir: place.dir });
      const made = await createStore({ ...place, facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT });
      if (!made.ok) throw new Error(made.error.code);
      expect(await made.value.getFacts()).toEqual(TRAINING_FACTS);
      expect(await made.value.listEvents({ fromSeq: 1, limit: 9 })).toMatchObject([{ seq: 1, kind: 'store.created', at: STORE_CREATED_AT, prevHash: '0'.repeat(64) }]);
      const head = await made.value.getAuditHead();
      expect(await openStore(place)).toEqual(err({ code: 'store-in-use', dir: place.dir }));
      await made.value.close();
      expect((await readdir(place.dir)).toSorted()).toEqual(['desk.json', 'keys', 'lock', 'staging']);
      const again = await openStore(place);
      if (!again.ok) throw new Error(again.error.code);
      expect(await again.value.getAuditHead()).toEqual(head);
      await again.value.close();
    }));
  });

  test('is never made twice in one database, nor in a folder that has a desk', async () => {
    await withClosedStore(async ({ dir, place }) => {
      const input = { facts: { ...TRAINING_FACTS, storeId: 'another' }, createdAt: STORE_CREATED_AT };
      expect(await createStore({ ...place, ...input })).toEqual(err({ code: 'store-exists', dir }));
      expect(await createStore({ ...place, dir: join(dir, 'other'), ...input })).toEqual(err({ code: 'server-has-store' }));
    });
  });

  test('has further desks, each with its own name, points and keys; the record is one', async () => {
    await withClosedStore(async ({ dir, place }) => {
      const second = { ...place, dir: join(dir, 'second') };
      const joined = await joinServerStore({ ...second, keepKey: () => Promise.resolve(), deskId: 'desk-2', points: ['9902'], at: CASE_AT });
      if (!joined.ok) throw new Error(joined.error.code);
      const first = await openStore(place);
      if (!first.ok) throw new Error(first.error.code);
      expect(await joined.value.getFacts()).toEqual({ ...TRAINING_FACTS, deskId: 'desk-2', points: ['9902'] });
      expect(await first.value.getFacts()).toEqual(TRAINING_FACTS);
      await joined.value.inTransaction(async (tx) => { await tx.saveFacts(await tx.getFacts()); return ok(null); });
      expect(await first.value.getFacts(), 'what one desk saves leaves the others theirs').toEqual(TRAINING_FACTS);
      expect((await readdir(join(second.dir, 'keys')))).toEqual(['desk.key']);
      expect((await first.value.listDeskKeys()).map((key) => [key.deskId, key.siteSignature])).toEqual([['desk-1', null], ['desk-2', null]]);
      const no = await storeReadyCase(joined.value, 2).catch(() => null);
      expect(no, 'its place is the second desk').toBeNull();
      expect((await first.value.listEvents({ fromSeq: 1, limit: 100 })).at(-1)).toMatchObject({ kind: 'desk.joined', deskId: 'desk-2' });
      await joined.value.close();
      await first.value.close();
      const again = await openStore(second);
      expect(again.ok && (await again.value.getFacts()).deskId).toBe('desk-2');
      if (again.ok) await again.value.close();
      expect(await joinServerStore({ ...place, dir: join(dir, 'third'), keepKey: () => Promise.resolve(), deskId: 'desk-2', points: [], at: CASE_AT })).toEqual(err({ code: 'desk-name-taken', deskId: 'desk-2' }));
    });
  });

  test('is not opened for the desk of another store', async () => {
    await withClosedStore(async ({ place }) => {
      await withTestDatabase((other) => withTemporaryFolder(async (dir) => {
        await withStoreAt({ dir, key: TEST_KEY, server: { url: other.urlOf() } }, async () => undefined, { storeId: 'other' });
        expect(await troubleOf({ ...place, dir })).toEqual({ code: 'store-other' });
      }));
    });
  });

  test('is not opened on a database that nobody prepared', async () => {
    await withClosedStore(async ({ dir }) => {
      await withTestDatabase(async (empty) => {
        expect(await troubleOf({ dir, key: TEST_KEY, server: { url: empty.urlOf() } })).toEqual({ code: 'server-not-prepared', found: 0, known: KNOWN_VERSION });
      }, null);
    });
  });

  test('of a newer program is left alone and says which version it has', async () => {
    await withClosedStore(async ({ database, place }) => {
      await withOtherTool(database, SITE_OWNER, [`insert into kysely_migration values ('007-later', '2027-01-01T00:00:00.000Z')`, 'alter table staff add column later text']);
      expect(await troubleOf(place)).toEqual({ code: 'store-newer', found: 7, known: KNOWN_VERSION });
    });
  });

  test('asks a live store to be on a server that keeps what it confirms', async () => {
    await withTestDatabase((database) => withTemporaryFolder(async (dir) => {
      const place = { dir, key: TEST_KEY, server: { url: database.urlOf() } };
      const made = await createStore({ ...place, facts: { ...TRAINING_FACTS, kind: 'live' }, createdAt: STORE_CREATED_AT });
      if (made.ok) await made.value.close();
      expect(await troubleOf(place), 'the server of the tests writes nothing to the disk').toEqual({ code: 'server-not-durable', setting: 'fsync' });
    }));
  });
});

describe('a role that could change the rules is refused', () => {
  test('the owner of the tables, and a superuser', async () => {
    await withClosedStore(async ({ database, dir }) => {
      expect(await troubleOf({ dir, key: TEST_KEY, server: { url: database.urlOf(SITE_OWNER) } })).toMatchObject({ code: 'server-role-too-strong', role: SITE_OWNER, detail: expect.stringContaining('owner of tables') as string });
      expect(await troubleOf({ dir, key: TEST_KEY, server: { url: database.urlOf(CLUSTER_OWNER) } })).toMatchObject({ code: 'server-role-too-strong', role: CLUSTER_OWNER, detail: expect.stringContaining('superuser') as string });
    });
  });

  const grants = [
    { what: 'which may become the owner', sql: 'grant site_owner to ROLE', says: 'owner of tables' },
    { what: 'which may empty a table', sql: 'grant truncate on seal to ROLE', says: 'truncate or trigger' },
    { what: 'which may make triggers', sql: 'grant trigger on claim to ROLE', says: 'truncate or trigger' },
    { what: 'which may make tables', sql: 'grant create on schema public to ROLE', says: 'create in schema' },
    { what: 'which may make schemas', sql: 'grant create on database DATABASE to ROLE', says: 'create schemas' },
    { what: 'which may make operators in another schema', sql: 'create schema helper; grant create on schema helper to ROLE', says: 'create in schema' },
    { what: 'which may write files of the server', sql: 'grant pg_write_server_files to ROLE', says: 'writes beside the tables' },
    { what: 'which may switch the rules of a session off', sql: 'grant set on parameter session_replication_role to ROLE', says: 'set session_replication_role' },
    { what: 'which may make roles', sql: 'alter role ROLE createrole', says: 'createrole' },
  ];

  test.each(grants)('one $what', async ({ sql: grant, says }) => {
    await withClosedStore(async ({ database, dir }) => {
      const role = `stranger_${database.name}`;
      await withOtherTool(database, CLUSTER_OWNER, [`create role ${role} login`, `grant desks to ${role}`]);
      const opened = await openStore({ dir, key: TEST_KEY, server: { url: database.urlOf(role) } });
      expect(opened.ok, 'as strong as the desks it is welcome').toBe(true);
      if (opened.ok) await opened.value.close();
      await withOtherTool(database, CLUSTER_OWNER, grant.replace('ROLE', role).replace('DATABASE', database.name).split('; '));
      expect(await troubleOf({ dir, key: TEST_KEY, server: { url: database.urlOf(role) } })).toMatchObject({ code: 'server-role-too-strong', role, detail: expect.stringContaining(says) as string });
      await withOtherTool(database, CLUSTER_OWNER, [`drop owned by ${role}`, `drop role ${role}`]);
    });
  });
});

describe('a store whose rules or events were changed with another tool is not opened', () => {
  const tools = [
    { what: 'a rule dropped', sql: 'drop trigger seal_final_change on seal' },
    { what: 'a rule switched off', sql: 'alter table registration disable trigger registration_final_update' },
    { what: 'a rule that a replica passes', sql: 'alter table registration enable trigger registration_final_update' },
    { what: 'a rule weakened', sql: `create or replace function refuse_seal_change() returns trigger language plpgsql volatile as $$ begin return new; end $$` },
    { what: 'a rule added', sql: `create trigger helper after insert on seal for each row execute function refuse_change()` },
    { what: 'a rewrite rule', sql: 'create rule quiet as on delete to claim do instead nothing' },
    { what: 'a column added', sql: 'alter table registration add column note text' },
    { what: 'an index dropped', sql: 'drop index correction_open' },
    { what: 'a reference dropped', sql: 'alter table seal drop constraint seal_case' },
    { what: 'a check dropped', sql: 'alter table correction drop constraint correction_two_people' },
    { what: 'a table renamed', sql: 'alter table print_record rename to print_old' },
    { what: 'another order of texts', sql: 'alter table registration alter column name type text collate "POSIX"' },
    { what: 'a default that lies', sql: `alter table seal alter column case_state set default 'waiting'` },
  ];

  test.each(tools)('with $what', async ({ sql: change }) => {
    await withClosedStore(async ({ database, place }) => {
      await withOtherTool(database, SITE_OWNER, [change]);
      expect(await troubleOf(place)).toEqual({ code: 'store-damaged', detail: 'tables or rules are not as they were made', copy: null });
    });
  });

  test('with an event changed while the rules looked away', async () => {
    await withClosedStore(async ({ database, place }) => {
      await withOtherTool(database, SITE_OWNER, [
        'alter table audit_event disable trigger audit_event_kept_change', `update audit_event set staff_id = 'somebody' where seq = 2`, 'alter table audit_event enable always trigger audit_event_kept_change',
      ]);
      expect(await troubleOf(place)).toMatchObject({ code: 'store-damaged', detail: expect.stringContaining('audit event 2') as string });
    });
  });
});

describe('a server that cannot be worked with', () => {
  test('is told by what it says', async () => {
    await withClosedStore(async ({ database, dir }) => {
      expect(await troubleOf({ dir, key: TEST_KEY, server: { url: 'postgresql://desks@127.0.0.1:1/exam' } })).toEqual({ code: 'server-unreachable' });
      expect(await troubleOf({ dir, key: TEST_KEY, server: { url: `postgresql://desks@localhost/exam?host=${dir}` } })).toEqual({ code: 'server-unreachable' });
      expect(await troubleOf({ dir, key: TEST_KEY, server: { url: database.urlOf('nobody') } })).toMatchObject({ code: 'server-refused', detail: expect.stringContaining('nobody') as string });
      expect(await troubleOf({ dir, key: TEST_KEY, server: { url: database.urlOf().replace(database.name, 'no_such_store') } })).toMatchObject({ code: 'server-refused', detail: expect.stringContaining('no_such_store') as string });
      expect(await troubleOf({ dir, key: TEST_KEY, server: { url: `${database.urlOf()}?sslmode=verify-full` } })).toMatchObject({ code: 'server-refused', detail: expect.stringContaining('SSL') as string });
      expect(await troubleOf({ dir, key: TEST_KEY, server: { url: database.urlOf().replace('127.0.0.1', 'db.site.example') } })).toEqual({ code: 'server-tls-required', host: 'db.site.example' });
      expect(await troubleOf({ dir, key: TEST_KEY, server: { url: 'exam' } })).toMatchObject({ code: 'server-address-malformed' });
    });
  });

  test('that only reads is told as read-only, and nothing is written', async () => {
    await withClosedStore(async ({ database, place }) => {
      const opened = await openStore(place);
      if (!opened.ok) throw new Error(opened.error.code);
      await withOtherTool(database, SITE_OWNER, [`alter database ${database.name} set default_transaction_read_only = on`]);
      await withOtherTool(database, CLUSTER_OWNER, ['select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()']);
      const head = await opened.value.getAuditHead();
      expect(await opened.value.inTransaction(async (tx) => ok(await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: {} })))).toEqual(err({ code: 'disk-read-only' }));
      expect(await opened.value.getAuditHead()).toEqual(head);
      await opened.value.close();
    });
  });
});

test('folders of desks are made where they are missing', async () => {
  await withTemporaryFolder(async (dir) => {
    await mkdir(join(dir, 'desk'));
    expect(await openStore({ dir: join(dir, 'desk'), key: TEST_KEY, server: { url: 'postgresql://localhost/exam' } })).toEqual(err({ code: 'store-missing', dir: join(dir, 'desk') }));
  });
});
