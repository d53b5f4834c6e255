import { describe, expect, it } from 'vitest';
import { isNewPresentation } from '../../../src-renderer/candidate/presentation';
import { confirmView, FRAME, sampleSheet } from './candidate-desk';

const view = confirmView();
const confirmed = { ...view, sections: view.sections.map((section) => ({ ...section, confirmed: true })) };

describe('a sheet on the screen', () => {
  it('is presented anew after anything else stood there', () => {
    expect(isNewPresentation(null, view)).toBe(true);
    expect(isNewPresentation({ ...FRAME, step: 'welcome' }, view)).toBe(true);
  });

  it('is the same presentation while sections are being confirmed', () => {
    expect(isNewPresentation(view, confirmed)).toBe(false);
  });

  it('is another one with another revision or another case', () => {
    expect(isNewPresentation(confirmed, confirmView(sampleSheet({ revision: 2 })))).toBe(true);
    expect(isNewPresentation(confirmed, confirmView(sampleSheet({ registrationNo: '20269901000004' })))).toBe(true);
  });

  it('is another one when the same revision begins again', () => {
    expect(isNewPresentation(confirmed, view)).toBe(true);
  });

  it('is none when the sheet has gone', () => {
    expect(isNewPresentation(view, { ...FRAME, step: 'handBack' })).toBe(false);
  });
});
