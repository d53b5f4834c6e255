import type { CorrectionView, FieldKey } from '../../../../src-preload/contract/cases';

/** Where the correction of a field stands, as seen by a panel that was opened on it. */
export type CorrectionStage =
  | { kind: 'ask' }
  | { kind: 'waiting'; correction: CorrectionView }
  | { kind: 'approved'; correction: CorrectionView }
  | { kind: 'refused'; correction: CorrectionView };

/**
 * A decision that fell while the panel is open is told, wherever it fell; one from before leaves the form open for another request.
 * `decidedBefore` are the corrections that were closed when the panel opened.
 */
export function correctionStage(corrections: readonly CorrectionView[], field: FieldKey, decidedBefore: readonly string[]): CorrectionStage {
  const newest = corrections.findLast((correction) => correction.field === field);
  if (newest === undefined) return { kind: 'ask' };
  if (newest.state === 'requested') return { kind: 'waiting', correction: newest };
  if (newest.state === 'withdrawn' || decidedBefore.includes(newest.id)) return { kind: 'ask' };
  return { kind: newest.state, correction: newest };
}

export function decidedOf(corrections: readonly CorrectionView[]): readonly string[] {
  return corrections.filter(({ state }) => state !== 'requested').map(({ id }) => id);
}
