import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src-main/domain/case-record';
import { claimFor, holderOf, isHeldBy, isHeldElsewhere, isLapsed, LEASE_MS, RENEW_EVERY_MS } from '../../src-main/domain/claim';
import { formatTime } from '../../src-main/domain/local-time';
import type { Actor } from '../../src-main/domain/vocabulary';

const ZONE = 'Asia/Shanghai';
const NOON = new Date('2026-03-02T04:00:00Z');
const HERE: Actor = { staffId: 'reviewer-1', roles: ['reviewer'], deskId: 'desk-1' };
const THERE: Actor = { staffId: 'reviewer-9', roles: ['reviewer'], deskId: 'desk-2' };

function at(ms: number): string {
  return formatTime(new Date(NOON.getTime() + ms), ZONE);
}

describe('the claim on a case', () => {
  it('holds until its lease ends, and then holds nobody off', () => {
    const claim = claimFor(HERE, null, NOON, ZONE);
    expect(isHeldElsewhere(claim, THERE, at(LEASE_MS - 1_000))).toBe(true);
    expect(isHeldElsewhere(claim, THERE, at(LEASE_MS))).toBe(false);
    expect(isHeldBy(claim, HERE, at(LEASE_MS))).toBe(false);
  });

  it('survives two renewals that failed', () => {
    expect(LEASE_MS).toBeGreaterThan(2 * RENEW_EVERY_MS);
  });

  it('goes on since when it was taken while it is renewed, and begins anew after it had lapsed', () => {
    const first = claimFor(HERE, null, NOON, ZONE);
    const renewed = claimFor(HERE, first, new Date(NOON.getTime() + RENEW_EVERY_MS), ZONE);
    expect(renewed).toMatchObject({ since: first.since, leaseUntil: at(RENEW_EVERY_MS + LEASE_MS) });
    expect(claimFor(HERE, renewed, new Date(NOON.getTime() + 10 * LEASE_MS), ZONE).since).toBe(at(10 * LEASE_MS));
  });

  it('begins anew at the desk that takes it over', () => {
    const first = claimFor(HERE, null, NOON, ZONE);
    expect(claimFor(THERE, first, new Date(NOON.getTime() + 1_000), ZONE)).toMatchObject({ deskId: 'desk-2', staffId: 'reviewer-9', since: at(1_000) });
  });

  it('tells who, where and since when', () => {
    expect(holderOf(claimFor(HERE, null, NOON, ZONE))).toEqual({ desk: 'desk-1', staff: 'reviewer-1', at: at(0) });
    expect(holderOf(null)).toEqual({ desk: '', staff: '', at: '' });
  });

  it('is never held here and elsewhere at once, and by somebody exactly as long as it has not lapsed', () => {
    const claims = fc.record({ deskId: fc.constantFrom('desk-1', 'desk-2'), since: fc.constant(at(0)), staffId: fc.constant('s'), leaseUntil: fc.integer({ min: -300_000, max: 300_000 }).map(at) });
    fc.assert(fc.property(claims, fc.integer({ min: -300_000, max: 300_000 }).map(at), (claim: Claim, time) => {
      expect(isHeldBy(claim, HERE, time) && isHeldElsewhere(claim, HERE, time)).toBe(false);
      expect(isHeldBy(claim, HERE, time) || isHeldElsewhere(claim, HERE, time)).toBe(!isLapsed(claim, time));
    }));
  });
});
