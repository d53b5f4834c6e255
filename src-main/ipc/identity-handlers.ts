import type { CaseView } from '../../src-preload/contract/cases';
import type { DeskReply } from '../../src-preload/contract/common';
import type { Input } from '../../src-preload/contract/desk-api';
import type { Desk } from '../app/desk';
import { withoutValues } from '../domain/card-match';
import type { IdentityFieldResult } from '../domain/case-record';
import { ok, type Result } from '../domain/result';
import { refusal, type Refusal } from '../domain/refusal';
import type { Scene } from '../domain/scene';
import type { ShownPaper } from '../domain/shown-paper';
import { confirmCommand, confirmIdentity, consentIdentity, type JudgedCard } from '../workflows/check-identity';
import { confirmPaper, showPaper, type ShownReading } from '../workflows/check-paper';
import { findAnswer } from '../workflows/command-answer';
import { OneAtATime } from '../workflows/import-lanes';
import type { Outcome } from '../workflows/ports';
import type { Handlers } from './answer-call';
import { admitConsent } from './consent';
import { whenAtWork, type AtWork } from './guard';
import { tellNumberShownOnce } from './number-shown';
import { judgePending, type HumanAnswers } from './pending-card';
import { afterChange } from './show-case';

type Confirm = Input<'identity.confirm'>;

function asAnswers(answers: Readonly<Record<string, 'same' | 'differs'>>): HumanAnswers {
  return Object.fromEntries(Object.entries(answers).map(([field, answer]) => [field as IdentityFieldResult['field'], answer === 'same']));
}

async function confirmCard(desk: Desk, { open, actor }: AtWork, input: Confirm): Promise<Outcome<unknown>> {
  const { registrationNo, commandId, samePerson, readId } = input;
  const read = open.counter.findUndecidedCard(registrationNo);
  if (read === null || read.readId !== readId) return refusal('card-expired-from-memory');
  const judge = (scene: Scene): JudgedCard => {
    const { results, validity, passed } = judgePending(desk.tables, scene, read, { answers: asAnswers(input.answers) }).judgement;
    return { results: withoutValues(results), validity, passed };
  };
  const method = open.facts.kind === 'live' ? 'chip' : 'simulated';
  const done = await confirmIdentity(open.ports, { registrationNo, commandId, samePerson, judge, method }, actor);
  if (done.ok) open.counter.decideCard(registrationNo, readId);
  return done;
}

async function confirmShown(at: AtWork, reading: ShownReading, input: Confirm): Promise<DeskReply<unknown>> {
  const { registrationNo, commandId, samePerson } = input;
  const consent = await admitConsent(at, input.approver ?? null);
  if (!consent.ok) return consent;
  const done = await confirmPaper(at.open.ports, { registrationNo, commandId, samePerson, reading, answers: asAnswers(input.answers) }, at.actor, consent.value);
  if (done.ok) at.open.counter.dropPaper(registrationNo, reading.readId);
  return done;
}

async function confirm(desk: Desk, at: AtWork, input: Confirm): Promise<DeskReply<CaseView>> {
  const before = await findAnswer(at.open.ports.store, confirmCommand(input, at.actor));
  if (!before.ok) return before;
  if (before.value !== null) return afterChange(desk, at, input.registrationNo);
  const paper = at.open.counter.findPaper(input.registrationNo);
  const done = paper?.readId === input.readId ? await confirmShown(at, paper, input) : await confirmCard(desk, at, input);
  return done.ok ? afterChange(desk, at, input.registrationNo) : done;
}

/** The reader of passports is loaded with the first one: a start does not need it. */
async function asPaper(given: Input<'identity.show'>['paper']): Promise<Result<ShownPaper, Refusal>> {
  if (given.document !== 'passport') return ok(given);
  const { readPassportLines } = await import('../devices/passport-lines');
  const zone = readPassportLines(given.lines);
  return zone.ok ? ok({ document: 'passport', zone: zone.value }) : zone;
}

async function show(desk: Desk, at: AtWork, { registrationNo, paper: given, identifier, reason }: Input<'identity.show'>): Promise<DeskReply<CaseView>> {
  const paper = await asPaper(given);
  if (!paper.ok) return paper;
  const shown = await showPaper(at.open.ports, { registrationNo, paper: paper.value, identifier, reason }, at.actor);
  if (!shown.ok) return shown;
  const told = await tellNumberShownOnce(at, registrationNo);
  if (!told.ok) return told;
  at.open.counter.keepPaper(registrationNo, shown.value);
  return afterChange(desk, at, registrationNo);
}

export function identityHandlers(desk: Desk): Pick<Handlers, 'identity.confirm' | 'identity.show' | 'identity.consent'> {
  // One reading is one check: a word on it waits until the word before it has used it up, or was refused.
  const words = new OneAtATime();
  return {
    'identity.confirm': (input) => whenAtWork(desk, (at) => words.run(() => confirm(desk, at, input))),
    'identity.show': (input) => whenAtWork(desk, (at) => show(desk, at, input)),
    'identity.consent': (input) => whenAtWork(desk, async (at) => {
      const consent = await admitConsent(at, input.approver);
      if (!consent.ok) return consent;
      if (consent.value === null) return refusal('unknown-person');
      const shown = at.open.counter.findPaper(input.registrationNo);
      const done = await consentIdentity(at.open.ports, input, at.actor, consent.value);
      if (!done.ok) return done;
      if (shown !== null) at.open.counter.dropPaper(input.registrationNo, shown.readId);
      return afterChange(desk, at, input.registrationNo);
    }),
  };
}
