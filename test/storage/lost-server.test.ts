import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../src-main/domain/audit-chain';
import { err, ok } from '../../src-main/domain/result';
import { hashEvent, readChain } from '../../src-main/storage/audit-log';
import { connectToServer } from '../../src-main/storage/connection';
import { attachToStore, openStore } from '../../src-main/storage/open-store';
import { StorageFailure } from '../../src-main/storage/storage-failure';
import type { Store, StoreWriter } from '../../src-main/storage/store';
import { openCuttingProxy } from '../support/cutting-proxy';
import type { CuttingProxy } from '../support/cutting-proxy';
import { withTestDatabase } from '../support/server-store';
import { AT_DESK } from '../support/stored-cases';
import { TEST_KEY, withStoreAt, withTemporaryFolder } from '../support/temporary-store';

interface Scene {
  /** The desk, whose wire goes through the proxy. */
  store: Store;
  /** Another desk on a wire of its own. */
  other: Store;
  proxy: CuttingProxy;
  url: string;
}

function withWire(work: (scene: Scene) => Promise<void>): Promise<void> {
  return withTestDatabase((database) => withTemporaryFolder(async (dir) => {
    const proxy = await openCuttingProxy(database.port);
    const url = database.urlOf().replace(String(database.port), String(proxy.port));
    try {
      await withStoreAt({ dir, key: TEST_KEY, server: { url } }, async ({ store }) => {
        const other = attachToStore({ dir, key: TEST_KEY, server: { url: database.urlOf() } });
        await work({ store, other, proxy, url });
        await other.close();
      });
    } finally {
      await proxy.close();
    }
  }));
}

function tell(tx: StoreWriter, note: string) {
  return tx.append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: { note } });
}

async function notes(store: Store): Promise<readonly unknown[]> {
  return (await store.listEvents({ fromSeq: 2, limit: 100 })).map((event) => event.payload['note']);
}

describe('a wire that is cut', () => {
  test('between two commands is not noticed: the next one connects again', async () => {
    await withWire(async ({ store, proxy }) => {
      await store.inTransaction(async (tx) => ok(await tell(tx, 'before')));
      await store.getAuditHead();
      proxy.cut();
      await expect.poll(async () => (await store.inTransaction(async (tx) => { await tell(tx, 'after'); return ok(null); })).ok).toBe(true);
      expect(await notes(store)).toContain('after');
    });
  });

  test('in the middle of a transaction undoes it, says so, and the next one works', async () => {
    await withWire(async ({ store, other, proxy }) => {
      const torn = await store.inTransaction(async (tx) => {
        await tell(tx, 'torn');
        proxy.cut();
        await tell(tx, 'torn, too');
        return ok(null);
      });
      expect(torn).toEqual(err({ code: 'server-lost', applied: 'no' }));
      expect(await store.inTransaction(async (tx) => { await tell(tx, 'after'); return ok(null); })).toEqual(ok(null));
      expect(await notes(other)).toEqual(['after']);
    });
  });

  test('before the commit arrived, or before its answer did: nobody can tell, and it is said', async () => {
    await withWire(async ({ store, other, proxy }) => {
      for (const passOn of [false, true]) {
        const torn = await store.inTransaction(async (tx) => {
          await tell(tx, passOn ? 'arrived' : 'never arrived');
          proxy.cutAt('commit', passOn);
          return ok(null);
        });
        expect(torn).toEqual(err({ code: 'server-lost', applied: 'unknown' }));
      }
      expect(await store.inTransaction(async (tx) => { await tell(tx, 'after'); return ok(null); })).toEqual(ok(null));
      expect(await notes(other)).toEqual(['arrived', 'after']);
      expect(await verifyChain(readChain(other), hashEvent)).toMatchObject({ sound: true, events: 3 });
    });
  });

  test('while another desk waits for it lets that desk go on', async () => {
    await withWire(async ({ store, other, proxy }) => {
      let waiting: Promise<unknown> = Promise.resolve();
      const torn = await store.inTransaction(async (tx) => {
        await tell(tx, 'torn');
        waiting = other.inTransaction(async (others) => { await tell(others, 'the other desk'); return ok(null); });
        proxy.cut();
        await tell(tx, 'torn, too');
        return ok(null);
      });
      expect(torn).toMatchObject(err({ code: 'server-lost' }));
      expect(await waiting).toEqual(ok(null));
      expect(await notes(other)).toEqual(['the other desk']);
    });
  });

  test('in the middle of a read is told by the read', async () => {
    await withWire(async ({ store, proxy }) => {
      // Another reading first: the connection stands, and the words of the next one still have to go over it.
      await store.listStaff();
      proxy.cutAt('audit_event', false);
      const read = store.getAuditHead();
      await expect(read).rejects.toBeInstanceOf(StorageFailure);
      await expect(read).rejects.toMatchObject({ trouble: { code: 'server-lost' } });
      expect((await store.getAuditHead()).seq).toBe(1);
    });
  });
});

describe('a server that does not answer', () => {
  test('is told as unreachable, nothing is begun, and reads say so too', async () => {
    await withWire(async ({ store, proxy }) => {
      await proxy.close();
      let begun = false;
      expect(await store.inTransaction(async () => { begun = true; return ok(null); })).toEqual(err({ code: 'server-unreachable' }));
      expect(begun).toBe(false);
      await expect(store.getAuditHead()).rejects.toMatchObject({ trouble: { code: 'server-unreachable' } });
    });
  });

  test('and says nothing at all is given up after a while, also in the middle of a command', async () => {
    await withWire(async ({ proxy, url }) => {
      const impatient = connectToServer({ url }, { mode: 'write', answerWithinMs: 300 });
      const torn = await impatient.inTransaction(async (trx) => {
        await trx.selectFrom('store_setting').select('key').execute();
        proxy.fallSilent();
        await trx.selectFrom('store_setting').select('key').execute();
        return ok(null);
      });
      expect(torn).toEqual(err({ code: 'server-lost', applied: 'no' }));
      await impatient.close();
    });
  });
});

test('what ends a session at the server is a lost server: a shutdown, an administrator, a transaction that stood still', async () => {
  await withWire(async ({ store, other, url }) => {
    await store.getAuditHead();
    const killer = connectToServer({ url: url.replace('desks@', 'postgres@') }, { mode: 'write' });
    const torn = await store.inTransaction(async (tx) => {
      await tell(tx, 'torn');
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`.execute(killer.db);
      await tell(tx, 'torn, too');
      return ok(null);
    });
    expect(torn).toEqual(err({ code: 'server-lost', applied: 'no' }));
    await killer.close();
    expect(await notes(other)).toEqual([]);
  });
});

test('a store that cannot be reached is not opened, and opens when the server is back', async () => {
  await withTestDatabase((database) => withTemporaryFolder(async (dir) => {
    const proxy = await openCuttingProxy(database.port);
    const place = { dir, key: TEST_KEY, server: { url: database.urlOf().replace(String(database.port), String(proxy.port)) } };
    await withStoreAt(place, async () => undefined);
    await proxy.close();
    expect(await openStore(place)).toEqual(err({ code: 'server-unreachable' }));
    const opened = await openStore({ dir, key: TEST_KEY, server: { url: database.urlOf() } });
    expect(opened.ok).toBe(true);
    if (opened.ok) await opened.value.close();
  }));
});

describe('what the server says of a statement', () => {
  /** Has the server itself report this state in the middle of a transaction, so often. */
  async function reported(url: string, state: string, times: number, busyWaitMs = 5_000) {
    const connection = connectToServer({ url }, { mode: 'write' }, { busyWaitMs });
    let begun = 0;
    const outcome = await connection.inTransaction(async (trx) => {
      begun += 1;
      if (begun <= times) await sql.raw(`do $$ begin raise exception 'as reported' using errcode = '${state}'; end $$`).execute(trx);
      return ok(null);
    }).catch((error: Error) => error.message);
    await connection.close();
    return { outcome, begun };
  }

  test.each(['40001', '40P01'])('%s, undone for another transaction: it is done again', async (state) => {
    await withWire(async ({ url }) => {
      expect(await reported(url, state, 3)).toEqual({ outcome: ok(null), begun: 4 });
      expect((await reported(url, state, 10_000, 60)).outcome, 'and given up in the end').toEqual(err({ code: 'store-busy' }));
    });
  });

  test('anything else has its name, or is a fault of the program', async () => {
    await withWire(async ({ url }) => {
      const names = [
        ['53100', err({ code: 'disk-full' })], ['53200', err({ code: 'store-busy' })], ['55P03', err({ code: 'store-busy' })], ['25006', err({ code: 'disk-read-only' })],
        ['58030', err({ code: 'disk-failed', detail: '58030: as reported' })], ['XX001', err({ code: 'store-damaged', detail: 'XX001: as reported' })],
        ['57P01', err({ code: 'server-lost', applied: 'no' })], ['23505', 'as reported'], ['P0001', 'as reported'],
      ] as const;
      for (const [state, outcome] of names) expect(await reported(url, state, 1), state).toEqual({ outcome, begun: 1 });
    });
  });
});
