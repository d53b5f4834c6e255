import type { MaterialDecision } from './case-record';
import { BY_HAND } from './papers';
import type { SitePolicy } from './policy';

export type Finding = NonNullable<MaterialDecision['finding']>;

const EVERY_FINDING: readonly Finding[] = ['certificationPending', 'other'];

/**
 * The findings with which a paper is taken on a signed commitment, the likeliest first; none where the site takes no
 * commitment (spec policy.md, `pendingCertification`). On the education paper a commitment is about its certification alone.
 */
export function commitmentFindings(policy: Pick<SitePolicy, 'pendingCertification'>, material: string): readonly Finding[] {
  if (policy.pendingCertification === 'refuse' || material === BY_HAND) return [];
  return material === 'EDU' ? ['certificationPending'] : EVERY_FINDING;
}
