import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseView, MaterialView } from '../../../src-preload/contract/cases';
import { findNextPaper, missingPapers, neighbourOf, nextStroke } from '../../../src-renderer/features/case/compare/paper-work';
import { firstPlace, movePlace, pagesInView } from '../../../src-renderer/features/case/compare/place';
import { createMockDesk } from '../../support/mock-desk-api';
import { findMockCase } from '../../support/mock-desk-state';
import { withRules } from '../../support/mock-desk-case';
import { CANDIDATE, settledPapers, withField } from './case-desk';

function aCase(change: (view: CaseView) => CaseView = (view) => view): CaseView {
  const desk = createMockDesk();
  const view = findMockCase(desk.state, CANDIDATE.inReview);
  if (view === undefined) throw new Error('no case');
  return withRules(change(view), desk.state.session.staff);
}

function paper(view: CaseView, code: string): MaterialView {
  const found = view.materials.find((material) => material.code === code);
  if (found === undefined) throw new Error(`no paper ${code}`);
  return found;
}

function stroke(view: CaseView, code: string, shown: 'all' | 'none' = 'all', inView: readonly number[] = [0]): ReturnType<typeof nextStroke> {
  const material = paper(view, code);
  return nextStroke(view, material, new Set(shown === 'all' ? material.images.map(({ sha256 }) => sha256) : []), inView);
}

describe('what the one key does', () => {
  it('confirms every field of the paper that asks for no key of its own', () => {
    expect(stroke(aCase(), 'DIPLOMA')).toEqual({ kind: 'confirm', fields: 6 });
    expect(stroke(aCase(), 'NOTICE')).toEqual({ kind: 'confirm', fields: 2 });
  });

  it('waits for an image that is not on the screen yet', () => {
    expect(stroke(aCase(), 'DIPLOMA', 'none')).toEqual({ kind: 'waitForImage' });
  });

  it('turns to an image that nobody has looked at before it confirms anything', () => {
    const view = aCase();
    const material = paper(view, 'ID');
    expect(nextStroke(view, material, new Set([material.images[0]?.sha256 ?? '']), [0])).toEqual({ kind: 'turnPage', page: 1 });
  });

  it('stops at a field that wants its own key once the others are confirmed', () => {
    const view = aCase((each) => ({ ...each, materials: each.materials.map((material) => ({ ...material, fields: material.fields.map((field) => (field.ownKey === null ? { ...field, result: 'same' as const } : field)) })) }));
    expect(stroke(view, 'NOTICE')).toEqual({ kind: 'stopAt', field: 'category' });
  });

  it('stops at a field that differs, and does not take the paper with it', () => {
    const view = aCase((each) => settledPapers(each, (material) => (material.code === 'DIPLOMA' ? { ...withField(material, 'school', { result: 'differs', ownKey: 'contested' }), state: 'open' } : material)));
    expect(stroke(view, 'DIPLOMA')).toEqual({ kind: 'stopAt', field: 'school' });
  });

  it('goes on to the next paper with work, round the list, and never to one that is missing', () => {
    const view = aCase((each) => settledPapers(each, (material) => (['ID', 'TRIAL'].includes(material.code) ? { ...paper(each, material.code), ...(material.code === 'TRIAL' ? { state: 'missing', images: [] } : {}) } : material)));
    expect(stroke(view, 'LICENCE')).toEqual({ kind: 'goTo', material: 'ID' });
    expect(missingPapers(view).map(({ code }) => code)).toEqual(['TRIAL']);
  });

  it('passes the first check only when no paper is left', () => {
    expect(stroke(aCase(settledPapers), 'LICENCE')).toEqual({ kind: 'pass' });
  });

  it('never confirms while an image of the paper was not looked at, whatever was decided before', () => {
    const codes = fc.constantFrom('ID', 'NOTICE', 'DIPLOMA', 'TRIAL', 'LICENCE');
    fc.assert(fc.property(codes, fc.subarray([0, 1]), fc.array(fc.constantFrom('same', 'differs', null), { minLength: 7, maxLength: 7 }), (code, seen, results) => {
      const view = aCase((each) => ({ ...each, materials: each.materials.map((material) => (material.code === code ? { ...material, fields: material.fields.map((field, i) => ({ ...field, result: results[i] ?? null })) } : material)) }));
      const material = paper(view, code);
      const shown = new Set(seen.flatMap((n) => material.images[n]?.sha256 ?? []));
      const all = material.images.every(({ sha256 }) => shown.has(sha256));
      if (!all) expect(['turnPage', 'waitForImage']).toContain(nextStroke(view, material, shown, [0]).kind);
    }));
  });
});

describe('the place among the papers', () => {
  it('begins at the first paper with work', () => {
    const view = aCase((each) => settledPapers(each, (material) => (material.code === 'TRIAL' ? paper(each, 'TRIAL') : material)));
    expect(firstPlace(view)).toMatchObject({ material: 'TRIAL', field: null });
  });

  it('begins at the doubted field, on the paper that proves it', () => {
    expect(firstPlace(aCase(settledPapers), ['trialFrom', 'workUnit'])).toMatchObject({ material: 'TRIAL', field: 'trialFrom' });
    expect(firstPlace(aCase(settledPapers), ['name'])).toMatchObject({ material: 'ID', field: 'name' });
  });

  it('goes to the next paper when the one in view is settled, and stays at a field that is open', () => {
    const place = firstPlace(aCase());
    const settledId = aCase((each) => settledPapers(each, (material) => (material.code === 'ID' ? material : paper(each, material.code))));
    expect(movePlace(place, { kind: 'decided', view: settledId })).toMatchObject({ material: 'NOTICE', page: 0, field: null });
    const atNotice = { ...place, material: 'NOTICE' };
    expect(movePlace(atNotice, { kind: 'decided', view: aCase() })).toMatchObject({ material: 'NOTICE', field: 'category' });
  });

  it('shows both sides of a two-sided paper in one look, and one page of any other', () => {
    const place = firstPlace(aCase());
    expect(pagesInView(place, 2)).toEqual([0, 1]);
    expect(pagesInView(movePlace(place, { kind: 'page', page: 1 }), 2)).toEqual([1]);
    expect(pagesInView(place, 3)).toEqual([0]);
    expect(pagesInView({ ...place, page: 7 }, 3)).toEqual([2]);
    expect(pagesInView(place, 0)).toEqual([]);
  });

  it('knows its neighbours, and no paper beyond the ends', () => {
    const view = aCase();
    expect(neighbourOf(view, 'ID', -1)).toBeNull();
    expect(neighbourOf(view, 'ID', 1)?.code).toBe('NOTICE');
    expect(neighbourOf(view, '-', 1)).toBeNull();
    expect(findNextPaper(aCase(settledPapers), 'ID')).toBeNull();
  });
});
