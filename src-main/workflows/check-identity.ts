import type { JsonValue } from '../domain/audit-event';
import { reasonAgainst } from '../domain/case-rules';
import type { IdentityCheck, IdentityFieldResult, IdentityMethod } from '../domain/case-record';
import { reasonAgainstConsent } from '../domain/identity-consent';
import { timeOfCheck } from '../domain/open-items';
import { err, ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Scene } from '../domain/scene';
import type { Actor, RegistrationNo } from '../domain/vocabulary';
import { changeCase, type CaseChange, type Command } from './change-case';
import { claimHere, type Consent } from './claim-case';
import type { DeskPorts, Outcome } from './ports';

/** What the chip said beside the registration, as judged by the domain, with the clerk's answers where a human had to look. */
export interface JudgedCard {
  results: readonly IdentityFieldResult[];
  validity: IdentityCheck['validity'];
  passed: boolean;
}

type NewCheck = Pick<IdentityCheck, 'method' | 'passed' | 'results' | 'validity' | 'reason' | 'consentBy'>;

/** Stores the check; a passed one checks the case in and starts or goes on with the review under this desk's claim. */
export async function recordCheck(change: CaseChange, id: string, check: NewCheck, told: { readonly [key: string]: JsonValue } = {}): Promise<void> {
  const { scene, tx } = change;
  const visit = Math.max(1, scene.record.visit);
  await tx.addIdentityCheck(scene.record.registration.registrationNo, { id, at: timeOfCheck(scene.record, scene.time), day: scene.today, visit, by: scene.actor.staffId, ...check });
  await change.tell('identity.checked', { method: check.method, passed: check.passed, validity: check.validity, consentBy: check.consentBy, ...told });
  if (!check.passed) return;
  change.set({ visit });
  await claimHere(change);
  if (scene.record.state === 'waiting') {
    change.turn('checkedIn');
    await change.tell('case.checkedIn', { visit });
  }
  if (scene.record.state === 'waiting' || scene.record.state === 'checkedIn') {
    change.turn('inReview');
    await change.tell('case.reviewStarted');
  }
}

export interface ConfirmIdentityInput {
  registrationNo: RegistrationNo;
  commandId: string;
  /** The clerk compared face, card photo and registration photo. */
  samePerson: boolean;
  /** The card beside the registration as it stands when the check is stored. */
  judge(scene: Scene): JudgedCard;
  method: Extract<IdentityMethod, 'chip' | 'simulated'>;
}

/** The same command, however often it is sent: the card itself is used up by the first. */
export function confirmCommand(input: Pick<ConfirmIdentityInput, 'registrationNo' | 'commandId' | 'samePerson'>, actor: Actor): Command {
  const { registrationNo, commandId, samePerson } = input;
  return { name: 'identity.confirm', commandId, registrationNo, actor, payload: { samePerson } };
}

/** The clerk's word on the card that was read. A check that did not pass is stored too, and changes nothing else. */
export async function confirmIdentity(ports: DeskPorts, input: ConfirmIdentityInput, actor: Actor): Promise<Outcome<{ passed: boolean }>> {
  return changeCase(ports, confirmCommand(input, actor), async (change) => {
    const reason = reasonAgainst('confirmIdentity', change.scene);
    if (reason !== null) return err(reason);
    const { results, validity, passed: agrees } = input.judge(change.scene);
    const unanswered = results.find(({ result }) => result === 'needsHuman');
    if (input.samePerson && unanswered !== undefined) return refusal('identity-needs-answer', { field: unanswered.field });
    const passed = input.samePerson && agrees;
    await recordCheck(change, ports.newId(), { method: input.method, passed, results, validity, reason: null, consentBy: null });
    return ok({ passed });
  });
}

export interface ConsentIdentityInput {
  registrationNo: RegistrationNo;
  commandId: string;
  reason: string;
}

/** No document that could be judged: another person, an approver, consents with a reason, and the sheet says so. */
export async function consentIdentity(ports: DeskPorts, input: ConsentIdentityInput, actor: Actor, consent: Consent): Promise<Outcome<null>> {
  const command: Command = { name: 'identity.consent', commandId: input.commandId, registrationNo: input.registrationNo, actor, payload: { reason: input.reason } };
  return changeCase(ports, command, async (change) => {
    const reason = reasonAgainst('consentIdentity', change.scene, consent.roles);
    if (reason !== null) return err(reason);
    const unfit = reasonAgainstConsent(consent, actor);
    if (unfit !== null) return err(unfit);
    await recordCheck(change, ports.newId(), {
      method: 'consent', passed: true, results: [], validity: 'unknown', reason: input.reason, consentBy: consent.staffId,
    }, { reason: input.reason });
    return ok(null);
  });
}
