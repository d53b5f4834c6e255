import type { AvailableAction, CaseView } from '../../../src-preload/contract/cases';
import type { ShownRefusal } from '../../ui/refusal-text';

type CaseAction = AvailableAction['action'];

/** Reasons that lie in where the case stands: then the action is no matter of now, and no button is shown for it. */
const NOT_NOW: readonly AvailableAction['why'][] = ['wrong-state', 'case-signed', 'nothing-to-confirm', 'withdrawn-registration'];

export function findAction(view: CaseView, action: CaseAction): AvailableAction | null {
  return view.actions.find((available) => available.action === action) ?? null;
}

export function isAllowed(view: CaseView, action: CaseAction): boolean {
  return findAction(view, action)?.allowed === true;
}

/** Whether a button stands for the action: it may be done, or the person should learn why not. A case that is read only shows no such button. */
export function isOffered(view: CaseView, action: CaseAction): boolean {
  const available = findAction(view, action);
  if (available === null) return false;
  return available.allowed || (!view.readOnly && !NOT_NOW.includes(available.why));
}

/** Why the action cannot be done, null when it can. */
export function whyNot(view: CaseView, action: CaseAction): ShownRefusal | null {
  const available = findAction(view, action);
  if (available === null) return { code: 'wrong-state', params: { state: view.state } };
  return available.allowed ? null : { code: available.why ?? 'unexpected', params: available.params };
}

/** Another person's consent is part of the action. */
export function needsConsent(view: CaseView, action: CaseAction): boolean {
  return findAction(view, action)?.needsApprover === true;
}
