import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { err, ok } from '../../src-main/domain/result';
import { openStore } from '../../src-main/storage/open-store';
import { startProgram } from '../support/child-program';
import { AT_DESK } from '../support/stored-cases';
import { TEST_KEY, withTemporaryStore } from '../support/temporary-store';

const HOLDER = resolve(import.meta.dirname, 'programs/hold-store.ts');

test('a second opening in the same process is told that the store is in use', async () => {
  await withTemporaryStore(async ({ dir }) => {
    expect(await openStore({ key: TEST_KEY, dir })).toEqual(err({ code: 'store-in-use', dir }));
    expect(await openStore({ key: TEST_KEY, dir }), 'asking twice changes nothing').toEqual(err({ code: 'store-in-use', dir }));
  });
});

test('a second process is told that the store is in use, and gets it when the first one closes it', async () => {
  await withTemporaryStore(async ({ store, dir }) => {
    const early = startProgram(HOLDER, [dir]);
    expect(JSON.parse(await early.nextLine())).toEqual(err({ code: 'store-in-use', dir }));
    await early.end();
    await store.close();
    const late = startProgram(HOLDER, [dir]);
    expect(JSON.parse(await late.nextLine())).toEqual({ ok: true });
    await late.end();
  });
});

test('the lock dies with a holder that is killed, and nothing of the store is lost', async () => {
  await withTemporaryStore(async ({ store, dir }) => {
    await store.inTransaction(async (tx) => ok(await tx.append(AT_DESK, { kind: 'store.opened', registrationNo: null, payload: {} })));
    await store.close();
    const holder = startProgram(HOLDER, [dir]);
    expect(JSON.parse(await holder.nextLine())).toEqual({ ok: true });
    expect(await openStore({ key: TEST_KEY, dir })).toEqual(err({ code: 'store-in-use', dir }));
    await holder.end('SIGKILL');
    const after = await openStore({ key: TEST_KEY, dir });
    if (!after.ok) throw new Error(after.error.code);
    expect((await after.value.getAuditHead()).seq).toBe(2);
    await after.value.close();
  });
});
