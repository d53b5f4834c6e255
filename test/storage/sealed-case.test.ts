import { describe, expect, test } from 'vitest';
import { openSqliteFile } from '../../src-main/storage/dialects/sqlite';
import { attachToStore } from '../../src-main/storage/open-store';
import { isSealSigned } from '../../src-main/storage/seal-check';
import { StorageFailure } from '../../src-main/storage/storage-failure';
import { sealOf, storeReadyCase, storeSignedCase } from '../support/stored-cases';
import { TEST_KEY, withTemporaryStore } from '../support/temporary-store';

/** A signed case into whose rows the owner of the file wrote with other tools; the answer is what reading it says. */
async function readAfter(meddle: string): Promise<unknown> {
  let told: unknown = null;
  await withTemporaryStore(async ({ store, dir }) => {
    const no = await storeSignedCase(store, 1);
    const owner = openSqliteFile(`${dir}/countersign.db`, { mode: 'write', key: TEST_KEY });
    owner.pragma('foreign_keys = off');
    for (const { name } of owner.prepare(`select name from sqlite_schema where type = 'trigger'`).all() as { name: string }[]) owner.exec(`drop trigger ${name}`);
    owner.exec(meddle);
    owner.close();
    const reading = attachToStore({ dir, key: TEST_KEY });
    told = await reading.findCase(no).then(() => 'shown', (error: unknown) => (error instanceof StorageFailure ? error.trouble : error));
    await reading.close();
  });
  return told;
}

const MEDDLING: Readonly<Record<string, { does: string; part: string }>> = {
  'a field was rewritten': { does: `update registration set fields = replace(fields, '王晓明', '王晓朋')`, part: 'values' },
  'a correction was rewritten': { does: `update correction set new_value = '测试第三医院'`, part: 'values' },
  'a correction was taken away': { does: `delete from correction`, part: 'values' },
  'another photo was put there': { does: `update registration set photo = (select sha256 from blob where sha256 <> photo limit 1)`, part: 'values' },
  'the evidence was exchanged': { does: `update evidence set sha256 = (select photo from registration)`, part: 'values' },
  'the sheet was rewritten': { does: `update sheet set content = replace(content, '测试考点', '测试考场')`, part: 'sheet' },
  'the sheet was voided': { does: `update sheet set voided_at = '2026-03-01T10:00:00+08:00'`, part: 'sheet' },
  'the strokes were rewritten': { does: `update signature set content = replace(content, '1000', '1001')`, part: 'signature' },
  'the strokes are gone': { does: `delete from signed_picture; delete from signature`, part: 'signature' },
  'the seal was rewritten': { does: `update seal set content = replace(content, '25000', '25001')`, part: 'seal' },
  'the time of signing was moved': { does: `update seal set signed_at = '2026-03-02T09:00:00+08:00'`, part: 'state' },
  'the identity check was turned': { does: `update identity_check set passed = 0`, part: 'identity' },
  'the seal was taken away': { does: `delete from seal`, part: 'seal' },
  'seal, ink and state were taken back': { does: `delete from signed_picture; delete from signature; delete from seal; update review_case set state = 'readyToSign'`, part: 'seal' },
};

describe('a signed case', () => {
  for (const [what, { does, part }] of Object.entries(MEDDLING)) {
    test(`is not shown when ${what}`, async () => {
      expect(await readAfter(does)).toMatchObject({ code: 'seal-broken', part });
    });
  }

  test('is shown when only what was not sealed has changed', async () => {
    expect(await readAfter(`update field_check set note = 'later'`)).toBe('shown');
  });

  test('carries a signature that only the desk key made', async () => {
    await withTemporaryStore(async ({ store }) => {
      const no = await storeSignedCase(store, 1);
      const [key] = await store.listDeskKeys();
      const seal = (await store.findCase(no))?.seal ?? sealOf(no);
      expect(isSealSigned(seal, key?.publicPem ?? '')).toBe(true);
      expect(isSealSigned({ ...seal, content: seal.content.replace('25000', '25001') }, key?.publicPem ?? '')).toBe(false);
      expect(isSealSigned(seal, 'no key')).toBe(false);
    });
  });
});

describe('a case that waits for the signature', () => {
  test('has no seal to be compared with', async () => {
    await withTemporaryStore(async ({ store }) => {
      const no = await storeReadyCase(store, 1);
      expect((await store.findCase(no))?.seal).toBeNull();
    });
  });
});
