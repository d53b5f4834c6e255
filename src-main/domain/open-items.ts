import type { CaseRecord, Correction, IdentityCheck, ReviewPass } from './case-record';
import type { OpenItem } from './case-action';
import type { FieldKey } from './fields';
import { laterOf, secondAfter } from './local-time';
import { BY_HAND, isAccepted, isAgreeing, isSettledByOtherPaper, type Paper } from './papers';
import type { SitePolicy } from './policy';
import type { Day, Time } from './vocabulary';

const FIELDS_OF_IDENTITY: readonly FieldKey[] = ['name', 'idType', 'idNumber', 'sex', 'birthDate'];

/** The newest passed check of this visit and of the same local day: the person is here. */
export function findCheckIn(record: CaseRecord, today: Day): IdentityCheck | null {
  return record.identityChecks.findLast((check) => check.passed && check.visit === record.visit && check.day === today) ?? null;
}

/** Somebody was checked in this day, at whichever visit: what was begun inside the hours may be finished until the day's end. */
export function wasCheckedInOn(record: CaseRecord, day: Day): boolean {
  return record.identityChecks.some((check) => check.passed && check.day === day);
}

/** Whether anything at this visit rests on a check: only then a return begins another visit. */
export function isVisitBegun(record: CaseRecord): boolean {
  return record.identityChecks.some((check) => check.passed && check.visit === record.visit);
}

/** Times have whole seconds: a correction of the check's own second counts as approved after it. */
function overtakes(correction: Correction, check: IdentityCheck): boolean {
  const { decidedAt } = correction;
  return isOfIdentity(correction) && decidedAt !== null && Date.parse(decidedAt) >= Date.parse(check.at);
}

function isOfIdentity({ field, state }: Pick<Correction, 'field' | 'state'>): boolean {
  return state === 'approved' && FIELDS_OF_IDENTITY.includes(field);
}

/**
 * When a correction counts as decided: now, and one of who the candidate is never before the newest check, though the clock was
 * set back since. So the order of checks and corrections is that in which people worked.
 */
export function timeOfVerdict(record: CaseRecord, correction: Pick<Correction, 'field' | 'state'>, now: Time): Time {
  const newest = record.identityChecks.at(-1);
  return newest === undefined || !isOfIdentity(correction) ? now : laterOf(now, newest.at);
}

/** When a check counts as made: now, or the second after the last correction of who the candidate is. */
export function timeOfCheck(record: CaseRecord, now: Time): Time {
  const decided = record.corrections.filter(isOfIdentity).flatMap(({ decidedAt }) => (decidedAt === null ? [] : [secondAfter(decidedAt)]));
  return decided.reduce(laterOf, now);
}

/** The check that signing rests on: of today, the last word of this visit, and made against the identity as it stands now. */
export function findIdentityOfToday(record: CaseRecord, today: Day): IdentityCheck | null {
  const check = findCheckIn(record, today);
  const last = record.identityChecks.findLast((each) => each.visit === record.visit);
  return check === null || check !== last || record.corrections.some((correction) => overtakes(correction, check)) ? null : check;
}

/** Passes that count: those after the last time the case was sent back. */
export function standingPasses(record: CaseRecord): readonly ReviewPass[] {
  const last = record.passes.findLastIndex((pass) => pass.outcome === 'sentBack');
  return record.passes.slice(last + 1);
}

export function findStandingPass(record: CaseRecord, pass: 1 | 2): ReviewPass | null {
  return standingPasses(record).findLast((each) => each.pass === pass) ?? null;
}

function itemsOf(paper: Paper, policy: SitePolicy): readonly OpenItem[] {
  const item = (kind: OpenItem['kind'], field: string | null = null): OpenItem => ({ kind, material: paper.code, field });
  const fields = paper.fields.flatMap((field) => {
    if (field.check === null) return [item('fieldUnchecked', field.field)];
    if (isAgreeing(field.check) || isSettledByOtherPaper(paper, field)) return [];
    return [item('fieldContested', field.field)];
  });
  if (paper.code === BY_HAND) return fields;
  const missing = paper.required && paper.images < (policy.materials[paper.code]?.min ?? 0) ? [item('materialMissing')] : [];
  if (isAccepted(paper)) return [...missing, ...fields];
  const contested = paper.decision?.decision === 'contested';
  const undecided = contested ? [item('materialContested')] : paper.required ? [item('materialUndecided')] : [];
  return [...missing, ...fields, ...undecided];
}

/** What keeps the papers from being settled. Empty means that the first check may be passed. */
export function openReviewItems(record: CaseRecord, policy: SitePolicy, papers: readonly Paper[]): readonly OpenItem[] {
  const corrections = record.corrections
    .filter((correction) => correction.state === 'requested')
    .map((correction): OpenItem => ({ kind: 'correctionOpen', material: null, field: correction.field }));
  return [...papers.flatMap((paper) => itemsOf(paper, policy)), ...corrections];
}

/** Everything that keeps the case from being signed, in the order of the counter. */
export function openItemsOf(record: CaseRecord, policy: SitePolicy, papers: readonly Paper[], today: Day): readonly OpenItem[] {
  const single = (kind: OpenItem['kind']): OpenItem => ({ kind, material: null, field: null });
  return [
    ...(findIdentityOfToday(record, today) === null ? [single('identity')] : []),
    ...openReviewItems(record, policy, papers),
    ...(findStandingPass(record, 1) === null ? [single('firstPass')] : []),
    ...(policy.checks.count === 2 && findStandingPass(record, 2) === null ? [single('secondPass')] : []),
  ];
}
