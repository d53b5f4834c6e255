import type { IdentityPaperView, SecondIdentifier, ShownDocument, TypedPaper } from '../../../../src-preload/contract/cases';
import type { Input } from '../../../../src-preload/contract/desk-api';

/** What stands in the form of a paper, as text. */
export interface PaperForm {
  number: string;
  name: string;
  validFrom: string;
  validUntil: string;
  isLongTerm: boolean;
  identifier: SecondIdentifier;
  identifierValue: string;
  /** The two lines of a passport. */
  lines: string;
}

export const SECOND_IDENTIFIERS: readonly SecondIdentifier[] = ['registrationNo', 'mobile', 'diplomaNo'];
const LONG_TERM = '长期';
const EMPTY: PaperForm = { number: '', name: '', validFrom: '', validUntil: '', isLongTerm: false, identifier: 'registrationNo', identifierValue: '', lines: '' };

/** An empty form, or what was typed before and turned out not to agree. */
export function firstForm(typed: TypedPaper | null): PaperForm {
  if (typed === null) return EMPTY;
  const isLongTerm = typed.validUntil === LONG_TERM;
  return { ...EMPTY, number: typed.number, name: typed.name, validFrom: typed.validFrom ?? '', validUntil: isLongTerm ? '' : (typed.validUntil ?? ''), isLongTerm };
}

/** Whether there is something in every place that must not be empty; what it is worth is judged elsewhere. */
export function isFilled(form: PaperForm, { document, lastDay, secondIdentifier }: IdentityPaperView): boolean {
  if (document === 'passport') return form.lines.trim() !== '';
  const last = lastDay === 'ifAny' || form.isLongTerm || form.validUntil !== '';
  return form.number.trim() !== '' && form.name.trim() !== '' && last && (!secondIdentifier || form.identifierValue.trim() !== '');
}

function paperOf(form: PaperForm, document: ShownDocument): Input<'identity.show'>['paper'] {
  if (document === 'passport') return { document, lines: form.lines };
  const validUntil = form.isLongTerm ? LONG_TERM : form.validUntil || null;
  return { document, name: form.name.trim(), number: form.number.trim(), validFrom: form.validFrom || null, validUntil };
}

/** What is sent of the form. */
export function shownPaper(form: PaperForm, rule: IdentityPaperView): Pick<Input<'identity.show'>, 'paper' | 'identifier'> {
  return { paper: paperOf(form, rule.document), identifier: rule.secondIdentifier ? { kind: form.identifier, value: form.identifierValue.trim() } : null };
}
