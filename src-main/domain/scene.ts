import type { CaseRecord } from './case-record';
import { openReviewItems, wasCheckedInOn } from './open-items';
import type { Paper } from './papers';
import type { SitePolicy } from './policy';
import { isDeskOpen } from './schedule';
import type { Actor, Day, Time } from './vocabulary';

/** What holds for every case of this store at this desk. */
export interface SiteStanding {
  /** An approver closed the site: every outcome is frozen for export. */
  closed: boolean;
  /** Registration points that this desk's own store is for; empty for all. Desks that share a store have no such list. */
  points: readonly string[];
}

/** A case as it stands before somebody: what every rule looks at. Built by workflows; holds no clock and no store. */
export interface Scene {
  record: CaseRecord;
  policy: SitePolicy;
  papers: readonly Paper[];
  site: SiteStanding;
  actor: Actor;
  now: Date;
  time: Time;
  today: Day;
}

/** Work on a case needs open hours, or that the case was checked in today inside them. */
export function isWorkOpen(scene: Scene): boolean {
  return isDeskOpen(scene.policy, scene.now) || wasCheckedInOn(scene.record, scene.today);
}

export function isReviewSettled(scene: Scene): boolean {
  return openReviewItems(scene.record, scene.policy, scene.papers).length === 0;
}

/** The registration belongs to a point that another desk's store is for: two stores must not both seal it. */
export function isOfOtherPoint({ record, site }: Pick<Scene, 'record' | 'site'>): boolean {
  return site.points.length > 0 && !site.points.includes(record.registration.fields.point ?? '');
}

/** The last day for the papers that were to be brought is over. */
export function isSupplementLapsed({ record, today }: Pick<Scene, 'record' | 'today'>): boolean {
  return record.state === 'supplementOwed' && record.supplement !== null && record.supplement.lastDay < today;
}
