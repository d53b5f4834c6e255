import { describe, expect, test } from 'vitest';
import { ok } from '../../src-main/domain/result';
import type { Store } from '../../src-main/storage/store';
import { verifyStoredChain } from '../../src-main/workflows/verify-chain';
import { ENGINES } from '../support/engines';
import type { Engine } from '../support/engines';
import { AT_DESK, sealOf, storeReadyCase, storeSignedCase } from '../support/stored-cases';
import { placeOf } from '../support/temporary-store';

const TAKE_BACK = ['delete from signed_picture', 'delete from signature', 'delete from seal', `update review_case set state = 'readyToSign'`];

/** What the owner of the file or of the server can do with other tools. */
async function meddle(engine: Engine, store: Store, statements: readonly string[]): Promise<void> {
  const owner = engine.openRaw(placeOf(store));
  const isFile = engine.name === 'SQLite';
  try {
    const off = isFile
      ? (await owner.rows<{ name: string }>(`select name from sqlite_schema where type = 'trigger'`)).map(({ name }) => `drop trigger ${name}`)
      : ['seal', 'signature', 'signed_picture', 'review_case', 'registration'].map((table) => `alter table ${table} disable trigger user`);
    for (const statement of [...off, ...statements]) await owner.run(statement);
  } finally {
    await owner.close();
  }
}

describe.each(ENGINES)('the check of the record on $name', (engine) => {
  const cases = [
    { what: 'a seal that was taken away with everything of the signing', statements: TAKE_BACK },
    { what: 'a case that was rewritten', statements: [`update registration set fields = replace(fields, '王晓明', '王晓朋')`] },
    { what: 'a seal that another key signed', statements: [`update seal set signature = '${Buffer.alloc(64).toString('base64')}'`] },
  ];
  test.each(cases)('names the signing of $what', async ({ statements }) => {
    await engine.withStore(async ({ store }) => {
      await storeSignedCase(store, 1);
      await storeReadyCase(store, 2);
      const { seq: signing } = await store.getAuditHead();
      await meddle(engine, store, statements);
      expect(await verifyStoredChain(store)).toEqual({ sound: false, events: signing, firstBroken: signing });
    });
  });

  test('names a second signing of one case', async () => {
    await engine.withStore(async ({ store }) => {
      const no = await storeSignedCase(store, 1);
      const { seq: signing } = await store.getAuditHead();
      expect(await verifyStoredChain(store)).toMatchObject({ sound: true });
      await store.inTransaction(async (tx) => {
        await tx.append(AT_DESK, { kind: 'case.signed', registrationNo: no, payload: { seal: 'ab'.repeat(32) } });
        return ok(null);
      });
      expect(sealOf(no).sha256).not.toBe('ab'.repeat(32));
      expect(await verifyStoredChain(store)).toMatchObject({ sound: false, firstBroken: signing + 1 });
    });
  });
});
