import type { SitePolicy } from './policy';

/** What a policy takes from the first package when the file does not say it. */
export type PolicyIdentity = Pick<SitePolicy, 'site' | 'zone' | 'exam'>;

/** A complete policy but for the site, which a built-in default cannot know. */
export type PolicyDefaults = Omit<SitePolicy, keyof PolicyIdentity>;

/** A policy as a file gives it, laid over the defaults: the site may still be open. */
export type ParsedPolicy = PolicyDefaults & Partial<PolicyIdentity>;

/** The policy that a store works under: what the file left open comes from the package's manifest. */
export function effectivePolicy(policy: ParsedPolicy, facts: PolicyIdentity): SitePolicy {
  return { ...policy, site: policy.site ?? facts.site, zone: policy.zone ?? facts.zone, exam: policy.exam ?? facts.exam };
}
