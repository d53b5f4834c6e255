import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { APPEND_ONLY_TABLES, FINAL_TABLES } from '../../src-main/storage/guarded-tables';
import { CLUSTER_OWNER } from '../support/postgres-cluster';
import { DESKS, SITE_OWNER } from '../support/postgres-on-demand';
import { withTestDatabase } from '../support/server-store';
import type { TestDatabase } from '../support/server-store';
import { storeReadyCase, storeSignedCase } from '../support/stored-cases';
import { TEST_KEY, withStoreAt, withTemporaryFolder } from '../support/temporary-store';

type Row = Record<string, string | number | null>;

/** A signed case and one that is ready to sign, in one database; sessions of every role beside the store. */
interface Scene {
  database: TestDatabase;
  signed: string;
  open: string;
  watch: pg.Client;
}

let scene: Scene;
let finish: () => void;
let finished: Promise<unknown>;

async function connect(role: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: scene.database.urlOf(role) });
  await client.connect();
  return client;
}

beforeAll(async () => {
  const ended = new Promise<void>((resolve) => { finish = resolve; });
  await new Promise<void>((ready, failed) => {
    finished = withTestDatabase((database) => withTemporaryFolder((dir) => withStoreAt({ dir, key: TEST_KEY, server: { url: database.urlOf() } }, async ({ store }) => {
      const [signed, open] = [await storeSignedCase(store, 1), await storeReadyCase(store, 2)];
      const watch = new pg.Client({ connectionString: database.urlOf() });
      await watch.connect();
      scene = { database, signed, open, watch };
      ready();
      await ended;
      await watch.end();
    })));
    finished.catch(failed);
  });
});

afterAll(async () => {
  finish();
  await finished;
});

async function rowOf(table: string, no: string): Promise<Row | undefined> {
  return (await scene.watch.query<Row>(`select * from ${table} where registration_no = $1 limit 1`, [no])).rows[0];
}

async function signedRow(table: string): Promise<Row> {
  const row = await rowOf(table, scene.signed);
  if (row === undefined) throw new Error(`no row in ${table} to try on`);
  return row;
}

/** Everything that is final about the signed case. */
async function record(): Promise<unknown> {
  const tables = FINAL_TABLES.map((table) => `select '${table}' as owner, to_jsonb(t) as row from ${table} t where registration_no = $1`);
  return (await scene.watch.query(`${tables.join(' union all ')} order by 1, 2`, [scene.signed])).rows;
}

const REFUSALS = /^(finality: |record: |permission denied|must be owner|must be superuser|duplicate key value|new row for relation|cannot insert a non-DEFAULT|column "seq" can only be updated to DEFAULT)/;

/** Does what must not work, on a session of its own kind; the record stays as it is, and the refusal names the rule. */
async function isRefused(session: pg.Client, attempt: string, values: readonly (string | number | null | undefined)[] = [], refusal: RegExp = REFUSALS): Promise<void> {
  const before = await record();
  let message = 'nothing was refused';
  try {
    await session.query(attempt, values.map((value) => value ?? null));
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message, attempt).toMatch(refusal);
  expect(await record(), attempt).toEqual(before);
}

/** A row like the given one that stands for itself: its own id, number and place. */
function freshCopy(table: string, row: Row): Row {
  const copy: Row = { ...row };
  delete copy['seq'];
  if ('id' in copy) copy['id'] = `fresh-${String(copy['id'])}`;
  for (const column of ['n', 'revision']) if (column in copy && table !== 'registration') copy[column] = 77;
  if (table === 'signed_picture') copy['section'] = 'fresh';
  return copy;
}

async function tryInsert(session: pg.Client, table: string, row: Row, tail = '', refusal = REFUSALS): Promise<void> {
  const names = Object.keys(row);
  const overriding = 'seq' in row ? 'overriding system value' : '';
  await isRefused(session, `insert into public.${table} (${names.join(', ')}) ${overriding} values (${names.map((_, i) => `$${i + 1}`).join(', ')}) ${tail}`, Object.values(row), refusal);
}

/** Columns of every unique key of a table. */
async function keysOf(table: string): Promise<readonly (readonly string[])[]> {
  const { rows } = await scene.watch.query<{ key: string[] }>(`select array_agg(a.attname::text order by k.place) as key from pg_index i
    join lateral unnest(i.indkey) with ordinality k(number, place) on true join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
    where i.indrelid = $1::regclass and i.indisunique and i.indpred is null group by i.indexrelid`, [`public.${table}`]);
  return rows.map((row) => row.key);
}

const SESSIONS = [
  { who: 'the desks, as the app connects', role: DESKS, first: 'select 1' },
  { who: 'the desks, with tables of its own in the way', role: DESKS, first: 'create temp table seal (registration_no text); set search_path = pg_temp, public' },
  { who: 'the owner of the tables', role: SITE_OWNER, first: 'select 1' },
  { who: 'a superuser who plays a replica', role: CLUSTER_OWNER, first: 'set session_replication_role = replica' },
] as const;

describe.each(SESSIONS)('a session of $who', ({ role, first }) => {
  let session: pg.Client;
  beforeAll(async () => {
    session = await connect(role);
    await session.query(first);
  });
  afterAll(() => session.end());

  describe.each(FINAL_TABLES.map((table) => ({ table })))('at a row of a signed case in $table', ({ table }) => {
    test('changes no column', async () => {
      for (const [column, value] of Object.entries(await signedRow(table))) {
        await isRefused(session, `update public.${table} set ${column} = $1 where registration_no = $2`, [typeof value === 'number' ? value + 1 : `${value ?? ''}x`, scene.signed]);
      }
    });

    test('deletes nothing, alone or with all others, and empties no table', async () => {
      await isRefused(session, `delete from public.${table} where registration_no = $1`, [scene.signed]);
      await isRefused(session, `delete from public.${table}`);
      await isRefused(session, `truncate public.${table} cascade`, []);
      await isRefused(session, `truncate public.${table} restart identity`, [], /^(finality: |permission denied|must be owner|cannot truncate)/);
    });

    test('puts no other row beside it', async () => {
      await tryInsert(session, table, freshCopy(table, await signedRow(table)));
      await tryInsert(session, table, freshCopy(table, await signedRow(table)), 'on conflict do nothing');
      await isRefused(session, `insert into public.${table} select * from public.${table} where registration_no = $1`, [scene.signed]);
    });

    test('does not replace it by UPSERT or MERGE', async () => {
      const row = await signedRow(table);
      await tryInsert(session, table, row);
      await tryInsert(session, table, row, 'on conflict do nothing');
      for (const key of await keysOf(table)) await tryInsert(session, table, row, `on conflict (${key.join(', ')}) do update set registration_no = excluded.registration_no`);
      await isRefused(session, `merge into public.${table} t using (select $1::text as no) s on t.registration_no = s.no when matched then update set registration_no = s.no`, [scene.signed]);
      await isRefused(session, `merge into public.${table} t using (select $1::text as no) s on t.registration_no = s.no when matched then delete`, [scene.signed]);
    });

    test('does not push it out by a row of another registration that brings its key', async () => {
      const [signed, open] = [await signedRow(table), await rowOf(table, scene.open)];
      for (const key of (await keysOf(table)).filter((columns) => !columns.includes('registration_no'))) {
        const stolen = Object.fromEntries(key.map((column) => [column, signed[column] ?? null]));
        await tryInsert(session, table, { ...(open ?? { ...signed, registration_no: scene.open }), ...stolen }, `on conflict (${key.join(', ')}) do update set registration_no = excluded.registration_no`);
        if (open === undefined) continue;
        await isRefused(session, `update public.${table} set ${key.map((column, i) => `${column} = $${i + 2}`).join(', ')} where registration_no = $1`, [scene.open, ...Object.values(stolen)]);
      }
    });

    test('does not move it away, and no row to it', async () => {
      await isRefused(session, `update public.${table} set registration_no = $1 where registration_no = $2`, [scene.open, scene.signed]);
      if (await rowOf(table, scene.open)) await isRefused(session, `update public.${table} set registration_no = $1 where registration_no = $2`, [scene.signed, scene.open]);
    });

    test('does none of it under another isolation, which would not see a seal that was just made', async () => {
      for (const level of ['repeatable read', 'serializable']) {
        await session.query(`begin isolation level ${level}`);
        await isRefused(session, `delete from public.${table} where registration_no = $1`, [scene.signed]);
        await session.query('rollback');
      }
    });
  });

  test('never touches what is only added to', async () => {
    for (const table of ['audit_event', ...APPEND_ONLY_TABLES.map(({ name }) => name), 'material_bytes']) {
      await isRefused(session, `truncate public.${table} cascade`, []);
    }
    await isRefused(session, `update public.audit_event set payload = payload`);
    await isRefused(session, `delete from public.audit_event`);
    await isRefused(session, `insert into public.audit_event select * from public.audit_event`);
    await isRefused(session, `insert into public.audit_event select * from public.audit_event on conflict (seq) do update set payload = '{}'`);
    const next = `(select max(seq) from public.audit_event)`;
    for (const [seq, hash] of [[`${next} + 2`, 'hash'], [`${next} + 1`, `'${'0'.repeat(64)}'`], [next, 'hash'], ['0', 'hash']]) {
      await isRefused(session, `insert into public.audit_event select ${seq}, at, desk_id, staff_id, kind, registration_no, payload, ${hash}, 'x' from public.audit_event where seq = ${next}`);
    }
  });
});

describe('the role of the desks', () => {
  let session: pg.Client;
  beforeAll(async () => { session = await connect(DESKS); });
  afterEach(() => session.query('rollback'));
  afterAll(() => session.end());

  const ATTEMPTS = [
    'drop table seal', 'alter table seal disable trigger all', 'drop trigger seal_final_insert on seal', 'alter table registration add column note text',
    'create table note (id text)', 'create function public.refuse_truncate() returns trigger language plpgsql as $$ begin return null; end $$',
    'create or replace function public.hold_write_lock() returns void language plpgsql as $$ begin end $$', 'drop function public.refuse_sealed_update cascade',
    'create trigger helper after insert on seal for each row execute function public.refuse_truncate()', 'create rule quiet as on delete to seal do instead nothing',
    'set session_replication_role = replica', `set role ${SITE_OWNER}`, `set session authorization ${SITE_OWNER}`, 'alter table seal owner to desks',
    'alter role desks superuser', 'create role helper', 'truncate claim', 'reindex table seal', 'alter sequence correction_seq_seq restart', `copy seal to program 'cat'`,
    'insert into kysely_migration values (\'009-later\', \'\')', 'delete from kysely_migration', 'drop schema public cascade', 'alter database postgres set fsync = off',
  ];

  test.each(ATTEMPTS)('may not: %s', async (attempt) => {
    const outcome = await session.query(attempt).then(() => 'done', (error: Error) => error.message);
    expect(outcome).toMatch(/^(permission denied|must be owner|must be superuser|must have|no privileges|permission denied to)/);
  });
});

describe('two sessions at the same moment, past the way of the app', () => {
  /** Both do their statement in a transaction of their own; the second one waits for the first. Answers with what each was told. */
  async function together(statement: string, values: readonly (string | number)[], afterwards: string): Promise<readonly string[]> {
    const sessions = [await connect(DESKS), await connect(DESKS)];
    const told = await Promise.all(sessions.map(async (session) => {
      await session.query('begin');
      return session.query(statement, [...values]).then(() => session.query(afterwards)).then(() => session.query('commit')).then(() => 'done', async (error: Error) => {
        await session.query('rollback');
        return error.message;
      });
    }));
    for (const session of sessions) await session.end();
    return told.toSorted();
  }

  test('append one event of one number: the chain has no gap and no fork', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { rows: [head] } = await scene.watch.query<{ seq: number; hash: string }>('select seq, hash from audit_event order by seq desc limit 1');
      const told = await together(`insert into audit_event values ($1, '', 'desk-1', null, 'case.opened', null, '{}', $2, $3)`, [(head?.seq ?? 0) + 1, head?.hash ?? '', `hash ${round}`], 'select 1');
      expect(told).toEqual(['done', 'finality: not-next-event']);
    }
    const { rows: [count] } = await scene.watch.query<{ rows: number; last: number }>('select count(*)::int as rows, max(seq) as last from audit_event');
    expect(count?.rows).toBe(count?.last);
  });

  test('correct one field: one request is open', async () => {
    const request = `insert into correction (id, registration_no, field, old_value, new_value, reason, state, requested_by, requested_at) values (gen_random_uuid()::text, $1, 'mobile', '', 'x', '', 'requested', 'reviewer-1', '')`;
    expect(await together(request, [scene.open], 'select 1')).toEqual(['done', 'record: correction-open']);
  });
});

describe('a case that is not signed', () => {
  test('can still be changed, so the refusals above are about signing', async () => {
    const session = await connect(DESKS);
    const changed: string[] = [];
    for (const table of FINAL_TABLES) {
      if (table === 'correction' || !(await rowOf(table, scene.open))) continue;
      await session.query('begin');
      await session.query(`update ${table} set registration_no = registration_no where registration_no = $1`, [scene.open]);
      await session.query('rollback');
      changed.push(table);
    }
    await session.end();
    expect(changed).toEqual(['review_case', 'registration', 'material_image', 'identity_check', 'field_check', 'material_decision', 'review_pass', 'evidence', 'sheet']);
  });

  test('is signed while another session works on it: whoever comes second waits, and then is refused', async () => {
    const [signing, working] = [await connect(DESKS), await connect(DESKS)];
    await working.query('begin');
    await working.query('insert into review_pass (id, registration_no, pass, outcome, by_staff, at) values (\'before\', $1, 1, \'passed\', \'reviewer-1\', \'\')', [scene.open]);
    await signing.query('begin');
    const sealing = signing.query(`insert into seal select $1, content, sha256, signature, desk_id, signed_at, sheet_revision from seal where registration_no = $2`, [scene.open, scene.signed]);
    const waits = await scene.watch.query<{ n: number }>(`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);
    expect(waits.rows[0]?.n, 'the seal waits for the work that came first, or has not arrived yet').toBeLessThanOrEqual(1);
    await working.query('commit');
    await sealing;
    const late = working.query('insert into review_pass (id, registration_no, pass, outcome, by_staff, at) values (\'after\', $1, 1, \'passed\', \'reviewer-1\', \'\')', [scene.open])
      .then(() => 'done', (error: Error) => error.message);
    const secondSeal = scene.watch.query('insert into seal select $1, content, sha256, signature, desk_id, signed_at, sheet_revision from seal where registration_no = $2', [scene.open, scene.signed])
      .then(() => 'done', (error: Error) => error.message);
    await signing.query(`update review_case set state = 'signed', version = version + 1 where registration_no = $1`, [scene.open]);
    await signing.query('commit');
    expect(await late).toBe('finality: case-signed');
    expect(await secondSeal, 'and no two desks can both seal it').toBe('finality: case-signed');
    expect((await scene.watch.query('select id from review_pass where registration_no = $1 order by seq', [scene.open])).rows.map((row: { id: string }) => row.id)).toEqual([`pass-${scene.open}`, 'before']);
    await signing.end();
    await working.end();
  });
});
