import { canonicalJson, sha256Hex } from '../../../src-main/canonical/canonical-json';
import type { JsonValue } from '../../../src-main/domain/audit-event';
import type { SitePolicy } from '../../../src-main/domain/policy';
import { ok } from '../../../src-main/domain/result';
import type { Store } from '../../../src-main/storage/store';
import { testPolicy } from '../../support/default-policy';
import { registrationNoOf, registrationRow, storeRegistrations } from '../../support/stored-registrations';
import type { OpenStoreInput } from '../../../src-main/storage/open-store';

const ALWAYS = [{ from: '2020-01-01', to: '2099-12-31', hours: ['00:00-24:00'] }];

/** A site where every step is one command: no papers to compare, one check, nothing to read. The races are about who is first. */
export function racePolicy(): SitePolicy {
  return testPolicy({
    schedule: ALWAYS, corrections: ALWAYS, required: [], checks: { count: 1, samePersonMayDoBoth: true },
    fields: { workUnit: { compare: false, correctable: true, evidence: [], risk: 'normal', selfContact: false } },
    signing: { legalOriginal: 'electronic', minDwellSeconds: 0, sectionsConfirmed: false },
  });
}

const AT = '2026-03-01T09:00:00+08:00';

/** The cases that the desks race for. Answers with their numbers. */
export async function furnishRace(store: Store, place: OpenStoreInput, cases: number): Promise<readonly string[]> {
  const content = canonicalJson(racePolicy() as unknown as JsonValue);
  const done = await store.inTransaction(async (tx) => {
    await tx.adoptPolicy({ content, digest: sha256Hex(content), adoptedAt: AT, adoptedBy: null });
    return ok(null);
  });
  if (!done.ok) throw new Error(`no policy: ${JSON.stringify(done.error)}`);
  await storeRegistrations(place, Array.from({ length: cases }, (_, n) => registrationRow(n)));
  return Array.from({ length: cases }, (_, n) => registrationNoOf(n));
}
