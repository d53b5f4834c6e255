import type { CaseState } from '../../../src-preload/contract/cases';

/** States in the order of the counter. */
export const STATES: readonly CaseState[] = ['waiting', 'checkedIn', 'inReview', 'readyToSign', 'signed', 'supplementOwed', 'refused'];

/** What the list shows: found by text, of one state or of all. */
export interface CaseFilter {
  text: string;
  state: CaseState | null;
}

export const EVERY_CASE: CaseFilter = { text: '', state: null };

export function isEveryCase({ text, state }: CaseFilter): boolean {
  return text === '' && state === null;
}

export function countOf(counts: Readonly<Record<CaseState, number>>, state: CaseState | null): number {
  return state === null ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[state];
}
