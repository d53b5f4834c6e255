import type { CaseView, PendingCardView } from '../../../../src-preload/contract/cases';
import { isAllowed, isOffered, whyNot } from '../available';
import { keyedAction, type KeyedAction } from '../keys/keyed-action';
import { findUnanswered, questionsOf, samePersonNow, type Answer, type Answers, type RowField } from './identity-answers';

export interface IdentityEffects {
  confirm(): void;
  notSamePerson(): void;
  otherWays(): void;
  answer(field: RowField, answer: Answer): void;
  ask(field: RowField | null): void;
}

/** How far the clerk has come with a card. */
export interface Judging {
  answers: Answers;
  asked: RowField | null;
  /** No photo that faces are compared with is still on its way: before, nobody has seen whom "same person" would be about. */
  arePhotosSettled: boolean;
}

/** A paper is taken down by who may say what it proves; who lacks that role should not learn of it after typing. */
export function mayTakeDown(view: CaseView): boolean {
  return whyNot(view, 'confirmIdentity')?.code !== 'role-missing';
}

/** Other ways to show who one is: a paper, or an approver's word. */
export function otherWaysAction(view: CaseView, effects: Pick<IdentityEffects, 'otherWays'>): readonly KeyedAction[] {
  if (!isOffered(view, 'consentIdentity')) return [];
  return [keyedAction({ name: view.awaits === 'paper' && mayTakeDown(view) ? 'takeDownPaper' : 'otherWays', keys: ['w'], group: 'step', blocked: whyNot(view, 'consentIdentity'), run: effects.otherWays })];
}

/** The registered document has no chip: taking it down is the way, and for who may not do that an approver's word. */
export function takeDownAction(view: CaseView, effects: Pick<IdentityEffects, 'otherWays'>): readonly KeyedAction[] {
  if (!mayTakeDown(view)) return otherWaysAction(view, effects);
  if (!isOffered(view, 'consentIdentity')) return [];
  return [keyedAction({ name: 'takeDownPaper', keys: ['Enter', ' ', 'w'], group: 'step', look: 'primary', blocked: whyNot(view, 'consentIdentity'), run: effects.otherWays })];
}

/** The clerk's word on a card that was read. "Same person" stands only when nothing differs, every question is answered and the photos are in sight. */
export function cardActions(view: CaseView, card: PendingCardView, judging: Judging, effects: IdentityEffects, label: (field: RowField) => string): readonly KeyedAction[] {
  if (view.readOnly) return [];
  return [
    ...(isAllowed(view, 'confirmIdentity') ? [keyedAction({ name: 'notSamePerson', keys: ['n'], group: 'step', look: 'stop', run: effects.notSamePerson })] : []),
    samePersonAction(view, card, judging, effects, label),
    ...answerActions(card, judging, effects),
  ];
}

function samePersonAction(view: CaseView, card: PendingCardView, { answers, asked, arePhotosSettled }: Judging, effects: IdentityEffects, label: (field: RowField) => string): KeyedAction {
  const base = { keys: ['Enter', ' '], group: 'step', look: 'primary' } as const;
  const now = samePersonNow(card, answers);
  const blocked = whyNot(view, 'confirmIdentity');
  switch (now.kind) {
    case 'confirm': return keyedAction({ ...base, name: 'samePerson', blocked: blocked ?? (arePhotosSettled ? null : { code: 'photo-loading' }), run: effects.confirm });
    case 'impossible': return keyedAction({ ...base, name: 'samePerson', blocked: blocked ?? { code: 'card-does-not-pass' }, run: () => undefined });
    case 'answerFirst': {
      const params = { field: label(now.field) };
      return keyedAction({ ...base, name: 'answerRow', params, blocked: blocked ?? (asked === now.field ? { code: 'answer-row', params } : null), run: () => effects.ask(now.field) });
    }
  }
}

function answerActions(card: PendingCardView, { answers, asked }: Judging, effects: IdentityEffects): readonly KeyedAction[] {
  const questions = questionsOf(card);
  const field = asked ?? findUnanswered(card, answers);
  if (field === null || !questions.includes(field)) return [];
  const give = (answer: Answer) => (): void => effects.answer(field, answer);
  return [
    keyedAction({ name: 'result_same', keys: ['1'], group: 'field', run: give('same') }),
    keyedAction({ name: 'result_differs', keys: ['3'], group: 'field', look: 'stop', run: give('differs') }),
  ];
}
