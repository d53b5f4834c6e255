import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src-main/canonical/canonical-json';
import type { JsonValue } from '../../src-main/domain/audit-event';
import { ok } from '../../src-main/domain/result';
import { openConnection } from '../../src-main/storage/connection';
import { canonicalEvent } from '../../src-main/storage/stored-chain';
import type { Store } from '../../src-main/storage/store';
import { AT_DESK } from '../support/stored-cases';
import { registrationNoOf } from '../support/stored-registrations';
import { TEST_KEY, withTemporaryStore } from '../support/temporary-store';

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const json = fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }).filter((value) => !JSON.stringify(value).includes('-0')) as fc.Arbitrary<JsonValue>;

test('an event put together from its columns is the canonical JSON that the library makes of it', () => {
  const events = fc.record({ seq: fc.nat(), at: text, deskId: text, staffId: fc.option(text), kind: text, registrationNo: fc.option(text), payload: fc.dictionary(text, json), prevHash: text });
  fc.assert(fc.property(events, ({ seq, at, deskId, staffId, kind, registrationNo, payload, prevHash }) => {
    const columns = { seq, at, desk_id: deskId, staff_id: staffId, kind, registration_no: registrationNo, payload: canonicalJson(payload), prev_hash: prevHash };
    expect(canonicalEvent(columns)).toBe(canonicalJson({ seq, at, deskId, staffId, kind, registrationNo, payload, prevHash }));
  }), { numRuns: 1_000 });
});

/** A chain that is longer than a page. */
async function tell(store: Store, events: number): Promise<void> {
  await store.inTransaction(async (tx) => {
    for (let n = 0; n < events; n += 1) {
      await tx.append({ ...AT_DESK, staffId: n % 3 === 0 ? null : '审核"员' }, { kind: 'case.opened', registrationNo: n % 5 === 0 ? null : registrationNoOf(n), payload: { note: `第${n}次\u2028"`, n, on: true } });
    }
    return ok(null);
  });
}

describe('a chain of more events than are read at once', () => {
  test('is sound when nobody touched it', async () => {
    await withTemporaryStore(async ({ store }) => {
      await tell(store, 4_321);
      expect(await store.verifyChain()).toEqual({ sound: true, events: 4_322, firstBroken: null });
    });
  });

  const forgeries = [
    { what: 'a changed payload', change: `update audit_event set payload = '{"n":1}' where seq = 3000`, broken: 3000 },
    { what: 'a payload that says the same in another spelling', change: `update audit_event set payload = replace(payload, '"n":', '"n": ') where seq = 4100`, broken: 4100 },
    { what: 'another person', change: `update audit_event set staff_id = 'reviewer-2' where seq = 2`, broken: 2 },
    { what: 'another registration', change: `update audit_event set registration_no = null where seq = 1234`, broken: 1234 },
    { what: 'another time', change: `update audit_event set at = '2026-03-01T09:00:01+08:00' where seq = 2001`, broken: 2001 },
    { what: 'a missing event', change: 'delete from audit_event where seq = 2500', broken: 2500 },
    { what: 'the first event gone', change: 'delete from audit_event where seq = 1', broken: 1 },
    { what: 'a hash made anew without those after it', change: `update audit_event set hash = '${'0'.repeat(64)}' where seq = 4000`, broken: 4000 },
    { what: 'two events that changed places', change: 'update audit_event set seq = case seq when 70 then -71 else -70 end where seq in (70, 71); update audit_event set seq = -seq where seq < 0', broken: 70 },
  ];
  test.each(forgeries)('names the first event that does not follow: $what', async ({ change, broken }) => {
    await withTemporaryStore(async ({ store, dir }) => {
      await tell(store, 4_321);
      const forger = openConnection(dir, { key: TEST_KEY });
      for (const trigger of ['audit_event_kept_update', 'audit_event_kept_delete']) await sql.raw(`drop trigger ${trigger}`).execute(forger.db);
      for (const statement of change.split(';')) await sql.raw(statement).execute(forger.db);
      await forger.close();
      expect(await store.verifyChain()).toMatchObject({ sound: false, firstBroken: broken });
    });
  });
});
