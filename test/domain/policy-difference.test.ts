import { describe, expect, it } from 'vitest';
import { policyDifferences } from '../../src-main/domain/policy-difference';
import type { SitePolicy } from '../../src-main/domain/policy';
import { testPolicy } from '../support/default-policy';

const policy = testPolicy();

describe('what another policy would change', () => {
  it('is nothing when it says the same, in whatever order', () => {
    const turned = Object.fromEntries(Object.entries(policy).toReversed()) as unknown as SitePolicy;
    expect(policyDifferences(policy, turned)).toEqual([]);
  });

  it('is named value by value, with what is there now and what would be', () => {
    const proposed: SitePolicy = { ...policy, checks: { count: 1, samePersonMayDoBoth: true }, retentionDays: 30, materials: { ...policy.materials, TRIAL: { ...policy.materials['TRIAL']!, max: 9 } } };
    expect(policyDifferences(policy, proposed)).toEqual([
      { path: 'checks.count', inForce: '2', proposed: '1' }, { path: 'checks.samePersonMayDoBoth', inForce: 'false', proposed: 'true' },
      { path: 'materials.TRIAL.max', inForce: '6', proposed: '9' }, { path: 'retentionDays', inForce: '1095', proposed: '30' },
    ]);
  });

  it('tells what comes and what goes, and takes a list as a whole', () => {
    const { OTHER, ...materials } = policy.materials;
    const schedule = [{ hours: ['08:00-12:00'], from: '2026-03-01', to: '2026-03-05' }];
    const told = policyDifferences({ ...policy, schedule: [] }, { ...policy, schedule, materials });
    expect(told.map(({ path }) => path)).toEqual(['materials.OTHER', 'schedule']);
    expect(told).toEqual([{ path: 'materials.OTHER', inForce: expect.stringContaining(String(OTHER?.max)), proposed: null }, { path: 'schedule', inForce: '[]', proposed: '[{"from":"2026-03-01","hours":["08:00-12:00"],"to":"2026-03-05"}]' }]);
  });
});
