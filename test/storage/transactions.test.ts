import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { err, ok } from '../../src-main/domain/result';
import { openConnection } from '../../src-main/storage/connection';
import { attachToStore } from '../../src-main/storage/open-store';
import type { Store, StoreWriter } from '../../src-main/storage/store';
import { startProgram } from '../support/child-program';
import { ENGINES } from '../support/engines';
import { AT_DESK } from '../support/stored-cases';

const WRITER = resolve(import.meta.dirname, 'programs/hold-write.ts');

function tell(tx: StoreWriter, note: string) {
  return tx.append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: { note } });
}

async function notes(store: Store): Promise<readonly unknown[]> {
  return (await store.listEvents({ fromSeq: 2, limit: 100 })).map((event) => event.payload['note']);
}

describe.each(ENGINES)('on $name', ({ withStore }) => {
  describe('a transaction', () => {
    test('is kept when its work says so, and what it said comes back', async () => {
      await withStore(async ({ store }) => {
        expect(await store.inTransaction(async (tx) => { await tell(tx, 'kept'); return ok(7); })).toEqual(ok(7));
        expect(await notes(store)).toEqual(['kept']);
      });
    });

    test('is rolled back when its work refuses, and the refusal comes back as it is', async () => {
      await withStore(async ({ store }) => {
        const refusal = { code: 'outside-schedule', until: '2026-03-02' };
        expect(await store.inTransaction(async (tx) => { await tell(tx, 'dropped'); return err(refusal); })).toEqual(err(refusal));
        expect(await notes(store)).toEqual([]);
      });
    });

    test('is rolled back when its work throws, and the next one works', async () => {
      await withStore(async ({ store }) => {
        await expect(store.inTransaction(async (tx) => { await tell(tx, 'dropped'); throw new Error('a fault'); })).rejects.toThrow('a fault');
        expect(await store.inTransaction(async (tx) => { await tell(tx, 'kept'); return ok(null); })).toEqual(ok(null));
        expect(await notes(store)).toEqual(['kept']);
      });
    });

    test('sees its own writes, while reads outside see the last commit and do not wait', async () => {
      await withStore(async ({ store }) => {
        await store.inTransaction(async (tx) => {
          await tell(tx, 'inside');
          expect((await tx.getAuditHead()).seq).toBe(2);
          expect((await store.getAuditHead()).seq).toBe(1);
          return ok(null);
        });
        expect((await store.getAuditHead()).seq).toBe(2);
      });
    });

    test('refuses to be asked for inside itself, instead of waiting for ever', async () => {
      await withStore(async ({ store }) => {
        const nested = store.inTransaction(async () => store.inTransaction(async () => ok(null)));
        await expect(nested).rejects.toThrow('inside itself');
        expect(await store.inTransaction(async () => ok('free again'))).toEqual(ok('free again'));
      });
    });

    test('many at once are done one after the other, without a gap in the chain', async () => {
      await withStore(async ({ store, place }) => {
        const other = attachToStore(place);
        const many = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? store : other).inTransaction(async (tx) => ok((await tell(tx, String(i))).seq)));
        const seqs = (await Promise.all(many)).map((done) => (done.ok ? done.value : 0)).toSorted((a, b) => a - b);
        expect(seqs).toEqual(Array.from({ length: 60 }, (_, i) => i + 2));
        await other.close();
      });
    });
  });

  describe('a lock held by another process', () => {
    test('is waited for without blocking this thread', async () => {
      await withStore(async ({ store, place }) => {
        const writer = startProgram(WRITER, [JSON.stringify(place)]);
        expect(await writer.nextLine()).toBe('held');
        let letGo = false;
        const pending = store.inTransaction(async (tx) => { await tell(tx, 'after'); return ok({ letGo }); });
        expect(await notes(store), 'the thread is free and reads go on').toEqual([]);
        letGo = true;
        writer.endInput();
        expect(await pending).toEqual(ok({ letGo: true }));
        await writer.end();
      });
    });

    test('that does not end is told as a busy store; later work goes on', async () => {
      await withStore(async ({ store, place }) => {
        const writer = startProgram(WRITER, [JSON.stringify(place)]);
        expect(await writer.nextLine()).toBe('held');
        const hurried = openConnection(place.dir, { ...place, busyWaitMs: 30 });
        expect(await hurried.inTransaction(async () => ok(null))).toEqual(err({ code: 'store-busy' }));
        await writer.end('SIGKILL');
        // A server notices a little later that its client is no more.
        await expect.poll(() => hurried.inTransaction(async () => ok('free')), { message: 'a killed writer holds nothing' }).toEqual(ok('free'));
        await hurried.close();
        expect(await store.inTransaction(async () => ok('free'))).toEqual(ok('free'));
      });
    });
  });
});
