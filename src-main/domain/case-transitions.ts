import type { CaseState } from './case-record';
import type { Role } from './vocabulary';

/** One allowed change of state, and who may make it (spec case-and-finality.md, States of a case). */
export interface Transition {
  from: CaseState;
  to: CaseState;
  by: Role | 'candidate';
}

export const TRANSITIONS: readonly Transition[] = [
  { from: 'waiting', to: 'checkedIn', by: 'reviewer' },
  { from: 'checkedIn', to: 'inReview', by: 'reviewer' },
  { from: 'inReview', to: 'readyToSign', by: 'reviewer' },
  { from: 'inReview', to: 'supplementOwed', by: 'reviewer' },
  { from: 'readyToSign', to: 'supplementOwed', by: 'reviewer' },
  { from: 'waiting', to: 'refused', by: 'approver' },
  { from: 'checkedIn', to: 'refused', by: 'approver' },
  { from: 'inReview', to: 'refused', by: 'approver' },
  { from: 'readyToSign', to: 'refused', by: 'approver' },
  { from: 'supplementOwed', to: 'inReview', by: 'reviewer' },
  { from: 'refused', to: 'inReview', by: 'approver' },
  { from: 'readyToSign', to: 'inReview', by: 'reviewer' },
  { from: 'readyToSign', to: 'signed', by: 'candidate' },
];

/** Nothing leaves `signed`: it stands in no `from`. */
export function canBecome(from: CaseState, to: CaseState): boolean {
  return TRANSITIONS.some((transition) => transition.from === from && transition.to === to);
}

export function whoMayTurn(from: CaseState, to: CaseState): Role | 'candidate' | null {
  return TRANSITIONS.find((transition) => transition.from === from && transition.to === to)?.by ?? null;
}
