import type { CaseRecord, Claim } from './case-record';
import { findCheckIn, openReviewItems } from './open-items';
import type { Paper } from './papers';
import type { SitePolicy } from './policy';
import { isDeskOpen } from './schedule';
import type { Actor, Day, Time } from './vocabulary';

/** A case as it stands before somebody: what every rule looks at. Built by workflows; holds no clock and no store. */
export interface Scene {
  record: CaseRecord;
  policy: SitePolicy;
  papers: readonly Paper[];
  actor: Actor;
  now: Date;
  time: Time;
  today: Day;
}

export function isHeldBy(claim: Claim | null, actor: Actor, time: Time): boolean {
  return claim !== null && claim.deskId === actor.deskId && !isLapsed(claim, time);
}

export function isHeldElsewhere(claim: Claim | null, actor: Actor, time: Time): boolean {
  return claim !== null && claim.deskId !== actor.deskId && !isLapsed(claim, time);
}

/** A lease that was not renewed holds nobody off. */
export function isLapsed(claim: Claim, time: Time): boolean {
  return Date.parse(claim.leaseUntil) <= Date.parse(time);
}

/** Work on a case needs open hours, or that the case was checked in today inside them. */
export function isWorkOpen(scene: Scene): boolean {
  return isDeskOpen(scene.policy, scene.now) || findCheckIn(scene.record, scene.today) !== null;
}

export function isReviewSettled(scene: Scene): boolean {
  return openReviewItems(scene.record, scene.policy, scene.papers).length === 0;
}
