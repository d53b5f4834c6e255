import { answered, DECIDES, differs, judged, judgeDerived, needsHuman, SAME, type CardJudgement, type IdentityField, type JudgedField, type Verdict } from './card-match';
import type { IdentityCheck } from './case-record';
import type { FieldValues } from './fields';
import { LONG_TERM } from './id-card';
import { birthDateOf, hasValidCheckCharacter, sexOf } from './id-number';
import { consentTo, type ConsentWhy } from './identity-consent';
import { SHOWN_DOCUMENT_NAMES, SHOWN_DOCUMENTS, type ShownDocument } from './identity-documents';
import { compareNames, foldsBetween } from './name-match';
import { birthDayOf, expiryDayOf, type PassportZone } from './passport-zone';
import type { IdentityDocumentRule, SitePolicy } from './policy';
import { tidyNumber, type ShownPaper } from './shown-paper';
import type { Day } from './vocabulary';

export interface PaperJudgement extends Omit<CardJudgement, 'document'> {
  document: ShownDocument;
  /** Empty when the clerk alone may say that this is the person. `passed` presumes the consent. */
  consent: readonly ConsentWhy[];
}

export interface PaperToJudge {
  paper: ShownPaper;
  registration: FieldValues;
  identityDocuments: SitePolicy['identityDocuments'];
  /** On the site's wall clock. */
  today: Day;
}

/** What a paper says of its holder, however it was taken down. Null is what only the paper in hand tells. */
interface PaperFacts {
  number: string;
  sex: '男' | '女' | null;
  birthDate: Day | null;
  validFrom: Day | null;
  validUntil: Day | typeof LONG_TERM | null;
}

function factsOf(paper: ShownPaper, today: Day): PaperFacts {
  if (paper.document === 'passport') {
    const { zone } = paper;
    const sex = zone.sex === null ? null : zone.sex === 'male' ? '男' : '女';
    return { number: zone.number, sex, birthDate: birthDayOf(zone, today), validFrom: null, validUntil: expiryDayOf(zone) };
  }
  const number = tidyNumber(paper.number);
  const tells = hasValidCheckCharacter(number);
  return { number, sex: tells ? sexOf(number) : null, birthDate: tells ? birthDateOf(number) : null, validFrom: paper.validFrom, validUntil: paper.validUntil };
}

/** Without a last day a paper may still hold: a person looks. */
function validityOf({ validFrom, validUntil }: PaperFacts, today: Day): IdentityCheck['validity'] {
  if (validFrom !== null && today < validFrom) return 'notYet';
  if (validUntil === null) return 'unknown';
  return validUntil !== LONG_TERM && today > validUntil ? 'expired' : 'valid';
}

/** The last day of a temporary card that was issued on `from`: three months on, the end of a shorter month at the latest. */
function lastTemporaryDay(from: Day): Day {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const end = new Date(Date.UTC(year, month + 3, 0));
  return new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth(), Math.min(day, end.getUTCDate()))).toISOString().slice(0, 10);
}

/** A card that was issued by today holds no longer than from today, whether or not its first day was typed. */
function isTooLong(document: ShownDocument, { validFrom, validUntil }: PaperFacts, today: Day): boolean {
  if (document !== 'temporaryId' || validUntil === null) return false;
  return validUntil === LONG_TERM || validUntil > lastTemporaryDay(validFrom ?? today);
}

function judgeValidity(document: ShownDocument, facts: PaperFacts, today: Day, rule: IdentityDocumentRule | undefined): JudgedField {
  const verdicts: Readonly<Record<IdentityCheck['validity'], Verdict>> = {
    valid: isTooLong(document, facts, today) ? needsHuman('tooLongForTemporary') : SAME,
    expired: rule?.expired === 'approver' ? differs('expired', 'approverDecides') : differs('expired'),
    notYet: differs('notYetValid'),
    unknown: needsHuman('lookAtPaper'),
  };
  const days = [facts.validFrom, facts.validUntil].filter((day) => day !== null).join(' – ');
  return judged('validity', days, '', verdicts[validityOf(facts, today)]);
}

function judgeKind(document: ShownDocument, registered: string, rule: IdentityDocumentRule | undefined): JudgedField {
  const verdict = (): Verdict => {
    if (registered !== SHOWN_DOCUMENTS[document]) return differs('otherDocument');
    if (rule === undefined || rule.accepted === 'no') return differs('notAccepted');
    return document === 'temporaryId' || document === 'policeCertificate' ? { result: 'equivalent', why: ['standsIn'] } : SAME;
  };
  return judged('documentKind', SHOWN_DOCUMENT_NAMES[document], registered, verdict());
}

function judgeNumber(number: string, registered: string): JudgedField {
  const folds = foldsBetween(number, registered);
  if (folds === null) return judged('idNumber', number, registered, differs());
  return judged('idNumber', number, registered, { result: folds.length === 0 ? 'same' : 'equivalent', why: folds });
}

const BEYOND_THE_ZONE = /[^A-Za-z\s\p{P}]/u;

function lettersOf(name: string): string {
  return name.toUpperCase().replace(/[^A-Z]/g, '');
}

/** The zone writes names without accents, without other scripts, and cut to their place: what it cannot say, a person looks at. */
function judgeZoneName(zone: PassportZone, registered: string): JudgedField {
  const name = [zone.surname, zone.givenNames].filter((part) => part !== '').join(' ');
  const compared = compareNames(name, registered);
  const verdict = (): Verdict => {
    if (compared.result !== 'differs') return compared;
    if (BEYOND_THE_ZONE.test(registered)) return needsHuman('latinOnly');
    return zone.isNameCut && lettersOf(registered).startsWith(lettersOf(name)) ? needsHuman('nameCut') : differs();
  };
  return judged('name', name, registered, verdict());
}

function judgeName(paper: ShownPaper, registered: string): JudgedField {
  if (paper.document === 'passport') return judgeZoneName(paper.zone, registered);
  const name = paper.name.trim();
  return judged('name', name, registered, compareNames(name, registered));
}

/** Sex and birth date: what the number or the zone holds; else the paper is looked at. */
function judgeBorn(field: 'sex' | 'birthDate', onPaper: string | null, registered: string): JudgedField {
  if (onPaper === null) return judged(field, '', registered, needsHuman(registered === '' ? 'notRegistered' : 'lookAtPaper'));
  return judgeDerived(field, onPaper, null, registered);
}

function isLeftToApprover({ result, why }: Pick<JudgedField, 'result' | 'why'>): boolean {
  return result === 'differs' && (why ?? '').split(',').includes('approverDecides');
}

function passes(results: readonly JudgedField[]): boolean {
  return results.every((each) => !DECIDES[each.field] || each.result === 'same' || each.result === 'equivalent' || isLeftToApprover(each));
}

/** A paper without a chip beside the registration, field by field: judged as strictly as a card that was read. */
export function judgePaper({ paper, registration, identityDocuments, today }: PaperToJudge): PaperJudgement {
  const { document } = paper;
  const rule = identityDocuments[document];
  const facts = factsOf(paper, today);
  const validity = validityOf(facts, today);
  const results = [
    judgeKind(document, registration.idType ?? '', rule),
    judgeValidity(document, facts, today, rule),
    judgeNumber(facts.number, registration.idNumber ?? ''),
    judgeName(paper, registration.name ?? ''),
    judgeBorn('sex', facts.sex, registration.sex ?? ''),
    judgeBorn('birthDate', facts.birthDate, registration.birthDate ?? ''),
  ];
  return { results, passed: passes(results), validity, document, consent: consentTo(document, rule, validity) };
}

/** The judgement with a person's answers, where it needed one. Nothing else can be answered away. */
export function withAnswersOnPaper(judgement: PaperJudgement, answers: Readonly<Partial<Record<IdentityField, boolean>>>): PaperJudgement {
  const results = judgement.results.map((field) => answered(field, answers[field.field]));
  return { ...judgement, results, passed: passes(results) };
}
