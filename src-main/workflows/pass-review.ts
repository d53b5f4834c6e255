import { reasonAgainst } from '../domain/case-rules';
import { findStandingPass } from '../domain/open-items';
import { err, ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Scene } from '../domain/scene';
import type { Actor, RegistrationNo } from '../domain/vocabulary';
import { changeCase, type CaseChange } from './change-case';
import type { Consent } from './claim-case';
import type { DeskPorts, Outcome } from './ports';
import { sendBackToReview } from './send-back';

interface PassInput {
  registrationNo: RegistrationNo;
  commandId: string;
}

async function storePass(ports: DeskPorts, change: CaseChange, pass: 1 | 2, by: string): Promise<void> {
  const { scene } = change;
  await change.tx.addReviewPass(scene.record.registration.registrationNo, { id: ports.newId(), pass, outcome: 'passed', reason: null, by, at: scene.time });
  await change.tell(pass === 1 ? 'review.firstPassed' : 'review.secondPassed', { by });
}

async function becomeReady(change: CaseChange): Promise<void> {
  change.turn('readyToSign');
  await change.tell('case.readyToSign');
}

/** The second check is made by another person, unless the policy lets one do both. */
function secondPersonProblem(scene: Scene, by: string): Outcome<null> {
  const first = findStandingPass(scene.record, 1);
  return first?.by === by && !scene.policy.checks.samePersonMayDoBoth ? refusal('same-person') : ok(null);
}

async function passSecond(ports: DeskPorts, change: CaseChange, actor: Actor, second: Consent | null): Promise<Outcome<null>> {
  const reason = reasonAgainst('passSecondCheck', change.scene, second?.roles ?? []);
  if (reason !== null) return err(reason);
  if (second !== null && !second.roles.includes('reviewer')) return refusal('role-missing', { role: 'reviewer' });
  const by = second?.staffId ?? actor.staffId;
  const problem = secondPersonProblem(change.scene, by);
  if (!problem.ok) return problem;
  await storePass(ports, change, 2, by);
  await becomeReady(change);
  return ok(null);
}

async function passFirst(ports: DeskPorts, change: CaseChange, actor: Actor): Promise<Outcome<null>> {
  const reason = reasonAgainst('passFirstCheck', change.scene);
  if (reason !== null) return err(reason);
  await storePass(ports, change, 1, actor.staffId);
  if (change.scene.policy.checks.count === 1) await becomeReady(change);
  return ok(null);
}

/** The first reviewer's whole check, or the second's when the first stands. */
export async function passReview(ports: DeskPorts, input: PassInput, actor: Actor, second: Consent | null): Promise<Outcome<null>> {
  const command = { name: 'review.pass', commandId: input.commandId, registrationNo: input.registrationNo, actor, payload: { second: second?.staffId ?? null } };
  return changeCase(ports, command, (change) => {
    const firstStands = findStandingPass(change.scene.record, 1) !== null;
    return firstStands ? passSecond(ports, change, actor, second) : passFirst(ports, change, actor);
  });
}

/** The second reviewer, or the desk itself, returns the case to the first check. */
export async function sendBack(ports: DeskPorts, input: PassInput & { reason: string }, actor: Actor, second: Consent | null): Promise<Outcome<null>> {
  const command = { name: 'review.sendBack', commandId: input.commandId, registrationNo: input.registrationNo, actor, payload: { reason: input.reason, second: second?.staffId ?? null } };
  return changeCase(ports, command, async (change) => {
    const reason = reasonAgainst('sendBack', change.scene, second?.roles ?? []);
    if (reason !== null) return err(reason);
    await sendBackToReview(ports, change, input.reason);
    return ok(null);
  });
}
