import type { IdentityCheck, IdentityMethod } from './case-record';
import type { FieldKey, FieldValues } from './fields';
import type { LONG_TERM } from './id-card';
import { hasValidCheckCharacter, hasValidOldForeignerCheck } from './id-number';
import { SHOWN_DOCUMENT_KINDS, SHOWN_DOCUMENTS, type ShownDocument } from './identity-documents';
import type { PassportZone } from './passport-zone';
import type { SitePolicy } from './policy';
import type { Refusal } from './refusal';
import type { Day } from './vocabulary';

/** Every document whose number and name the clerk types from the paper in hand. */
export type TypedDocument = Exclude<ShownDocument, 'passport'>;

/** As the clerk typed it. Stays in memory; never logged, never stored. */
export interface TypedPaper {
  document: TypedDocument;
  name: string;
  number: string;
  validFrom: Day | null;
  validUntil: Day | typeof LONG_TERM | null;
}

export interface Passport {
  document: 'passport';
  zone: PassportZone;
}

/** An identity document that no chip was read from. */
export type ShownPaper = TypedPaper | Passport;

/**
 * What tells beside the number that the holder of the paper is the candidate: things that do not stand on an identity card.
 * A birth date is none, for the number holds it.
 */
export const SECOND_IDENTIFIERS = { registrationNo: 'registrationNo', mobile: 'mobile', diplomaNo: 'diplomaNo' } as const satisfies Record<string, FieldKey>;
export type SecondIdentifier = keyof typeof SECOND_IDENTIFIERS;

interface PaperRule {
  /** The form of its number; `free` has no check of its own. */
  number: 'resident' | 'foreigner' | 'free';
  /** Whether its last day must be typed: a police certificate has none. */
  lastDay: 'asked' | 'ifAny';
  /** A card with a chip that was not read wants another sign of its holder. */
  secondIdentifier: boolean;
  /** 长期 may stand in the place of its last day. */
  longTerm: boolean;
  method: Extract<IdentityMethod, 'document' | 'temporaryId' | 'policeCertificate'>;
}

/** One line per kind of paper: what is typed of it, and how the check is recorded. */
export const PAPER_RULES: Readonly<Record<ShownDocument, PaperRule>> = {
  residentId: { number: 'resident', lastDay: 'asked', secondIdentifier: true, longTerm: true, method: 'document' },
  temporaryId: { number: 'resident', lastDay: 'asked', secondIdentifier: false, longTerm: false, method: 'temporaryId' },
  policeCertificate: { number: 'resident', lastDay: 'ifAny', secondIdentifier: false, longTerm: false, method: 'policeCertificate' },
  residencePermit: { number: 'resident', lastDay: 'asked', secondIdentifier: true, longTerm: false, method: 'document' },
  foreignResidentId: { number: 'foreigner', lastDay: 'asked', secondIdentifier: true, longTerm: false, method: 'document' },
  passport: { number: 'free', lastDay: 'asked', secondIdentifier: false, longTerm: false, method: 'document' },
  officerCard: { number: 'free', lastDay: 'ifAny', secondIdentifier: false, longTerm: false, method: 'document' },
  other: { number: 'free', lastDay: 'ifAny', secondIdentifier: false, longTerm: false, method: 'document' },
};

/** The papers by which somebody registered with that kind of document may show who they are at this site. */
export function papersFor(registeredKind: string, identityDocuments: SitePolicy['identityDocuments']): readonly ShownDocument[] {
  return SHOWN_DOCUMENT_KINDS.filter((document) => SHOWN_DOCUMENTS[document] === registeredKind && (identityDocuments[document]?.accepted ?? 'no') !== 'no');
}

/** The document that a person compared where the check says only that it was one: a check passes by the registered kind alone. */
export function comparedDocument({ method, passed }: Pick<IdentityCheck, 'method' | 'passed'>, registeredKind: string): ShownDocument | null {
  if (!passed || method !== 'document') return null;
  return SHOWN_DOCUMENT_KINDS.find((document) => SHOWN_DOCUMENTS[document] === registeredKind && PAPER_RULES[document].method === method) ?? null;
}

/** A number as people type it: spaces, full width and small letters make no difference. */
export function tidyNumber(typed: string): string {
  return typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

function isNumberSound(number: string, form: PaperRule['number']): boolean {
  if (form === 'free') return number !== '';
  return hasValidCheckCharacter(number) || (form === 'foreigner' && hasValidOldForeignerCheck(number));
}

/** What was mistyped, told before anything is judged: the form stays as it is. */
export function reasonAgainstTyped(paper: TypedPaper): Refusal | null {
  const rule = PAPER_RULES[paper.document];
  if (!isNumberSound(tidyNumber(paper.number), rule.number)) return { code: 'typed-number-wrong' };
  if (rule.lastDay === 'asked' && paper.validUntil === null) return { code: 'last-day-missing' };
  const turned = paper.validFrom !== null && paper.validUntil !== null && paper.validFrom > paper.validUntil && /^\d/.test(paper.validUntil);
  return turned ? { code: 'days-turned' } : null;
}

/** What is kept with the reading: which second identifier was asked, without its value. */
export function identifierAsked(document: ShownDocument, given: GivenIdentifier | null): SecondIdentifier | null {
  return PAPER_RULES[document].secondIdentifier ? (given?.kind ?? null) : null;
}

export interface GivenIdentifier {
  kind: SecondIdentifier;
  value: string;
}

/** The second identifier against the registration; null when it holds, or when this paper asks for none. */
export function reasonAgainstIdentifier(document: ShownDocument, given: GivenIdentifier | null, registration: FieldValues): Refusal | null {
  if (!PAPER_RULES[document].secondIdentifier) return null;
  if (given === null || given.value.trim() === '') return { code: 'second-identifier-missing' };
  const registered = tidyNumber(registration[SECOND_IDENTIFIERS[given.kind]] ?? '');
  if (registered === '') return { code: 'second-identifier-unknown' };
  return tidyNumber(given.value) === registered ? null : { code: 'second-identifier-differs' };
}
