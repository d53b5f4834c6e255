import { withoutValues, type IdentityField } from '../domain/card-match';
import { reasonAgainst } from '../domain/case-rules';
import { reasonAgainstConsent } from '../domain/identity-consent';
import { judgePaper, withAnswersOnPaper, type PaperJudgement } from '../domain/paper-match';
import { err, ok } from '../domain/result';
import { refusal, type Refusal } from '../domain/refusal';
import type { Scene } from '../domain/scene';
import { identifierAsked, PAPER_RULES, reasonAgainstIdentifier, reasonAgainstTyped, type GivenIdentifier, type SecondIdentifier, type ShownPaper } from '../domain/shown-paper';
import type { Actor, RegistrationNo } from '../domain/vocabulary';
import { changeCase, tellRefused } from './change-case';
import { confirmCommand, recordCheck } from './check-identity';
import type { Consent } from './claim-case';
import { loadScene } from './load-scene';
import type { DeskPorts, Outcome } from './ports';

/** A paper that was taken down at the counter, waiting for the clerk's word. In memory only. */
export interface ShownReading {
  readId: string;
  paper: ShownPaper;
  /** Why no chip was read. */
  reason: string;
  /** What was asked beside the number, without its value. */
  secondIdentifier: SecondIdentifier | null;
}

type HumanAnswers = Readonly<Partial<Record<IdentityField, boolean>>>;

/** The paper against the registration as it stands now, with the clerk's answers where a human was needed. */
export function judgeShown({ record, policy, today }: Scene, paper: ShownPaper, answers: HumanAnswers = {}): PaperJudgement {
  return withAnswersOnPaper(judgePaper({ paper, registration: record.registration.fields, identityDocuments: policy.identityDocuments, today }), answers);
}

export interface ShowPaperInput {
  registrationNo: RegistrationNo;
  paper: ShownPaper;
  identifier: GivenIdentifier | null;
  reason: string;
}

function reasonAgainstShowing(scene: Scene, { paper, identifier }: ShowPaperInput): Refusal | null {
  const open = reasonAgainst('confirmIdentity', scene);
  if (open !== null) return open;
  const typed = paper.document === 'passport' ? null : reasonAgainstTyped(paper);
  return typed ?? reasonAgainstIdentifier(paper.document, identifier, scene.record.registration.fields);
}

/** Slips of the hand are told at the form alone; who tries rights or guesses at somebody's data stands in the log. */
const SLIPS = new Set<string>(['typed-number-wrong', 'last-day-missing', 'days-turned', 'second-identifier-missing', 'second-identifier-unknown']);

/** Takes down a paper for the clerk to compare. Nothing is stored yet. */
export async function showPaper(ports: DeskPorts, input: ShowPaperInput, actor: Actor): Promise<Outcome<ShownReading>> {
  const { registrationNo, paper, identifier, reason } = input;
  const loaded = await loadScene(ports.store, ports.clock, actor, registrationNo);
  if (!loaded.ok) return loaded;
  const against = reasonAgainstShowing(loaded.value.scene, input);
  if (against !== null) {
    if (!SLIPS.has(against.code)) await tellRefused(ports, { actor, name: 'identity.show', registrationNo }, against);
    return err(against);
  }
  return ok({ readId: ports.newId(), paper, reason, secondIdentifier: identifierAsked(paper.document, identifier) });
}

export interface ConfirmPaperInput {
  registrationNo: RegistrationNo;
  commandId: string;
  /** The clerk compared face, the paper's photo and the registration photo. */
  samePerson: boolean;
  reading: ShownReading;
  answers: HumanAnswers;
}

/** The clerk's word on a paper, with another person's consent where the policy asks for it. A check that did not pass is stored too. */
export async function confirmPaper(ports: DeskPorts, input: ConfirmPaperInput, actor: Actor, consent: Consent | null): Promise<Outcome<{ passed: boolean }>> {
  const { paper, reason, secondIdentifier } = input.reading;
  return changeCase(ports, confirmCommand(input, actor), async (change) => {
    const against = reasonAgainst('confirmIdentity', change.scene);
    if (against !== null) return err(against);
    const judgement = judgeShown(change.scene, paper, input.answers);
    const unanswered = judgement.results.find((each) => each.result === 'needsHuman');
    if (input.samePerson && unanswered !== undefined) return refusal('identity-needs-answer', { field: unanswered.field });
    const passed = input.samePerson && judgement.passed;
    const asked = passed && judgement.consent.length > 0;
    const unfit = asked ? reasonAgainstConsent(consent, actor) : null;
    if (unfit !== null) return err(unfit);
    await recordCheck(change, ports.newId(), {
      method: PAPER_RULES[paper.document].method, passed, results: withoutValues(judgement.results), validity: judgement.validity, reason,
      consentBy: asked ? (consent?.staffId ?? null) : null,
    }, { document: paper.document, secondIdentifier, reason });
    return ok({ passed });
  });
}
