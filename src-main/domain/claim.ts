import type { Claim } from './case-record';
import { formatTime } from './local-time';
import type { Actor, Time } from './vocabulary';

/** How long a claim holds without being renewed. */
export const LEASE_MS = 120_000;

/** How often the desk renews the claim of the case that is open there: two renewals may fail before it lapses. */
export const RENEW_EVERY_MS = 40_000;

/** A lease that was not renewed holds nobody off. */
export function isLapsed(claim: Claim, time: Time): boolean {
  return Date.parse(claim.leaseUntil) <= Date.parse(time);
}

export function isHeldBy(claim: Claim | null, actor: Pick<Actor, 'deskId'>, time: Time): boolean {
  return claim !== null && claim.deskId === actor.deskId && !isLapsed(claim, time);
}

export function isHeldElsewhere(claim: Claim | null, actor: Pick<Actor, 'deskId'>, time: Time): boolean {
  return claim !== null && claim.deskId !== actor.deskId && !isLapsed(claim, time);
}

/** The claim of the actor's desk from now on; one that it holds already goes on since when it was taken. */
export function claimFor(actor: Actor, before: Claim | null, now: Date, timeZone: string): Claim {
  const time = formatTime(now, timeZone);
  const since = isHeldBy(before, actor, time) && before !== null ? before.since : time;
  return { deskId: actor.deskId, staffId: actor.staffId, since, leaseUntil: formatTime(new Date(now.getTime() + LEASE_MS), timeZone) };
}

/** Who has the case, where, and since when: what a person at another desk is told. */
export function holderOf(claim: Claim | null): Readonly<Record<'desk' | 'staff' | 'at', string>> {
  return { desk: claim?.deskId ?? '', staff: claim?.staffId ?? '', at: claim?.since ?? '' };
}
