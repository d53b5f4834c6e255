import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuditKind } from '../../src-main/domain/audit-event';
import type { SitePolicy } from '../../src-main/domain/policy';
import { findExportRefusal, findRetentionRefusal, lastDayKept, type ExportProof, type StoreBeside } from '../../src-main/domain/purge-rules';
import { testPolicy } from '../support/default-policy';

const SPAN = { from: '2026-03-01', to: '2026-03-10', hours: ['08:00-12:00'] };
const policyOf = (tos: readonly string[], retentionDays: number): SitePolicy => testPolicy({ retentionDays, schedule: tos.map((to) => ({ ...SPAN, to })) });

describe('the retention of a store', () => {
  test('counts from the last day of the schedule, whatever the order of its spans', () => {
    expect(lastDayKept(policyOf(['2026-03-20', '2026-03-10'], 1095))).toBe('2029-03-19');
    expect(lastDayKept(policyOf(['2028-02-28'], 1))).toBe('2028-02-29');
  });

  test('is over when the site’s own day after it begins, and never without a schedule', () => {
    const policy = policyOf(['2026-03-10'], 30);
    expect(findRetentionRefusal(policy, new Date('2026-04-09T23:59:59+08:00'))).toMatchObject({ code: 'purge-too-early', params: { kept: '2026-04-09' } });
    expect(findRetentionRefusal(policy, new Date('2026-04-10T00:00:00+08:00'))).toBeNull();
    expect(findRetentionRefusal(policyOf([], 1), new Date('2100-01-01T00:00:00Z'))).toMatchObject({ code: 'purge-no-schedule' });
    expect(findRetentionRefusal(null, new Date('2100-01-01T00:00:00Z'))).toMatchObject({ code: 'purge-no-schedule' });
  });
});

const HEAD = { seq: 9, hash: 'a'.repeat(64) };
const number = fc.constantFrom('1', '2', '3', '4');
const sealsOf = (numbers: readonly string[]): ReadonlyMap<string, string> => new Map(numbers.map((no) => [no, `seal ${no}`]));

describe('an export stands for a store', () => {
  test('when every seal of the store is in it, byte for byte', () => {
    fc.assert(fc.property(fc.uniqueArray(number), fc.uniqueArray(number), (stored, exported) => {
      const proof: ExportProof = { sha256: '', seals: sealsOf(exported), lastEvent: HEAD };
      const found = findExportRefusal(proof, { seals: sealsOf(stored), atExport: HEAD, since: [] });
      expect(found === null).toBe(stored.every((no) => exported.includes(no)));
    }));
    const changed: ExportProof = { sha256: '', seals: new Map([['1', 'another seal']]), lastEvent: HEAD };
    expect(findExportRefusal(changed, { seals: sealsOf(['1']), atExport: HEAD, since: [] })).toMatchObject({ params: { why: 'seals-missing', registrations: '1' } });
  });

  test.each<[string, Partial<StoreBeside>, Partial<ExportProof>, string | null]>([
    ['of another chain', { atExport: { ...HEAD, hash: 'b'.repeat(64) } }, {}, 'another-store'],
    ['that ends where the store has no event', { atExport: null }, {}, 'another-store'],
    ['without a chain', {}, { lastEvent: null }, 'another-store'],
    ['after which a case was refused', { since: [{ kind: 'case.refused', registrationNo: '7' }] }, {}, 'newer-work'],
    ['after which a case was looked at and the store was backed up', { since: [{ kind: 'case.opened', registrationNo: '7' }, { kind: 'backup.written' satisfies AuditKind, registrationNo: null }] }, {}, null],
  ])('one %s', (_what, store, proof, why) => {
    const found = findExportRefusal({ sha256: '', seals: new Map(), lastEvent: HEAD, ...proof }, { seals: new Map(), atExport: HEAD, since: [], ...store });
    expect(found?.params?.['why'] ?? null).toBe(why);
  });
});
