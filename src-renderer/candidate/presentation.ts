import type { CandidateView } from '../../src-preload/contract/signing';

/**
 * Whether the sheet in view is presented anew: another case, another revision, or the same one shown from the beginning
 * again. Then every confirmation, all ink and the time on screen begin again.
 */
export function isNewPresentation(before: CandidateView | null, now: CandidateView): boolean {
  if (now.step !== 'confirm') return false;
  if (before === null || before.step !== 'confirm') return true;
  if (before.sheet.registrationNo !== now.sheet.registrationNo || before.sheet.revision !== now.sheet.revision) return true;
  return before.sections.some(({ id, confirmed }) => confirmed && !now.sections.some((section) => section.id === id && section.confirmed));
}
