import { describe, expect, it } from 'vitest';
import { isPartConfirmed, isSectionConfirmed, nextPart, NOTHING_CONFIRMED, withConfirmedPart } from '../../../src-renderer/candidate/confirm/confirm-flow';
import { standOf } from '../../../src-renderer/candidate/confirm/stand';
import { planSections } from '../../../src-renderer/candidate/sheet/plan-sections';
import { confirmView } from './candidate-desk';

describe('a section in one part', () => {
  it('is confirmed when the desk says so', () => {
    expect(isSectionConfirmed(NOTHING_CONFIRMED, 'person', true, 1)).toBe(true);
    expect(isSectionConfirmed(NOTHING_CONFIRMED, 'person', false, 1)).toBe(false);
  });

  it('is not confirmed by the screen alone', () => {
    expect(isSectionConfirmed(withConfirmedPart(NOTHING_CONFIRMED, 'person', 0, 1), 'person', false, 1)).toBe(false);
  });
});

describe('a section in three parts', () => {
  const first = withConfirmedPart(NOTHING_CONFIRMED, 'materials', 0, 3);
  const all = withConfirmedPart(withConfirmedPart(first, 'materials', 2, 3), 'materials', 1, 3);

  it('is not confirmed by its first part, although the desk has heard of it', () => {
    expect(isSectionConfirmed(first, 'materials', true, 3)).toBe(false);
    expect([0, 1, 2].map((part) => isPartConfirmed(first, 'materials', part, 3))).toEqual([true, false, false]);
    expect(nextPart(first, 'materials', 3)).toBe(1);
  });

  it('is confirmed by all of them, in any order', () => {
    expect(isSectionConfirmed(all, 'materials', true, 3)).toBe(true);
  });

  it('stays confirmed when the screen changes and it has other parts then', () => {
    expect(isSectionConfirmed(all, 'materials', true, 2)).toBe(true);
    expect(isPartConfirmed(all, 'materials', 1, 2)).toBe(true);
    expect(withConfirmedPart(all, 'materials', 0, 2)).toBe(all);
  });

  it('is asked again when the screen changes halfway, also when it fits then', () => {
    expect(nextPart(first, 'materials', 2)).toBe(0);
    expect(isSectionConfirmed(first, 'materials', true, 1)).toBe(false);
    expect(isSectionConfirmed(withConfirmedPart(first, 'materials', 0, 1), 'materials', true, 1)).toBe(true);
  });

  it('is asked again after the page was loaded anew, because nothing is known of its parts', () => {
    expect(isSectionConfirmed(NOTHING_CONFIRMED, 'materials', true, 3)).toBe(false);
  });

  it('counts a part that is confirmed twice once', () => {
    expect(withConfirmedPart(first, 'materials', 0, 3)).toEqual(first);
  });
});

describe('whose turn it is', () => {
  const view = confirmView();
  const plan = planSections(view.sheet, view.sections);
  const confirmed = (...ids: readonly string[]): { id: string; confirmed: boolean }[] => view.sections.map(({ id }) => ({ id, confirmed: ids.includes(id) }));

  it('is the first section that is not confirmed, at its first open part', () => {
    const flow = withConfirmedPart(NOTHING_CONFIRMED, 'person', 0, 2);
    const stand = standOf(plan, confirmed('registration', 'person'), flow, { person: [0, 4] });
    expect([stand.turn, stand.open]).toEqual(['person-1', 3]);
    expect(stand.sections.map(({ id, current }) => [id, current])).toEqual([['registration', null], ['person', 1], ['corrections', null], ['materials', null], ['declaration', null]]);
  });

  it('passes over what was confirmed out of order', () => {
    expect(standOf(plan, confirmed('registration', 'corrections'), NOTHING_CONFIRMED, {}).turn).toBe('person-0');
  });

  it('comes to the declaration when nothing is open, and straight to the signature when the declaration was confirmed too', () => {
    expect(standOf(plan, confirmed('registration', 'person', 'corrections', 'materials'), NOTHING_CONFIRMED, {})).toMatchObject({ open: 0, turn: 'declaration-0' });
    const listed = planSections(view.sheet, [...view.sections, { id: 'declaration', fields: [] }]);
    expect(standOf(listed, listed.map(({ id }) => ({ id, confirmed: true })), NOTHING_CONFIRMED, {})).toMatchObject({ open: 0, turn: 'sign' });
  });
});
