import type { CaseView, FieldKey, MaterialView, OpenItem, PaperFieldView } from '../../../../src-preload/contract/cases';

const DISAGREES: readonly PaperFieldView['result'][] = ['differs', 'notPresented', 'unreadable', 'looksAltered'];

/** The result says that paper and registration do not agree, or that nobody could tell. */
export function disagrees(field: PaperFieldView): boolean {
  return DISAGREES.includes(field.result);
}

function has(view: CaseView, material: string, kinds: readonly OpenItem['kind'][], field?: FieldKey): boolean {
  return view.openItems.some((item) => item.material === material && kinds.includes(item.kind) && (field === undefined || item.field === field));
}

/** The paper can be worked on now: it lies here, and something of it is unchecked or undecided. */
export function hasWork(view: CaseView, material: MaterialView): boolean {
  return material.state !== 'missing' && has(view, material.code, ['fieldUnchecked', 'fieldContested', 'materialUndecided']);
}

/** Fields that one key covers: nobody has looked at them yet and nothing asks for a key of their own. */
export function fieldsTogether(material: MaterialView): readonly PaperFieldView[] {
  return material.fields.filter((field) => field.result === null && field.ownKey === null);
}

/** The first field that the one key leaves for a decision of its own. */
export function findStop(view: CaseView, material: MaterialView): FieldKey | null {
  const stop = material.fields.find((field) => (field.result === null && field.ownKey !== null) || has(view, material.code, ['fieldContested'], field.field));
  return stop?.field ?? null;
}

/** The next paper with work after this one, round the list; null when all papers that lie here are done. */
export function findNextPaper(view: CaseView, after: string | null): MaterialView | null {
  const here = view.materials.findIndex((material) => material.code === after);
  const inOrder = [...view.materials.slice(here + 1), ...view.materials.slice(0, here + 1)];
  return inOrder.find((material) => hasWork(view, material)) ?? null;
}

/** Where the case is taken up again: the first paper with work, else the first paper. */
export function paperToBeginWith(view: CaseView): MaterialView | null {
  return findNextPaper(view, null) ?? view.materials[0] ?? null;
}

export function neighbourOf(view: CaseView, code: string | null, step: 1 | -1): MaterialView | null {
  const here = view.materials.findIndex((material) => material.code === code);
  return view.materials[here + step] ?? null;
}

/** Papers that the rules ask for and that are not here. */
export function missingPapers(view: CaseView): readonly MaterialView[] {
  return view.materials.filter((material) => material.state === 'missing' && material.required);
}

/** What the one key does next. */
export type NextStroke =
  | { kind: 'turnPage'; page: number }
  | { kind: 'waitForImage' }
  | { kind: 'confirm'; fields: number }
  | { kind: 'stopAt'; field: FieldKey }
  | { kind: 'goTo'; material: string }
  | { kind: 'pass' };

/**
 * Nothing is confirmed unseen: first every image of the paper has stood on the screen, then what one key covers is confirmed,
 * then each field that wants its own key, then the next paper; when no paper is left, the check of the whole case.
 */
export function nextStroke(view: CaseView, material: MaterialView | null, shown: ReadonlySet<string>, inView: readonly number[]): NextStroke {
  if (material === null || !hasWork(view, material)) return onwards(view, material);
  const unseen = material.images.findIndex((image) => !shown.has(image.sha256));
  if (unseen >= 0) return inView.includes(unseen) ? { kind: 'waitForImage' } : { kind: 'turnPage', page: unseen };
  const together = fieldsTogether(material).length;
  const stop = findStop(view, material);
  if (together === 0 && stop !== null) return { kind: 'stopAt', field: stop };
  return { kind: 'confirm', fields: together };
}

function onwards(view: CaseView, material: MaterialView | null): NextStroke {
  const next = findNextPaper(view, material?.code ?? null);
  return next === null ? { kind: 'pass' } : { kind: 'goTo', material: next.code };
}
