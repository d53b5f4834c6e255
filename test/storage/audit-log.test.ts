import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src-main/canonical/canonical-json';
import { verifyChain } from '../../src-main/domain/audit-chain';
import type { AuditEvent, JsonValue } from '../../src-main/domain/audit-event';
import { ok } from '../../src-main/domain/result';
import { hashEvent, readChain } from '../../src-main/storage/audit-log';
import { ENGINES } from '../support/engines';
import { AT_DESK } from '../support/stored-cases';

const JSON_VALUE = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()), fc.integer(), fc.boolean(), fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.string({ maxLength: 5 }), tie('value'), { maxKeys: 3 })),
})).value;

describe.each(ENGINES)('on $name', ({ withStore }) => {
  test('what is appended comes back as it was hashed, whatever the payload holds', async () => {
    await withStore(async ({ store }) => {
      await fc.assert(fc.asyncProperty(JSON_VALUE, async (value) => {
        const written = await store.inTransaction<AuditEvent, never>(async (tx) => ok(await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: '20269901000001', payload: { value } })));
        if (!written.ok) throw new Error(written.error.code);
        const [read] = await store.listEvents({ fromSeq: written.value.seq, limit: 1 });
        expect(read).toEqual(written.value);
        const { hash, ...content } = read ?? written.value;
        expect(digestOf({ ...content })).toBe(hash);
      }), { numRuns: 60 });
      expect(await verifyChain(readChain(store), hashEvent)).toMatchObject({ sound: true });
    });
  });

  test('a payload that no file could carry is refused before it breaks the chain', async () => {
    await withStore(async ({ store }) => {
      const torn = store.inTransaction(async (tx) => ok(await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: { note: '\ud800' } })));
      await expect(torn).rejects.toThrow();
      expect(await verifyChain(readChain(store), hashEvent)).toEqual({ sound: true, events: 1, firstBroken: null });
    });
  });

  test('events are listed page by page, all of them or those of one registration', async () => {
    await withStore(async ({ store }) => {
      await store.inTransaction(async (tx) => {
        for (let i = 0; i < 10; i += 1) await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: i % 2 === 0 ? 'even' : 'odd', payload: { i } });
        return ok(null);
      });
      const pages = [await store.listEvents({ fromSeq: 1, limit: 4 }), await store.listEvents({ fromSeq: 5, limit: 4 }), await store.listEvents({ fromSeq: 9, limit: 4 })];
      expect(pages.map((page) => page.map((event) => event.seq))).toEqual([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11]]);
      expect((await store.listEvents({ fromSeq: 4, limit: 3, registrationNo: 'even' })).map((event) => event.payload['i'])).toEqual([2, 4, 6]);
      expect(await Array.fromAsync(readChain(store, 9), (event) => event.seq)).toEqual([9, 10, 11]);
    });
  });
});
