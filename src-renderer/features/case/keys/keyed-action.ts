import type { ShownRefusal } from '../../../ui/refusal-text';

/** Every action by name, with its text under `case:action.<name>` in both catalogues. */
export const ACTION_NAMES = [
  'caseFile', 'showIdNumber', 'takeOver', 'supplement', 'refuse', 'release', 'keys', 'leave', 'otherWays', 'takeDownPaper', 'trainingCard', 'samePerson',
  'notSamePerson', 'answerRow', 'result_same', 'result_equivalent', 'result_differs', 'result_notPresented', 'result_unreadable',
  'result_looksAltered', 'turnPage', 'confirmPaper', 'acceptPaper', 'decideField', 'nextOpenPaper', 'passFirstCheck', 'contest', 'commitment',
  'correct', 'decideCorrection', 'openCorrections', 'nextField', 'previousField', 'backToPaper', 'nextPaper', 'previousPaper', 'nextPage',
  'previousPage', 'onePage', 'bothPages', 'zoomIn', 'zoomOut', 'fit', 'turn', 'imageFacts', 'addImage', 'panLeft', 'panRight', 'panUp', 'panDown',
  'passSecondCheck', 'sendBack', 'present', 'presentAgain', 'takeBack', 'lookBack', 'backToSigning', 'nextCandidate', 'printSheet',
  'saveSheet', 'printReceipt', 'saveReceipt', 'reopen',
] as const;
export type ActionName = (typeof ACTION_NAMES)[number];

/** Where an action belongs: to the whole case, to the step, to the field in focus, or to the image in view. */
export const ACTION_GROUPS = ['step', 'field', 'image', 'case'] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** One thing a person can do here: its name, its keys, its button and its effect in one object. */
export interface KeyedAction {
  name: ActionName;
  /** As in `KeyboardEvent.key`, letters in lower case; the first one is shown on the button. */
  keys: readonly [string, ...string[]];
  group: ActionGroup;
  look: 'primary' | 'plain' | 'stop';
  /** Fills the text. */
  params: Readonly<Record<string, string | number>>;
  /** Why it cannot be done now. The button stays and tells the reason; null when it can. */
  blocked: ShownRefusal | null;
  /** Where its button stands: in the bar of the step, at the head of the room, or beside what it acts on. */
  place: 'bar' | 'head' | 'own';
  /** Held down, the key acts again and again. */
  repeats: boolean;
  run(): void;
}

/** An action with what most actions have: a plain look, no blocks, once per stroke. */
export function keyedAction(given: Pick<KeyedAction, 'name' | 'keys' | 'group' | 'run'> & Partial<KeyedAction>): KeyedAction {
  return { look: 'plain', params: {}, blocked: null, place: given.group === 'case' || given.group === 'step' ? 'bar' : 'own', repeats: false, ...given };
}

const CAPS: Readonly<Record<string, string>> = {
  ' ': 'Space', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', PageUp: 'PgUp', PageDown: 'PgDn', Escape: 'Esc', '+': '＋', '=': '＋', '-': '－', '_': '－', '？': '?',
};

/** A key as it is printed on the keyboard. */
export function capOf(key: string): string {
  const [last = key, ...held] = key === '+' ? ['+'] : key.split('+').reverse();
  return [...held.reverse(), CAPS[last] ?? (last.length === 1 ? last.toUpperCase() : last)].join('+');
}
