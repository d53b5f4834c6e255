import { refusal, type Refusal } from '../domain/refusal';
import type { DeskRequest } from '../packages/desk-file';
import type { StoreFacts } from '../storage/store';

/** A store that knows its site: a package was imported. */
export type SiteFacts = StoreFacts & { site: NonNullable<StoreFacts['site']>; zone: NonNullable<StoreFacts['zone']>; exam: NonNullable<StoreFacts['exam']> };

/** Null before the first package: a desk that knows no site cannot be of one. */
export function findSiteFacts(facts: StoreFacts): SiteFacts | null {
  const { site, zone, exam } = facts;
  return site === null || zone === null || exam === null ? null : { ...facts, site, zone, exam };
}

/** Why what the file tells is not of this store's site, exam and kind; null when it is. */
export function findOtherSite(facts: StoreFacts, { site, zone, exam, kind }: DeskRequest): Refusal | null {
  const here = findSiteFacts(facts);
  if (here === null) return refusal('no-site').error;
  const isSame = site.code === here.site.code && zone.code === here.zone.code && exam.name === here.exam.name && exam.year === here.exam.year && kind === here.kind;
  return isSame ? null : refusal('desk-file-of-other-site', { theirs: `${site.name} ${exam.year} ${kind}`, ours: `${here.site.name} ${here.exam.year} ${here.kind}` }).error;
}
