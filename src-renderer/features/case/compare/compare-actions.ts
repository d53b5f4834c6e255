import type { CaseView, MaterialView } from '../../../../src-preload/contract/cases';
import type { ShownRefusal } from '../../../ui/refusal-text';
import { isAllowed, isOffered, whyNot } from '../available';
import { keyedAction, type KeyedAction } from '../keys/keyed-action';
import type { NextStroke } from './paper-work';
import type { PapersAtHand } from './use-papers';

export interface CompareEffects {
  confirmPaper(): void;
  passFirstCheck(): void;
  acceptPaper(): void;
  contest(): void;
  commit(): void;
  decideOpenCorrection(): void;
}

const ENTER = ['Enter', ' '] as const;
const group = 'step';

/** The one key: what it does next stands on its button. */
export function mainAction(view: CaseView, papers: PapersAtHand, stroke: NextStroke, effects: CompareEffects, fieldLabel: (field: string) => string): KeyedAction {
  const base = { keys: ENTER, group, look: 'primary' } as const;
  const { move, place } = papers;
  const closed = whyNot(view, 'reviewMaterials');
  switch (stroke.kind) {
    case 'turnPage': return keyedAction({ ...base, name: 'turnPage', params: { page: stroke.page + 1 }, run: () => move({ kind: 'page', page: stroke.page }) });
    case 'waitForImage': return keyedAction({ ...base, name: 'confirmPaper', params: { count: 0 }, blocked: closed ?? imageBlock(papers), run: () => undefined });
    case 'confirm': return keyedAction({ ...base, name: stroke.fields > 0 ? 'confirmPaper' : 'acceptPaper', params: { count: stroke.fields }, blocked: closed, run: effects.confirmPaper });
    case 'stopAt': {
      const params = { field: fieldLabel(stroke.field) };
      const blocked = closed ?? (place.field === stroke.field ? { code: 'decide-field', params } : null);
      return keyedAction({ ...base, name: 'decideField', params, blocked, run: () => move({ kind: 'field', field: stroke.field }) });
    }
    case 'goTo': return keyedAction({ ...base, name: 'nextOpenPaper', run: () => move({ kind: 'material', code: stroke.material }) });
    case 'pass': return keyedAction({ ...base, name: 'passFirstCheck', blocked: whyNot(view, 'passFirstCheck'), run: effects.passFirstCheck });
  }
}

function imageBlock({ material, inView, images }: PapersAtHand): ShownRefusal {
  const failed = inView.some((n) => images.failed.has(material?.images[n]?.sha256 ?? ''));
  return { code: failed ? 'image-not-shown' : 'image-loading' };
}

/** A word on the whole paper in view. */
export function paperDecisions(view: CaseView, material: MaterialView | null, effects: CompareEffects): readonly KeyedAction[] {
  if (material === null || material.code === '-' || !isOffered(view, 'reviewMaterials')) return [];
  const blocked = whyNot(view, 'reviewMaterials');
  const contested = material.state === 'contested';
  return [
    ...(contested ? [keyedAction({ name: 'acceptPaper', keys: ['y'], group, blocked, run: effects.acceptPaper })]
      : material.state === 'missing' ? [] : [keyedAction({ name: 'contest', keys: ['c'], group, blocked, run: effects.contest })]),
    ...(material.state === 'acceptedWithCommitment' || material.commitment.length === 0 ? [] : [keyedAction({ name: 'commitment', keys: ['w'], group, blocked, run: effects.commit })]),
  ];
}

/** The first correction that waits for an approver. */
export function openCorrectionAction(view: CaseView, effects: CompareEffects): readonly KeyedAction[] {
  const waiting = view.corrections.filter(({ state }) => state === 'requested').length;
  if (waiting === 0 || view.readOnly) return [];
  return [keyedAction({ name: 'openCorrections', keys: ['g'], group, params: { count: waiting }, run: effects.decideOpenCorrection })];
}

/** Nothing is left to look at, and the rules still hold the case back. */
export function isHeldBack(view: CaseView, stroke: NextStroke): boolean {
  return stroke.kind === 'pass' && !isAllowed(view, 'passFirstCheck');
}
