import { describe, expect, it } from 'vitest';
import { planSections } from '../../../src-renderer/candidate/sheet/plan-sections';
import { confirmView, sampleSheet } from './candidate-desk';

const view = confirmView();

describe('the plan of the page', () => {
  it('gives every part of the sheet one place', () => {
    expect(planSections(view.sheet, view.sections)).toEqual([
      { id: 'registration', fields: ['registrationNo', 'category'], holds: ['head'], toConfirm: true },
      { id: 'person', fields: ['name', 'idNumber'], holds: ['photo'], toConfirm: true },
      { id: 'corrections', fields: [], holds: ['corrections'], toConfirm: true },
      { id: 'materials', fields: [], holds: ['materials'], toConfirm: true },
      { id: 'declaration', fields: [], holds: ['declaration'], toConfirm: false },
    ]);
  });

  it('puts fields of no section, and parts without a section of their own, into the first', () => {
    const plan = planSections(sampleSheet(), [{ id: 'registration', fields: ['registrationNo'] }]);
    expect(plan[0]).toEqual({ id: 'registration', fields: ['registrationNo', 'category', 'name', 'idNumber'], holds: ['head', 'photo', 'corrections', 'materials'], toConfirm: true });
  });

  it('says nothing of corrections when there are none and no section for them', () => {
    const { sheet, sections } = confirmView(sampleSheet({ corrections: [] }));
    expect(planSections(sheet, sections).flatMap(({ holds }) => holds)).toEqual(['head', 'photo', 'materials', 'declaration']);
  });

  it('draws no field twice when a section lists one that the sheet does not have', () => {
    const [first] = planSections(sampleSheet({ fields: { name: '范𬭎㛃' } }), [{ id: 'person', fields: ['name', 'sex'] }]);
    expect(first?.fields).toEqual(['name']);
  });

  it('asks for the declaration only when the desk lists it', () => {
    const plan = planSections(view.sheet, [...view.sections, { id: 'declaration', fields: [] }]);
    expect(plan.filter(({ id }) => id === 'declaration')).toEqual([{ id: 'declaration', fields: [], holds: ['declaration'], toConfirm: true }]);
  });
});
