import { describe, expect, it } from 'vitest';
import type { SigningProgress } from '../../../src-preload/contract/signing';
import { watchingOf } from '../../../src-renderer/features/case/sign/sign-progress';

const NO = '20269901000004';

function progress(change: Partial<SigningProgress>): SigningProgress {
  return {
    registrationNo: NO, phase: 'confirming', doubted: null, failure: null, samples: 0,
    sections: [{ id: 'registration', fields: ['category'], confirmed: true }, { id: 'unit', fields: ['workUnit', 'trialUnit'], confirmed: false }], ...change,
  };
}

describe('what the staff sees of the signing', () => {
  it('is nothing as long as no sheet is shown, or that of another candidate', () => {
    expect(watchingOf(null, NO)).toEqual({ kind: 'notShown', after: null });
    expect(watchingOf(progress({ registrationNo: '20269901000001' }), NO)).toEqual({ kind: 'notShown', after: null });
  });

  it('is how many sections the candidate has confirmed, and then the hand that moves', () => {
    expect(watchingOf(progress({}), NO)).toEqual({ kind: 'shown', phase: 'confirming', confirmed: 1 });
    expect(watchingOf(progress({ phase: 'signing', samples: 12 }), NO)).toEqual({ kind: 'shown', phase: 'signing', confirmed: 1 });
  });

  it('is the doubted section with its fields, once the sheet has left the screen', () => {
    expect(watchingOf(progress({ phase: 'doubted', doubted: 'unit' }), NO)).toEqual({ kind: 'notShown', after: 'doubted', section: 'unit', fields: ['workUnit', 'trialUnit'] });
    expect(watchingOf(progress({ phase: 'doubted', doubted: 'materials' }), NO)).toEqual({ kind: 'notShown', after: 'doubted', section: 'materials', fields: [] });
  });

  it('says why nothing was signed while the sheet stays on the candidate’s screen', () => {
    expect(watchingOf(progress({ phase: 'failed', failure: 'digest-differs' }), NO)).toEqual({ kind: 'shown', phase: 'failed', failure: 'digest-differs', confirmed: 1 });
    expect(watchingOf(progress({ phase: 'takenBack' }), NO)).toEqual({ kind: 'notShown', after: 'takenBack' });
  });

  it('waits for the case itself to say that it is signed', () => {
    expect(watchingOf(progress({ phase: 'sealed' }), NO)).toEqual({ kind: 'shown', phase: 'sealing', confirmed: 2 });
  });
});
