import type { IdentityCheck, IdentityFieldResult } from './case-record';
import type { Nation } from './code-tables';
import type { FieldValues } from './fields';
import { documentOf, LONG_TERM, namesOn, numbersOn, type ChipDocument, type CitizenCard, type IdCard } from './id-card';
import { birthDateOf, hasValidCheckCharacter, hasValidOldForeignerCheck, isWellFormed18, sexOf } from './id-number';
import { SHOWN_DOCUMENTS } from './identity-documents';
import { compareNames, foldsBetween, type Doubt, type Fold, type NameComparison } from './name-match';
import type { IdentityDocumentRule, SitePolicy } from './policy';
import type { Day } from './vocabulary';

/** Why a field counts as it does. A stored `why` is these codes joined by commas; null for a plain "same" or "differs". */
export type IdentityWhy =
  | Fold
  | Doubt
  /** The number's own check character does not hold. */
  | 'checkCharacter'
  /** The old 15-character number's check digit does not hold; a warning, one source only. */
  | 'oldNumberCheck'
  /** Registered under the number of the holder's old card, which the new one ties to itself. */
  | 'oldNumber'
  /** The chip contradicts itself: its number says otherwise. */
  | 'contradictsNumber'
  /** The chip does not say (blank, impossible, or "unknown"). */
  | 'notOnCard'
  /** The registration does not say. */
  | 'notRegistered'
  /** A nation written by its code or without 族. */
  | 'otherForm'
  /** A nation code that no table knows. */
  | 'unknownCode'
  | 'otherDocument'
  | 'notAccepted'
  | 'approverDecides'
  | 'expired'
  | 'notYetValid'
  /** A paper that stands in for the registered document. */
  | 'standsIn'
  /** Nothing of it was typed or read by machine: only the paper in hand tells. */
  | 'lookAtPaper'
  /** A temporary card holds for three months at most. */
  | 'tooLongForTemporary'
  /** The machine-readable zone writes Latin letters alone. */
  | 'latinOnly'
  /** The machine-readable zone had no room for the whole name. */
  | 'nameCut'
  /** A person looked and said that it is the same. */
  | 'seenByHuman';

export type IdentityField = IdentityFieldResult['field'];

/** A field with both values, for the screen alone: values are never stored. */
export interface JudgedField extends IdentityFieldResult {
  onCard: string;
  /** Empty for the validity, of which no registration tells: it is judged by the day. */
  registered: string;
}

export interface CardJudgement {
  results: readonly JudgedField[];
  /** Every field that decides who a person is holds. Nation does not decide: it is corrected in the review. */
  passed: boolean;
  validity: IdentityCheck['validity'];
  document: ChipDocument;
}

export interface CardToJudge {
  card: IdCard;
  registration: FieldValues;
  identityDocuments: SitePolicy['identityDocuments'];
  nations: readonly Nation[];
  /** On the site's wall clock. */
  today: Day;
}

export type Verdict = { result: IdentityFieldResult['result']; why: readonly IdentityWhy[] };

export const SAME: Verdict = { result: 'same', why: [] };

export function judged(field: IdentityField, onCard: string, registered: string, verdict: Verdict): JudgedField {
  return { field, onCard, registered, result: verdict.result, why: verdict.why.length === 0 ? null : verdict.why.join(',') };
}

export function differs(...why: IdentityWhy[]): Verdict {
  return { result: 'differs', why };
}

export function needsHuman(...why: IdentityWhy[]): Verdict {
  return { result: 'needsHuman', why };
}

const NEAREST_FIRST: readonly NameComparison['result'][] = ['same', 'equivalent', 'needsHuman', 'differs'];

/** A foreigner's card holds two names; the registration may use either. */
function judgeName(card: IdCard, registered: string): JudgedField {
  const compared = namesOn(card).map((name) => ({ name, ...compareNames(name, registered) }));
  const nearest = NEAREST_FIRST.map((result) => compared.find((each) => each.result === result)).find((each) => each !== undefined);
  if (nearest === undefined) return judged('name', '', registered, needsHuman('empty'));
  const onCard = nearest.result === 'differs' ? namesOn(card).join(' / ') : nearest.name;
  return judged('name', onCard, registered, nearest);
}

function numberFlaw(card: IdCard): IdentityWhy | null {
  const isOldForm = card.kind === 'I' && !isWellFormed18(card.idNumber);
  if (isOldForm) return hasValidOldForeignerCheck(card.idNumber) ? null : 'oldNumberCheck';
  return hasValidCheckCharacter(card.idNumber) ? null : 'checkCharacter';
}

function judgeIdNumber(card: IdCard, registered: string): JudgedField {
  const folds = foldsBetween(card.idNumber, registered);
  const flaw = numberFlaw(card);
  if (flaw === 'checkCharacter') return judged('idNumber', card.idNumber, registered, differs(flaw));
  if (folds === null) return judged('idNumber', card.idNumber, registered, numbersOn(card).includes(registered) ? needsHuman('oldNumber') : differs());
  const why = flaw === null ? folds : [...folds, flaw];
  return judged('idNumber', card.idNumber, registered, { result: folds.length === 0 ? 'same' : 'equivalent', why });
}

const SEXES: Readonly<Record<string, string>> = { 1: '男', 2: '女' };

/** A value that the 18-character number carries too. */
export function judgeDerived(field: 'sex' | 'birthDate', onCard: string | null, byNumber: string | null, registered: string): JudgedField {
  const verdict = (): Verdict => {
    if (onCard === null) return needsHuman('notOnCard');
    if (byNumber !== null && byNumber !== onCard) return differs('contradictsNumber');
    if (registered === '') return needsHuman('notRegistered');
    return onCard === registered ? SAME : differs();
  };
  return judged(field, onCard ?? '', registered, verdict());
}

function judgeNation(card: CitizenCard, registered: string, nations: readonly Nation[]): JudgedField {
  const nation = nations.find(({ code }) => code === card.nationCode);
  if (nation === undefined) return judged('nation', `其他(${card.nationCode})`, registered, needsHuman(card.nationCode === '' ? 'notOnCard' : 'unknownCode'));
  if (registered === '') return judged('nation', nation.name, registered, needsHuman('notRegistered'));
  if (registered === nation.name) return judged('nation', nation.name, registered, SAME);
  const isOtherForm = registered === nation.code || registered === nation.short;
  return judged('nation', nation.name, registered, isOtherForm ? { result: 'equivalent', why: ['otherForm'] } : differs());
}

/** The last day counts as valid. A card that does not tell its days is neither valid nor expired. */
export function validityOn(card: IdCard, today: Day): IdentityCheck['validity'] {
  if (card.validFrom !== null && today < card.validFrom) return 'notYet';
  if (card.validUntil !== null && card.validUntil !== LONG_TERM && today > card.validUntil) return 'expired';
  return card.validFrom === null || card.validUntil === null ? 'unknown' : 'valid';
}

function judgeValidity(card: IdCard, today: Day, rule: IdentityDocumentRule | undefined): JudgedField {
  const verdicts: Readonly<Record<IdentityCheck['validity'], Verdict>> = {
    valid: SAME,
    expired: rule?.expired === 'approver' ? differs('expired', 'approverDecides') : differs('expired'),
    notYet: differs('notYetValid'),
    unknown: needsHuman('notOnCard'),
  };
  return judged('validity', `${card.validFrom ?? '?'} – ${card.validUntil ?? '?'}`, '', verdicts[validityOn(card, today)]);
}

function judgeDocument(card: IdCard, registered: string, rule: IdentityDocumentRule | undefined): JudgedField {
  const onCard = SHOWN_DOCUMENTS[documentOf(card)];
  const verdict = (): Verdict => {
    if (registered !== onCard) return differs('otherDocument');
    if (rule === undefined || rule.accepted === 'no') return differs('notAccepted');
    return rule.accepted === 'approver' ? differs('approverDecides') : SAME;
  };
  return judged('documentKind', onCard, registered, verdict());
}

export const DECIDES: Readonly<Record<IdentityField, boolean>> = {
  name: true, idNumber: true, sex: true, birthDate: true, nation: false, validity: true, documentKind: true,
};

function passes(results: readonly IdentityFieldResult[]): boolean {
  return results.every(({ field, result }) => !DECIDES[field] || result === 'same' || result === 'equivalent');
}

/** Chip against registration, field by field (domain notes sections 7 and 8). Fields that this kind of card lacks are left out. */
export function judgeCard({ card, registration, identityDocuments, nations, today }: CardToJudge): CardJudgement {
  const document = documentOf(card);
  const rule = identityDocuments[document];
  const isNumberTelling = hasValidCheckCharacter(card.idNumber);
  const results = [
    judgeDocument(card, registration.idType ?? '', rule),
    judgeValidity(card, today, rule),
    judgeIdNumber(card, registration.idNumber ?? ''),
    judgeName(card, registration.name ?? ''),
    judgeDerived('sex', SEXES[card.sexCode] ?? null, isNumberTelling ? sexOf(card.idNumber) : null, registration.sex ?? ''),
    judgeDerived('birthDate', card.birthDate, isNumberTelling ? birthDateOf(card.idNumber) : null, registration.birthDate ?? ''),
    ...(card.kind === 'citizen' ? [judgeNation(card, registration.nation ?? '', nations)] : []),
  ];
  return { results, passed: passes(results), validity: validityOn(card, today), document };
}

export function answered(field: JudgedField, isSame: boolean | undefined): JudgedField {
  if (field.result !== 'needsHuman' || isSame === undefined) return field;
  return { ...field, result: isSame ? 'equivalent' : 'differs', why: [field.why, 'seenByHuman'].filter(Boolean).join(',') };
}

/** The judgement with a person's answers, where it needed one: is it the same? Nothing else can be answered away. */
export function withAnswers(judgement: CardJudgement, answers: Readonly<Partial<Record<IdentityField, boolean>>>): CardJudgement {
  const results = judgement.results.map((field) => answered(field, answers[field.field]));
  return { ...judgement, results, passed: passes(results) };
}

/** What may be stored of a judgement: no value of any field. */
export function withoutValues(results: readonly JudgedField[]): readonly IdentityFieldResult[] {
  return results.map(({ field, result, why }) => ({ field, result, why }));
}
