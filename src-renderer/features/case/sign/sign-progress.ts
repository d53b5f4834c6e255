import type { FieldKey } from '../../../../src-preload/contract/cases';
import type { SigningProgress } from '../../../../src-preload/contract/signing';

/** What the staff sees while the candidate reads and signs. */
export type Watching =
  /** No sheet is on the candidate's screen; why the last one left it. */
  | { kind: 'notShown'; after: null }
  | { kind: 'notShown'; after: 'takenBack' }
  | { kind: 'notShown'; after: 'doubted'; section: string; fields: readonly FieldKey[] }
  | { kind: 'shown'; phase: 'confirming' | 'signing' | 'sealing'; confirmed: number }
  /** The signature was not taken; the sheet stays on the screen, and the candidate may sign again. */
  | { kind: 'shown'; phase: 'failed'; failure: string; confirmed: number };

/** The progress of this case; progress of another one is none of its business. */
export function watchingOf(progress: SigningProgress | null | undefined, registrationNo: string): Watching {
  if (progress == null || progress.registrationNo !== registrationNo) return { kind: 'notShown', after: null };
  const { phase, sections, doubted, failure } = progress;
  const confirmed = sections.filter((section) => section.confirmed).length;
  switch (phase) {
    case 'confirming':
    case 'signing':
    case 'sealing': return { kind: 'shown', phase, confirmed };
    case 'sealed': return { kind: 'shown', phase: 'sealing', confirmed: sections.length };
    case 'failed': return { kind: 'shown', phase, failure: failure ?? 'unexpected', confirmed };
    case 'takenBack': return { kind: 'notShown', after: 'takenBack' };
    case 'doubted': return { kind: 'notShown', after: 'doubted', section: doubted ?? '', fields: sections.find(({ id }) => id === doubted)?.fields ?? [] };
  }
}
