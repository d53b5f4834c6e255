import type { CaseView, FieldKey } from '../../../../src-preload/contract/cases';
import type { SigningProgress } from '../../../../src-preload/contract/signing';

/** Why a case that had passed lies on the counter again. */
export type WhyBack =
  | { kind: 'reviewer'; by: string; at: string; reason: string }
  /** The candidate said before signing that this section of the sheet is wrong. */
  | { kind: 'candidate'; section: string; at: string };

const BY_CANDIDATE = 'candidate: ';
/** What the desk writes when the clerk's own work sent the case back: nobody has to be told. */
const BY_OWN_WORK = ['correction', 'field.checked', 'material.contested', 'material.captured', 'reopened'];

/** The last word on the passes, as long as nobody has passed the case since. */
export function whyBack({ passes }: CaseView): WhyBack | null {
  const last = passes.at(-1);
  if (last?.outcome !== 'sentBack') return null;
  const { by, at, reason } = last;
  if (reason === null || BY_OWN_WORK.includes(reason)) return null;
  if (reason.startsWith(BY_CANDIDATE)) return { kind: 'candidate', section: reason.slice(BY_CANDIDATE.length), at };
  return { kind: 'reviewer', by, at, reason };
}

/** The fields of the section that the candidate doubts, as the sheet listed them. */
export function doubtedFields(back: WhyBack | null, progress: SigningProgress | null | undefined, registrationNo: string): readonly FieldKey[] {
  if (back?.kind !== 'candidate' || progress == null || progress.registrationNo !== registrationNo) return [];
  return progress.sections.find(({ id }) => id === back.section)?.fields ?? [];
}
