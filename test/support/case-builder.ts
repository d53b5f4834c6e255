import type { CaseRecord, FieldCheck, IdentityCheck, MaterialDecision, MaterialImage, ReviewPass } from '../../src-main/domain/case-record';
import { circumstancesOf, requiredMaterials } from '../../src-main/domain/conditions';
import type { FieldValues } from '../../src-main/domain/fields';
import { formatTime, localDay } from '../../src-main/domain/local-time';
import { papersOf, type Paper } from '../../src-main/domain/papers';
import type { SitePolicy } from '../../src-main/domain/policy';
import type { Scene, SiteStanding } from '../../src-main/domain/scene';
import type { Actor } from '../../src-main/domain/vocabulary';
import { testPolicy } from './default-policy';

export const REVIEWER: Actor = { staffId: 'reviewer-1', roles: ['reviewer'], deskId: 'desk-1' };
export const SECOND: Actor = { staffId: 'reviewer-2', roles: ['reviewer'], deskId: 'desk-1' };
export const APPROVER: Actor = { staffId: 'approver-1', roles: ['approver'], deskId: 'desk-1' };

/** Ten in the morning of the first open day at the test site. */
export const OPENING_DAY = new Date('2026-03-02T02:00:00Z');
const EVENING = '2026-03-02T20:00:00+08:00';

const FIELDS: FieldValues = {
  registrationNo: '20269901000001', revision: '1', category: '110', name: '测试甲', idType: '居民身份证', idNumber: '990000200001010012', sex: '男',
  birthDate: '2000-01-01', nation: '汉族', nationality: '中国', educationLevel: '本科', studyForm: '全日制', schoolingYears: '5', school: '测试医科大学',
  major: '临床医学', graduatedOn: '2023-07', diplomaNo: '99000120230500001', workUnit: '测试市第一医院', trialUnit: '测试市第一医院', trialFrom: '2024-08', trialTo: '2025-08',
};

export function image(code: string, n = 1, change: Partial<MaterialImage> = {}): MaterialImage {
  return {
    code, n, sha256: `${code}${n}`.toLowerCase().padEnd(64, '0'), mediaType: 'image/jpeg', width: 900, height: 600, bytes: 100_000, origin: 'uploaded',
    onlineState: 'uploaded', onlineOpinion: null, flags: [], capturedAt: null, ...change,
  };
}

export function identityCheck(change: Partial<IdentityCheck> = {}): IdentityCheck {
  return {
    id: 'identity-1', method: 'chip', at: '2026-03-02T09:55:00+08:00', day: '2026-03-02', visit: 1, passed: true, results: [], validity: 'valid', reason: null,
    by: REVIEWER.staffId, consentBy: null, ...change,
  };
}

/** A case in review at desk-1 with every image that the policy asks for, and nothing decided yet. */
export function caseInReview(change: Partial<CaseRecord> = {}, fields: FieldValues = {}): CaseRecord {
  const values = { ...FIELDS, ...fields };
  return {
    registration: { registrationNo: '20269901000001', revision: 1, received: values, fields: values, extra: {}, photo: null, withdrawn: false },
    state: 'inReview', visit: 1, policyDigest: 'p'.repeat(64), images: [image('ID'), image('ID', 2), image('DIPLOMA'), image('EDU'), image('TRIAL'), image('LICENCE')],
    identityChecks: [identityCheck()], decisions: [], fieldChecks: [], corrections: [], passes: [], sheet: null, seal: null,
    claim: { deskId: 'desk-1', staffId: REVIEWER.staffId, since: '2026-03-02T09:55:00+08:00', leaseUntil: EVENING }, supplement: null, refusal: null, ...change,
  };
}

export function papersFor(record: CaseRecord, policy: SitePolicy): readonly Paper[] {
  const { registration, decisions, fieldChecks, corrections } = record;
  const circumstances = circumstancesOf({ fields: registration.fields, decisions, fieldChecks, corrections, examYear: policy.exam.year, categories: policy.categories });
  return papersOf(record, policy, requiredMaterials(policy, circumstances));
}

export function sceneOf(record: CaseRecord, change: { actor?: Actor; now?: Date; policy?: SitePolicy; site?: Partial<SiteStanding> } = {}): Scene {
  const policy = change.policy ?? testPolicy();
  const now = change.now ?? OPENING_DAY;
  const site = { closed: false, points: [], ...change.site };
  return { record, policy, papers: papersFor(record, policy), site, actor: change.actor ?? REVIEWER, now, time: formatTime(now, policy.timeZone), today: localDay(now, policy.timeZone) };
}

/** Every field of every paper compared as the same, every paper accepted, as far as the papers ask. */
export function reviewed(record: CaseRecord, policy: SitePolicy = testPolicy()): CaseRecord {
  const papers = papersFor(record, policy);
  const at = '2026-03-02T10:00:00+08:00';
  const fieldChecks = papers.flatMap((paper) => paper.fields.map((field): FieldCheck => ({
    id: `${paper.code}-${field.field}`, field: field.field, material: paper.code === '-' ? null : paper.code, value: field.value, result: 'same', how: 'together', note: null,
    by: REVIEWER.staffId, at,
  })));
  const decisions = papers.filter((paper) => paper.code !== '-').map((paper): MaterialDecision => ({
    id: paper.code, code: paper.code, decision: 'accepted', finding: null, reason: null, by: REVIEWER.staffId, at,
  }));
  return { ...record, fieldChecks: [...record.fieldChecks, ...fieldChecks], decisions: [...record.decisions, ...decisions] };
}

export function pass(number: 1 | 2, by: Actor, outcome: ReviewPass['outcome'] = 'passed'): ReviewPass {
  return { id: `pass-${number}-${by.staffId}`, pass: number, outcome, reason: null, by: by.staffId, at: '2026-03-02T10:05:00+08:00' };
}

/** Reviewed and passed by two people: nothing is left but the candidate's signature. */
export function caseReadyToSign(change: Partial<CaseRecord> = {}): CaseRecord {
  return { ...reviewed(caseInReview()), state: 'readyToSign', passes: [pass(1, REVIEWER), pass(2, SECOND)], ...change };
}
