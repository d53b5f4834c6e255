import { digestOf } from '../canonical/canonical-json';
import type { JsonValue } from '../domain/audit-event';
import { effectivePolicy, type ParsedPolicy, type PolicyDefaults } from '../domain/policy-defaults';
import { policyDifferences, type PolicyDifference } from '../domain/policy-difference';
import { refusal } from '../domain/refusal';
import { ok } from '../domain/result';
import type { Actor, Sha256 } from '../domain/vocabulary';
import { parsePolicy } from '../packages/policy-file';
import type { PolicyProblem } from '../packages/policy-problem';
import type { ProposedPolicy, StoreReader } from '../storage/store';
import { adoptPolicy } from './adopt-policy';
import type { DeskPorts, Outcome } from './ports';

/** A package's policy that waits for an administrator: what it would change, or why it cannot be put in force. */
export type WaitingPolicy = Pick<ProposedPolicy, 'packageId' | 'importedAt'> & (
  | { sound: true; policy: ParsedPolicy; digest: Sha256; differences: readonly PolicyDifference[] }
  | { sound: false; problems: readonly PolicyProblem[] }
);

/** Null when no package brought a policy, or one that says what is in force already. */
export async function findWaitingPolicy(reader: Pick<StoreReader, 'findProposedPolicy' | 'findCurrentPolicy' | 'getFacts'>, defaults: PolicyDefaults): Promise<WaitingPolicy | null> {
  const [proposed, current, { site, zone, exam }] = await Promise.all([reader.findProposedPolicy(), reader.findCurrentPolicy(), reader.getFacts()]);
  if (proposed === null || current === null || site === null || zone === null || exam === null) return null;
  const { packageId, importedAt } = proposed;
  const parsed = parsePolicy(proposed.text, defaults);
  if (!parsed.ok) return { packageId, importedAt, sound: false, problems: parsed.error };
  const effective = effectivePolicy(parsed.value, { site, zone, exam });
  const differences = policyDifferences(current.policy, effective);
  return differences.length === 0 ? null : { packageId, importedAt, sound: true, policy: parsed.value, digest: digestOf(effective as unknown as JsonValue), differences };
}

/**
 * An administrator puts the waiting policy in force: exactly the one whose differences were seen, named by its digest. One that
 * is in force already stays so, without another event: a wish whose answer was lost is sent again.
 */
export async function adoptWaitingPolicy(ports: DeskPorts, defaults: PolicyDefaults, seen: Sha256, actor: Actor): Promise<Outcome<{ digest: Sha256 }>> {
  if (!actor.roles.includes('administrator')) return refusal('role-missing', { role: 'administrator' });
  if ((await ports.store.findCurrentPolicy())?.digest === seen) return ok({ digest: seen });
  const waiting = await findWaitingPolicy(ports.store, defaults);
  if (waiting === null || !waiting.sound || waiting.digest !== seen) return refusal('policy-changed');
  return adoptPolicy(ports, waiting.policy, actor);
}
