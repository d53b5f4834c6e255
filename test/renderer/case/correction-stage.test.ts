import { describe, expect, it } from 'vitest';
import type { CorrectionView } from '../../../src-preload/contract/cases';
import { correctionStage, decidedOf } from '../../../src-renderer/features/case/correction/correction-stage';
import { addFile, imagesForEvidence, likelyKind, toggleCaseImage, type Evidence } from '../../../src-renderer/features/case/correction/evidence';
import { createMockDesk } from '../../support/mock-desk-api';
import { findMockCase } from '../../support/mock-desk-state';
import { CANDIDATE } from './case-desk';

function correction(id: string, state: CorrectionView['state'], field: CorrectionView['field'] = 'workUnit'): CorrectionView {
  return {
    id, registrationNo: CANDIDATE.inReview, candidateName: '陆㛃', field, old: 'A', new: 'B', reason: 'r', state, highRisk: false, requestedBy: '林一舟', requestedById: 'staff-lin',
    requestedAt: '2026-03-01T09:00:00+08:00', decidedBy: null, decidedAt: null, decisionReason: null, evidence: [],
  };
}

describe('the stage of a correction', () => {
  it('asks when nothing is under way on this field', () => {
    expect(correctionStage([], 'workUnit', [])).toEqual({ kind: 'ask' });
    expect(correctionStage([correction('1', 'requested', 'major')], 'workUnit', [])).toEqual({ kind: 'ask' });
    expect(correctionStage([correction('1', 'withdrawn')], 'workUnit', [])).toEqual({ kind: 'ask' });
  });

  it('waits for an approver while one is open', () => {
    const open = correction('2', 'requested');
    expect(correctionStage([correction('1', 'refused'), open], 'workUnit', ['1'])).toEqual({ kind: 'waiting', correction: open });
  });

  it('tells a decision that fell while the panel was open, also at another desk', () => {
    const before = decidedOf([correction('1', 'requested')]);
    expect(correctionStage([correction('1', 'refused')], 'workUnit', before).kind).toBe('refused');
    expect(correctionStage([correction('1', 'approved')], 'workUnit', before).kind).toBe('approved');
  });

  it('asks again where an earlier request was refused', () => {
    const earlier = [correction('1', 'refused')];
    expect(correctionStage(earlier, 'workUnit', decidedOf(earlier))).toEqual({ kind: 'ask' });
  });
});

describe('evidence', () => {
  const view = findMockCase(createMockDesk().state, CANDIDATE.inReview);
  const rule = view?.correctionRules.find(({ field }) => field === 'major') ?? null;
  if (view === undefined) throw new Error('no case');

  it('offers the images of the kinds that the rule asks for first', () => {
    expect(imagesForEvidence(view, rule)[0]?.kind).toBe('DIPLOMA');
    expect(imagesForEvidence(view, null)).toHaveLength(6);
  });

  it('takes an image of the case under its own kind, and lets go of it again', () => {
    const [image] = imagesForEvidence(view, rule);
    if (image === undefined) throw new Error('no image');
    const taken = toggleCaseImage([], image);
    expect(taken).toEqual([{ sha256: image.sha256, kind: 'DIPLOMA', origin: 'material' }]);
    expect(toggleCaseImage(taken, image)).toEqual([]);
  });

  it('counts the same file once, under the kind it was last given', () => {
    const first: readonly Evidence[] = addFile([], 'a'.repeat(64), 'OTHER');
    expect(addFile(first, 'a'.repeat(64), 'UNIT_PROOF')).toEqual([{ sha256: 'a'.repeat(64), kind: 'UNIT_PROOF', origin: 'file' }]);
  });

  it('guesses the kind that the rule asks for', () => {
    expect(likelyKind(rule)).toBe('DIPLOMA');
    expect(likelyKind(null)).toBe('OTHER');
  });
});
