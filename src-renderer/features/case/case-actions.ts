import type { CaseView } from '../../../src-preload/contract/cases';
import { isAllowed, isOffered, whyNot } from './available';
import { keyedAction, type KeyedAction } from './keys/keyed-action';
import type { Panel } from './room';

export interface CaseEffects {
  open(panel: Panel): void;
  showIdNumber(): void;
  leave(): void;
}

/** What can be done with the whole case at any step. A case that is read only offers reading, and taking it over. */
export function caseActions(view: CaseView, effects: CaseEffects): readonly KeyedAction[] {
  const group = 'case';
  const { open } = effects;
  return [
    keyedAction({ name: 'caseFile', keys: ['f'], group, run: () => open({ kind: 'caseFile' }) }),
    keyedAction({ name: 'showIdNumber', keys: ['v'], group, place: 'own', run: effects.showIdNumber }),
    ...(isAllowed(view, 'takeOver') ? [keyedAction({ name: 'takeOver', keys: ['t'], group, run: () => open({ kind: 'takeOver' }) })] : []),
    ...(isOffered(view, 'oweSupplement') ? [keyedAction({ name: 'supplement', keys: ['u'], group, blocked: whyNot(view, 'oweSupplement'), run: () => open({ kind: 'supplement' }) })] : []),
    ...(isOffered(view, 'refuse') ? [keyedAction({ name: 'refuse', keys: ['x'], group, look: 'stop', blocked: whyNot(view, 'refuse'), run: () => open({ kind: 'refuse', impostor: false }) })] : []),
    ...(isAllowed(view, 'release') ? [keyedAction({ name: 'release', keys: ['l'], group, run: () => open({ kind: 'release' }) })] : []),
    keyedAction({ name: 'keys', keys: ['?', '？'], group, place: 'head', run: () => open({ kind: 'keys' }) }),
    keyedAction({ name: 'leave', keys: ['Escape'], group, place: 'head', run: effects.leave }),
  ];
}
