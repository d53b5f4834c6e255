import { PAPERS_OF_EDUCATION, type RequiredMaterial } from './conditions';
import type { CaseRecord, FieldCheck, MaterialDecision } from './case-record';
import type { FieldKey } from './fields';
import { FIELD_KEYS } from './fields';
import { laterOf, secondAfter } from './local-time';
import { inMaterialOrder } from './material-order';
import type { SitePolicy } from './policy';
import { hasUntypedCharacter } from './untyped-character';
import type { Time } from './vocabulary';

/** The list of fields that no presented paper proves: checked by hand against the registration. */
export const BY_HAND = '-';

export type OwnKeyReason = 'highRisk' | 'contested' | 'onlineReturned' | 'untypedCharacter';

/** One field to be compared on one paper. `check` is the newest that still speaks of the present value. */
export interface PaperField {
  field: FieldKey;
  value: string;
  proves: boolean;
  check: FieldCheck | null;
  ownKey: OwnKeyReason | null;
}

/** One paper of the case with what is compared on it. */
export interface Paper {
  code: string;
  required: boolean;
  because: readonly string[];
  decision: MaterialDecision | null;
  images: number;
  fields: readonly PaperField[];
}

function comparedFields(policy: SitePolicy, record: CaseRecord): readonly FieldKey[] {
  return FIELD_KEYS.filter((key) => policy.fields[key]?.compare === true && (record.registration.fields[key] ?? '') !== '');
}

function newestCheck(record: CaseRecord, field: FieldKey, material: string | null): FieldCheck | null {
  return record.fieldChecks.findLast((check) => check.field === field && check.material === material) ?? null;
}

function ownKeyReason(record: CaseRecord, policy: SitePolicy, field: FieldKey, material: string): OwnKeyReason | null {
  const value = record.registration.fields[field] ?? '';
  const last = newestCheck(record, field, material === BY_HAND ? null : material);
  if (last !== null && !isAgreeing(last)) return 'contested';
  if (policy.fields[field]?.risk === 'high') return 'highRisk';
  if (hasUntypedCharacter(value)) return 'untypedCharacter';
  const returned = record.images.some((image) => image.code === material && image.onlineState === 'returned');
  return returned ? 'onlineReturned' : null;
}

function paperField(record: CaseRecord, policy: SitePolicy, field: FieldKey, material: string, proves: boolean): PaperField {
  const value = record.registration.fields[field] ?? '';
  const last = newestCheck(record, field, material === BY_HAND ? null : material);
  return { field, value, proves, check: last !== null && last.value === value ? last : null, ownKey: ownKeyReason(record, policy, field, material) };
}

/**
 * The newest word on a paper. Accepting holds for the images that were there: one that was captured since then makes the
 * paper undecided again.
 */
export function findStandingDecision(record: CaseRecord, code: string): MaterialDecision | null {
  const newest = findNewestDecision(record, code);
  if (newest === null || newest.decision === 'contested') return newest;
  const isLate = (capturedAt: Time): boolean => Date.parse(capturedAt) >= Date.parse(newest.at);
  return capturesOf(record, code).some(isLate) ? null : newest;
}

function findNewestDecision(record: CaseRecord, code: string): MaterialDecision | null {
  return record.decisions.findLast((decision) => decision.code === code) ?? null;
}

function capturesOf(record: CaseRecord, code: string): readonly Time[] {
  return record.images.flatMap((image) => (image.code === code && image.capturedAt !== null ? [image.capturedAt] : []));
}

/**
 * When a word on a paper is dated: now, or the second after the last image that it is about. Times are told to the
 * second; so the order of images and words is exact however fast people work.
 */
export function timeOfDecision(record: CaseRecord, code: string, now: Time): Time {
  return capturesOf(record, code).map(secondAfter).reduce(laterOf, now);
}

/** When an image that joins a paper is dated: now, and never before the last word on the paper. */
export function timeOfCapture(record: CaseRecord, code: string, now: Time): Time {
  const newest = findNewestDecision(record, code);
  return newest === null ? now : laterOf(now, newest.at);
}

function paperOf(record: CaseRecord, policy: SitePolicy, compared: readonly FieldKey[], code: string, because: readonly string[]): Paper {
  const rule = policy.materials[code];
  const proved = compared.filter((field) => rule?.proves.includes(field));
  const shown = compared.filter((field) => rule?.alsoShows.includes(field) && !proved.includes(field));
  return {
    code,
    required: because.length > 0,
    because,
    decision: findStandingDecision(record, code),
    images: record.images.filter((image) => image.code === code).length,
    fields: [
      ...proved.map((field) => paperField(record, policy, field, code, true)),
      ...shown.map((field) => paperField(record, policy, field, code, false)),
    ],
  };
}

/**
 * The papers to work through, in the counter's order: required ones and those that were uploaded or captured,
 * and last the fields that none of them proves (code `-`), when there are any.
 */
export function papersOf(record: CaseRecord, policy: SitePolicy, required: readonly RequiredMaterial[]): readonly Paper[] {
  const compared = comparedFields(policy, record);
  const becauseOf = new Map(required.map((material) => [material.code, material.because]));
  const present = inMaterialOrder(Object.keys(policy.materials)).filter((code) => becauseOf.has(code) || record.images.some((image) => image.code === code));
  const papers = present.map((code) => paperOf(record, policy, compared, code, becauseOf.get(code) ?? []));
  const proved = new Set(papers.flatMap((paper) => paper.fields.filter((field) => field.proves).map((field) => field.field)));
  const byHand = compared.filter((field) => !proved.has(field));
  if (byHand.length === 0) return papers;
  const fields = byHand.map((field) => paperField(record, policy, field, BY_HAND, true));
  return [...papers, { code: BY_HAND, required: true, because: [], decision: null, images: 0, fields }];
}

/** The check says that paper and registration agree. */
export function isAgreeing(check: FieldCheck): boolean {
  return check.result === 'same' || check.result === 'equivalent';
}

/**
 * A contested field that another required paper settles: a name that differs on an education paper makes
 * FORMER_NAME required (policy.md) and does not block by itself; the name itself follows the identity document.
 */
export function isSettledByOtherPaper(paper: Paper, field: PaperField): boolean {
  return field.field === 'name' && PAPERS_OF_EDUCATION.includes(paper.code) && field.check?.result === 'differs';
}

/** Nothing on the paper waits for a check, and nothing on it is contested without being settled elsewhere. */
export function isVerified(paper: Paper): boolean {
  return paper.fields.every((field) => field.check !== null && (isAgreeing(field.check) || isSettledByOtherPaper(paper, field)));
}

export function isAccepted(paper: Paper): boolean {
  return paper.decision?.decision === 'accepted' || paper.decision?.decision === 'acceptedWithCommitment';
}
