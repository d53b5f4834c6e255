import { canonicalJson, sha256Hex } from '../canonical/canonical-json';
import type { JsonValue } from '../domain/audit-event';
import { formatTime, localDay } from '../domain/local-time';
import type { ScheduleSpan, SitePolicy } from '../domain/policy';
import { effectivePolicy, type ParsedPolicy, type PolicyDefaults } from '../domain/policy-defaults';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Actor, Sha256 } from '../domain/vocabulary';
import type { DeskPorts, Outcome } from './ports';

const DAY_MS = 86_400_000;

/** Practice goes on at any hour: a span around today, so that a training desk never finds itself closed. */
export function trainingSchedule(now: Date, timeZone: string): readonly ScheduleSpan[] {
  const day = (offset: number): string => localDay(new Date(now.getTime() + offset * DAY_MS), timeZone);
  return [{ from: day(-30), to: day(60), hours: ['00:00-24:00'] }];
}

type Adopter = Pick<Actor, 'deskId'> & { staffId: string | null };

/** `decided`: a person chose it, and no proposal waits any more; what the desk takes by itself decides nothing about one. */
async function store(ports: DeskPorts, policy: SitePolicy, actor: Adopter, decided: boolean): Promise<Outcome<Sha256>> {
  const content = canonicalJson(policy as unknown as JsonValue);
  const digest = sha256Hex(content);
  const at = formatTime(ports.clock.now(), policy.timeZone);
  return ports.store.inTransaction(async (tx) => {
    await tx.adoptPolicy({ content, digest, adoptedAt: at, adoptedBy: actor.staffId });
    if (decided && (await tx.findProposedPolicy()) !== null) await tx.proposePolicy(null);
    await tx.append({ deskId: actor.deskId, staffId: actor.staffId, at }, { kind: 'policy.adopted', registrationNo: null, payload: { digest } });
    return ok(digest);
  });
}

/** After the first package the store knows its site: the built-in policy is adopted under its name. Later packages change nothing. */
export async function adoptFirstPolicy(ports: DeskPorts, defaults: PolicyDefaults, actor: Adopter): Promise<Outcome<null>> {
  if ((await ports.store.findCurrentPolicy()) !== null) return ok(null);
  const { site, zone, exam, kind } = await ports.store.getFacts();
  if (site === null || zone === null || exam === null) return ok(null);
  const spans = trainingSchedule(ports.clock.now(), defaults.timeZone);
  const own: ParsedPolicy = kind === 'training' ? { ...defaults, schedule: spans, corrections: spans } : defaults;
  const adopted = await store(ports, effectivePolicy(own, { site, zone, exam }), actor, false);
  return adopted.ok ? ok(null) : adopted;
}

/** An administrator puts another policy in force. Cases that were begun keep theirs. */
export async function adoptPolicy(ports: DeskPorts, policy: ParsedPolicy, actor: Actor): Promise<Outcome<{ digest: Sha256 }>> {
  if (!actor.roles.includes('administrator')) return refusal('role-missing', { role: 'administrator' });
  return adoptForSite(ports, policy, actor);
}

/** The same for a store that is being set up and has nobody yet; one that has people asks its administrator. */
export async function adoptPolicyAtSetUp(ports: DeskPorts, policy: ParsedPolicy): Promise<Outcome<{ digest: Sha256 }>> {
  if ((await ports.store.listStaff()).length > 0) return refusal('role-missing', { role: 'administrator' });
  const { deskId } = await ports.store.getFacts();
  return adoptForSite(ports, policy, { deskId, staffId: null });
}

/** A policy is the policy of a site: before the first package told it, there is none to put in force. */
async function adoptForSite(ports: DeskPorts, policy: ParsedPolicy, who: Adopter): Promise<Outcome<{ digest: Sha256 }>> {
  const { site, zone, exam } = await ports.store.getFacts();
  if (site === null || zone === null || exam === null) return refusal('no-site');
  const adopted = await store(ports, effectivePolicy(policy, { site, zone, exam }), who, true);
  return adopted.ok ? ok({ digest: adopted.value }) : adopted;
}
