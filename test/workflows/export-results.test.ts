import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportResults } from '../../src-main/workflows/export-results';
import { SQLITE } from '../support/engines';
import { storeSignedCase } from '../support/stored-cases';
import { placeOf } from '../support/temporary-store';

test('a record from which a seal was taken away is not exported, and the case is named', async () => {
  await SQLITE.withStore(async ({ store, dir }) => {
    const no = await storeSignedCase(store, 1);
    const before = await store.getAuditHead();
    const owner = SQLITE.openRaw(placeOf(store));
    const triggers = await owner.rows<{ name: string }>(`select name from sqlite_schema where type = 'trigger'`);
    const meddling = [...triggers.map(({ name }) => `drop trigger ${name}`), 'pragma foreign_keys = off', 'delete from signed_picture', 'delete from signature', 'delete from seal', `update review_case set state = 'readyToSign'`];
    for (const statement of meddling) await owner.run(statement);
    await owner.close();
    const never = (): never => { throw new Error('nothing is written'); };
    const ports = {
      store, files: { read: never } as never, clock: { now: () => new Date('2026-03-02T02:00:00Z') }, makePapers: never,
      keys: { sitePublicPem: null, signAsSite: never } as never,
    };
    const out = join(dir, 'out.zip');
    const exported = await exportResults(ports, { out, deskId: 'desk-1', staffId: null }, { onProgress: never, signal: new AbortController().signal });
    expect(exported).toEqual({ ok: false, error: { code: 'seal-broken', params: { registrationNo: no } } });
    expect(await store.getAuditHead()).toEqual(before);
    expect(existsSync(out)).toBe(false);
  });
});
