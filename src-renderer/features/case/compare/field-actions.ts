import type { CaseView, FieldResult, PaperFieldView } from '../../../../src-preload/contract/cases';
import type { ShownRefusal } from '../../../ui/refusal-text';
import { isOffered, whyNot } from '../available';
import { keyedAction, type KeyedAction } from '../keys/keyed-action';
import { RESULT_KEYS } from './field-results';

/** Result keys for the field in focus. */
export function resultActions(view: CaseView, field: PaperFieldView | null, give: (result: FieldResult) => void): readonly KeyedAction[] {
  if (field === null || !isOffered(view, 'reviewMaterials')) return [];
  const blocked = whyNot(view, 'reviewMaterials');
  return RESULT_KEYS.map(({ key, result }) => keyedAction({ name: `result_${result}`, keys: [key], group: 'field', blocked, run: () => give(result) }));
}

/** Correcting the field in focus, or deciding the correction that is open on it. */
export function correctionAction(view: CaseView, field: PaperFieldView | null, open: (field: PaperFieldView) => void): readonly KeyedAction[] {
  if (field === null) return [];
  if (field.openCorrection) return [keyedAction({ name: 'decideCorrection', keys: ['e'], group: 'field', run: () => open(field) })];
  if (!isOffered(view, 'requestCorrection')) return [];
  return [keyedAction({ name: 'correct', keys: ['e'], group: 'field', blocked: correctionBlock(view, field), run: () => open(field) })];
}

/** Outside the days of correction the form is opened all the same: it is closed, and tells the days. */
function correctionBlock(view: CaseView, field: PaperFieldView): ShownRefusal | null {
  if (!field.correctable) return { code: 'field-not-correctable', params: { field: field.field } };
  const reason = whyNot(view, 'requestCorrection');
  return reason?.code === 'outside-schedule' ? null : reason;
}
