import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../src-preload/contract/cases';
import { doubtedFields, whyBack } from '../../../src-renderer/features/case/compare/why-back';
import { createMockDesk } from '../../support/mock-desk-api';
import { findMockCase } from '../../support/mock-desk-state';
import { CANDIDATE } from './case-desk';

type Pass = CaseView['passes'][number];
const AT = '2026-03-01T09:40:00+08:00';
const passed: Pass = { pass: 1, outcome: 'passed', by: '林一舟', at: AT, reason: null };

function sentBack(reason: string | null): Pass {
  return { pass: 2, outcome: 'sentBack', by: '陈南星', at: AT, reason };
}

function after(...passes: readonly Pass[]): CaseView {
  const view = findMockCase(createMockDesk().state, CANDIDATE.inReview);
  if (view === undefined) throw new Error('no case');
  return { ...view, passes };
}

describe('why a case lies on the counter again', () => {
  it('is nothing for a case that was never sent back, or has passed since', () => {
    expect(whyBack(after())).toBeNull();
    expect(whyBack(after(passed))).toBeNull();
    expect(whyBack(after(passed, sentBack('缺签字'), passed))).toBeNull();
  });

  it('is the second reviewer\u2019s reason, with who and when', () => {
    expect(whyBack(after(passed, sentBack('缺法人签字')))).toEqual({ kind: 'reviewer', by: '陈南星', at: AT, reason: '缺法人签字' });
  });

  it('is the section that the candidate doubts, with its fields as the sheet listed them', () => {
    const back = whyBack(after(passed, sentBack('candidate: unit')));
    expect(back).toEqual({ kind: 'candidate', section: 'unit', at: AT });
    const progress = { registrationNo: CANDIDATE.inReview, phase: 'doubted' as const, doubted: 'unit', failure: null, samples: 0, sections: [{ id: 'unit', fields: ['workUnit' as const], confirmed: false }] };
    expect(doubtedFields(back, progress, CANDIDATE.inReview)).toEqual(['workUnit']);
    expect(doubtedFields(back, progress, CANDIDATE.dotted)).toEqual([]);
    expect(doubtedFields(back, null, CANDIDATE.inReview)).toEqual([]);
  });

  it.each(['correction', 'field.checked', 'material.contested', 'reopened'])('is nothing to be told when the own work sent it back: %s', (reason) => {
    expect(whyBack(after(passed, sentBack(reason)))).toBeNull();
  });
});
