import { join } from 'node:path';
import { loadResourceTables } from '../../src-main/app/resource-tables';
import { effectivePolicy } from '../../src-main/domain/policy-defaults';
import type { SitePolicy } from '../../src-main/domain/policy';

export const resourcesDir = join(import.meta.dirname, '..', '..', 'resources');
export const tables = loadResourceTables(resourcesDir);

const FACTS = { site: { code: '9901', name: '测试考点' }, zone: { code: '99', name: '测试考区' }, exam: { name: '医师资格考试', year: 2026 } };
const DAYS = [{ from: '2026-03-01', to: '2026-03-05', hours: ['08:00-12:00', '14:30-17:30'] }];

/** The built-in policy of a test site that is open on the first days of March 2026. */
export function testPolicy(change: Partial<SitePolicy> = {}): SitePolicy {
  return { ...effectivePolicy(tables.policyDefaults, FACTS), schedule: DAYS, corrections: DAYS, ...change };
}
