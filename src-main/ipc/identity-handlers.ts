import type { Desk } from '../app/desk';
import { withoutValues } from '../domain/card-match';
import type { IdentityFieldResult } from '../domain/case-record';
import { refusal } from '../domain/refusal';
import { confirmCommand, confirmIdentity, consentIdentity } from '../workflows/check-identity';
import { findAnswer } from '../workflows/command-answer';
import { loadScene } from '../workflows/load-scene';
import type { Handlers } from './answer-call';
import { admitConsent } from './consent';
import { whenAtWork } from './guard';
import { judgePending, type HumanAnswers } from './pending-card';
import { afterChange } from './show-case';

function asAnswers(answers: Readonly<Record<string, 'same' | 'differs'>>): HumanAnswers {
  return Object.fromEntries(Object.entries(answers).map(([field, answer]) => [field as IdentityFieldResult['field'], answer === 'same']));
}

export function identityHandlers(desk: Desk): Pick<Handlers, 'identity.confirm' | 'identity.consent'> {
  return {
    'identity.confirm': (input) => whenAtWork(desk, async (at) => {
      const { registrationNo, commandId, samePerson } = input;
      const before = await findAnswer(at.open.ports.store, confirmCommand(input, at.actor));
      if (!before.ok) return before;
      if (before.value !== null) return afterChange(desk, at, registrationNo);
      const read = at.open.counter.findUndecidedCard(registrationNo);
      if (read === null || read.readId !== input.readId) return refusal('card-expired-from-memory');
      const loaded = await loadScene(at.open.ports.store, at.open.ports.clock, at.actor, registrationNo);
      if (!loaded.ok) return loaded;
      const { judgement } = judgePending(desk.tables, loaded.value.scene, read, { answers: asAnswers(input.answers) });
      const judged = { results: withoutValues(judgement.results), validity: judgement.validity, passed: judgement.passed };
      const method = at.open.facts.kind === 'live' ? 'chip' : 'simulated';
      const done = await confirmIdentity(at.open.ports, { registrationNo, commandId, samePerson, judged, method }, at.actor);
      if (!done.ok) return done;
      at.open.counter.decideCard(registrationNo);
      return afterChange(desk, at, registrationNo);
    }),
    'identity.consent': (input) => whenAtWork(desk, async (at) => {
      const consent = await admitConsent(at, input.approver);
      if (!consent.ok) return consent;
      if (consent.value === null) return refusal('unknown-person');
      const done = await consentIdentity(at.open.ports, input, at.actor, consent.value);
      return done.ok ? afterChange(desk, at, input.registrationNo) : done;
    }),
  };
}
