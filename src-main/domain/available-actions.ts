import { CASE_ACTIONS, type AvailableAction, type CaseAction } from './case-action';
import { ACTION_RULES, reasonAgainst } from './case-rules';
import { findStandingPass } from './open-items';
import type { Scene } from './scene';
import type { Role } from './vocabulary';

const EVERY_ROLE: readonly Role[] = ['reviewer', 'approver', 'administrator'];

/** The second check is another person's, unless the policy lets one person do both. */
function asksForAnotherPerson(action: CaseAction, scene: Scene): boolean {
  if (action !== 'passSecondCheck' && action !== 'sendBack') return false;
  return !scene.policy.checks.samePersonMayDoBoth && findStandingPass(scene.record, 1)?.by === scene.actor.staffId;
}

function available(action: CaseAction, scene: Scene): AvailableAction {
  const rule = ACTION_RULES[action];
  const alone = reasonAgainst(action, scene);
  const isOfRole = alone?.code === 'role-missing' || alone?.code === 'supplement-lapsed';
  const lacksOnlyRole = isOfRole && rule.roleByConsent && reasonAgainst(action, scene, EVERY_ROLE) === null;
  const reason = lacksOnlyRole ? null : alone;
  const alwaysConsent = action === 'consentIdentity';
  return {
    action,
    allowed: reason === null,
    why: reason?.code ?? null,
    params: reason?.params ?? {},
    needsApprover: reason === null && (lacksOnlyRole || alwaysConsent || asksForAnotherPerson(action, scene)),
  };
}

/** What the signed-in person can do with the case now, and why not otherwise. Sent with the case; every write checks again. */
export function availableActions(scene: Scene): readonly AvailableAction[] {
  return CASE_ACTIONS.map((action) => available(action, scene));
}
