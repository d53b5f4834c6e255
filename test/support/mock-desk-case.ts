import type { AvailableAction, CaseView, CorrectionView, MaterialView, OpenItem, PaperFieldView, PaperImageView } from '../../src-preload/contract/cases';
import type { FieldKey } from '../../src-preload/contract/cases';
import type { StaffView } from '../../src-preload/contract/session';
import type { MockCandidate } from './mock-desk-people';

export const MOCK_TIME = '2026-03-01T09:00:00+08:00';

/** How the mock gives the address of an image: by the label that would stand on it. */
export type DrawImage = (sha256: string, label: string) => string;

/** A digest-shaped name that is the same for the same text. */
export function mockDigest(text: string): string {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 4_294_967_291;
  return hash.toString(16).padStart(8, '0').repeat(8);
}

export function maskedNumber(idNumber: string): string {
  return `${idNumber.slice(0, 6)}********${idNumber.slice(-4)}`;
}

function valuesOf(candidate: MockCandidate): Partial<Record<FieldKey, string>> {
  return {
    registrationNo: candidate.registrationNo, revision: '1', category: candidate.category, name: candidate.name, idType: '居民身份证',
    idNumber: candidate.idNumber, sex: '女', birthDate: '2000-01-01', nation: '汉族', nationality: '中国', educationLevel: '本科', schoolingYears: '五年',
    studyForm: '普通全日制', school: '测试医科大学', major: '临床医学', graduatedOn: '2024-06', diplomaNo: '990012024060001', workUnit: candidate.workUnit,
    workUnitCode: '99000001', trialUnit: candidate.workUnit, trialFrom: '2024-08', trialTo: '2025-08', mobile: '19900000000', point: candidate.point,
  };
}

interface PaperPlan {
  code: string;
  zh: string;
  en: string;
  required: boolean;
  max: number;
  images: number;
  proves: readonly FieldKey[];
  shows: readonly FieldKey[];
}

const PAPERS: readonly PaperPlan[] = [
  { code: 'ID', zh: '身份证', en: 'Identity card', required: true, max: 2, images: 2, proves: ['name', 'sex', 'birthDate', 'nation', 'idType', 'idNumber'], shows: [] },
  { code: 'NOTICE', zh: '报名成功通知单', en: 'Registration notice', required: true, max: 1, images: 1, proves: ['category'], shows: ['name', 'idNumber'] },
  { code: 'DIPLOMA', zh: '毕业证书', en: 'Diploma', required: true, max: 6, images: 1, proves: ['school', 'major', 'educationLevel', 'graduatedOn', 'diplomaNo'], shows: ['name'] },
  { code: 'TRIAL', zh: '试用期考核证明', en: 'Trial certificate', required: true, max: 6, images: 1, proves: ['trialUnit', 'trialFrom', 'trialTo'], shows: ['name'] },
  { code: 'LICENCE', zh: '机构执业许可证副本', en: 'Institution licence copy', required: true, max: 2, images: 1, proves: ['workUnit'], shows: [] },
  { code: 'DEGREE', zh: '学位证书', en: 'Degree certificate', required: false, max: 1, images: 0, proves: ['degree'], shows: ['name'] },
  { code: '-', zh: '无材料可证的项目', en: 'Fields no paper proves', required: true, max: 0, images: 0, proves: ['nationality'], shows: [] },
];

function imageOf(candidate: MockCandidate, plan: PaperPlan, n: number, draw: DrawImage): PaperImageView {
  const sha256 = mockDigest(`${candidate.registrationNo} ${plan.code} ${n}`);
  const flags = plan.code === 'DIPLOMA' ? ['image-too-large'] : [];
  return {
    n, sha256, url: draw(sha256, `${plan.zh} ${n} · ${candidate.name}`), width: 1600, height: plan.code === 'ID' ? 1010 : 2200, bytes: flags.length > 0 ? 318_221 : 148_221,
    origin: 'uploaded', onlineState: 'locked', onlineOpinion: null, flags,
  };
}

function fieldOf(field: FieldKey, value: string, proves: boolean, settledBy: string | null): PaperFieldView {
  const ownKey = field === 'category' ? 'highRisk' : value.includes('?') ? 'untypedCharacter' : null;
  return {
    field, value, received: null, proves, result: settledBy === null ? null : 'same', how: settledBy === null ? null : 'together', by: settledBy, note: null, ownKey,
    correctable: field !== 'idType', openCorrection: false,
  };
}

function materialOf(candidate: MockCandidate, plan: PaperPlan, settledBy: string | null, draw: DrawImage): MaterialView {
  const values = valuesOf(candidate);
  const field = (proves: boolean) => (key: FieldKey): PaperFieldView => fieldOf(key, values[key] ?? '', proves, settledBy);
  return {
    code: plan.code, name: { 'zh-CN': plan.zh, en: plan.en }, required: plan.required, because: plan.required ? ['always'] : [], min: plan.required ? 1 : 0, max: plan.max,
    state: settledBy !== null && (plan.images > 0 || plan.code === '-') ? 'accepted' : plan.images === 0 && plan.code !== '-' ? 'missing' : 'open',
    decidedBy: settledBy, reason: null, commitment: plan.code === '-' ? [] : plan.code === 'EDU' ? ['certificationPending'] : ['certificationPending', 'other'],
    images: Array.from({ length: plan.images }, (_each, index) => imageOf(candidate, plan, index + 1, draw)),
    fields: [...plan.proves.map(field(true)), ...plan.shows.map(field(false))].filter((each) => each.value !== ''),
  };
}

const PHOTO_LABEL = '照片';

/** A case as main would send it, before `withRules` has judged it. */
export function buildMockCase(candidate: MockCandidate, draw: DrawImage): CaseView {
  const { state } = candidate;
  const checkedIn = state !== 'waiting';
  const settledBy = state === 'readyToSign' || state === 'signed' ? '林一舟' : null;
  const values = Object.entries(valuesOf(candidate)) as [FieldKey, string][];
  return {
    registrationNo: candidate.registrationNo, state, step: 'identity', readOnly: state === 'signed', name: candidate.name, maskedIdNumber: maskedNumber(candidate.idNumber),
    category: candidate.category, categoryName: candidate.categoryName, workUnit: candidate.workUnit, point: candidate.point, appointmentAt: '2026-03-01T09:30:00+08:00',
    onlineStatus: '填报', onlineOpinion: null, photoUrl: draw(mockDigest(candidate.registrationNo), `${PHOTO_LABEL} ${candidate.name}`), claim: null, pendingCard: null,
    identity: checkedIn ? { method: 'simulated', at: MOCK_TIME, by: '林一舟', consentBy: null, passed: true, reason: null, holdsForSigning: true } : null,
    awaits: 'card',
    identityPapers: [
      { document: 'residentId', lastDay: 'asked', secondIdentifier: true, longTerm: true }, { document: 'temporaryId', lastDay: 'asked', secondIdentifier: false, longTerm: false },
      { document: 'policeCertificate', lastDay: 'ifAny', secondIdentifier: false, longTerm: false },
    ],
    materials: PAPERS.filter((plan) => plan.required || plan.images > 0).map((plan) => materialOf(candidate, plan, settledBy, draw)),
    values: values.map(([field, value]) => ({ field, value, received: null })), extra: {}, corrections: [],
    correctionRules: values.map(([field]) => ({
      field, correctable: field !== 'idType' && field !== 'registrationNo', risk: field === 'category' ? 'high' : 'normal',
      evidenceKinds: field === 'workUnit' ? ['UNIT_PROOF'] : field === 'mobile' ? [] : ['DIPLOMA'], insideSchedule: true, days: ['2026-02-20–2026-03-05 08:00-12:00'],
    })),
    passes: settledBy === null ? [] : [{ pass: 1, outcome: 'passed', by: '林一舟', at: MOCK_TIME, reason: null }, { pass: 2, outcome: 'passed', by: '陈南星', at: MOCK_TIME, reason: null }],
    openItems: [], actions: [], sheet: settledBy === null ? null : { revision: 1, digest: mockDigest('sheet'), drawnAt: MOCK_TIME },
    seal: state === 'signed' ? { signedAt: MOCK_TIME, digest: mockDigest('seal'), deskId: 'desk-1', auditSeq: 412, auditHash: mockDigest('audit') } : null,
    documents: state === 'signed' ? [{ id: `${candidate.registrationNo}-sheet`, kind: 'sheet', revision: 1, madeAt: MOCK_TIME, copies: 1 }, { id: `${candidate.registrationNo}-receipt`, kind: 'receipt', revision: 1, madeAt: MOCK_TIME, copies: 0 }] : [],
    supplement: state === 'supplementOwed' ? { missing: ['TRIAL'], lastDay: '2026-03-05', reason: '试用期考核证明未盖公章', lapsed: false } : null,
    refusal: state === 'refused' ? { reason: '报考学历与毕业证书不符，考生要求取回材料', returned: ['DIPLOMA', 'TRIAL'] } : null,
    history: checkedIn ? [{ seq: 12, at: MOCK_TIME, kind: 'case.opened', by: '林一舟', deskId: 'desk-1' }, { seq: 13, at: MOCK_TIME, kind: 'case.checkedIn', by: '林一舟', deskId: 'desk-1' }] : [],
  };
}

/** The case with step, open items and actions as they follow from what is in it, for the person who asks. */
export function withRules(view: CaseView, staff: StaffView | null): CaseView {
  const openItems = openItemsOf(view);
  return { ...view, openItems, step: stepOf(view), actions: actionsOf(view, openItems, staff) };
}

function standingPass(view: CaseView, pass: 1 | 2): CaseView['passes'][number] | undefined {
  const since = view.passes.findLastIndex((each) => each.outcome === 'sentBack') + 1;
  return view.passes.slice(since).findLast((each) => each.pass === pass);
}

function openItemsOf(view: CaseView): OpenItem[] {
  const items = view.materials.flatMap((material): OpenItem[] => [
    ...material.fields.filter((field) => field.result === null).map((field): OpenItem => ({ kind: 'fieldUnchecked', material: material.code, field: field.field })),
    ...material.fields.filter((field) => field.result !== null && field.result !== 'same' && field.result !== 'equivalent')
      .map((field): OpenItem => ({ kind: 'fieldContested', material: material.code, field: field.field })),
    ...(material.state === 'missing' && material.required ? [{ kind: 'materialMissing' as const, material: material.code, field: null }] : []),
    ...(material.state === 'contested' ? [{ kind: 'materialContested' as const, material: material.code, field: null }] : []),
    ...(material.state === 'open' && material.required && material.code !== '-' ? [{ kind: 'materialUndecided' as const, material: material.code, field: null }] : []),
  ]);
  const single = (kind: OpenItem['kind']): OpenItem => ({ kind, material: null, field: null });
  return [
    ...(view.identity?.passed === true ? [] : [single('identity')]), ...items,
    ...view.corrections.filter(({ state }) => state === 'requested').map(({ field }): OpenItem => ({ kind: 'correctionOpen', material: null, field })),
    ...(standingPass(view, 1) === undefined ? [single('firstPass')] : []), ...(standingPass(view, 2) === undefined ? [single('secondPass')] : []),
  ];
}

function stepOf(view: CaseView): CaseView['step'] {
  if (view.state === 'signed') return 'done';
  if (view.state === 'refused' || view.state === 'supplementOwed') return 'aside';
  if (view.identity?.holdsForSigning !== true) return 'identity';
  if (view.state === 'readyToSign') return 'sign';
  return standingPass(view, 1) === undefined ? 'compare' : 'secondCheck';
}

function actionsOf(view: CaseView, open: readonly OpenItem[], staff: StaffView | null): AvailableAction[] {
  const live = !['signed', 'refused', 'supplementOwed'].includes(view.state);
  const mine = view.claim?.mine !== false;
  const review = open.filter(({ kind }) => !['identity', 'firstPass', 'secondPass'].includes(kind)).length;
  const first = standingPass(view, 1);
  const lacksApprover = staff?.roles.includes('approver') !== true;
  const action = (name: AvailableAction['action'], allowed: boolean, why: AvailableAction['why'], needsApprover = false): AvailableAction => ({
    action: name, allowed: allowed && mine, why: allowed && mine ? null : mine ? why : 'claimed-elsewhere', params: mine ? { count: review } : { desk: view.claim?.deskId ?? '' }, needsApprover,
  });
  const whyNotLive = view.state === 'signed' ? 'case-signed' : 'wrong-state';
  const identified = view.identity?.holdsForSigning === true;
  return [
    action('confirmIdentity', live, whyNotLive), action('consentIdentity', live, whyNotLive, true),
    action('reviewMaterials', live && identified, live ? 'identity-missing' : whyNotLive), action('requestCorrection', live && identified, live ? 'identity-missing' : whyNotLive),
    action('passFirstCheck', live && identified && first === undefined && review === 0, live ? 'open-items' : whyNotLive),
    action('passSecondCheck', live && first !== undefined && review === 0, live ? 'open-items' : whyNotLive, first?.by === staff?.name),
    action('sendBack', live && first !== undefined, live ? 'nothing-to-confirm' : whyNotLive, first?.by === staff?.name),
    action('presentSheet', view.state === 'readyToSign' && identified, live ? 'open-items' : whyNotLive),
    action('oweSupplement', live && identified, whyNotLive), action('refuse', live, whyNotLive, lacksApprover),
    action('reopen', view.state === 'refused' || view.state === 'supplementOwed', whyNotLive, view.state === 'refused' && lacksApprover),
    action('release', live && view.claim?.mine === true, 'claim-missing'),
    { ...action('takeOver', true, null, lacksApprover), allowed: view.claim?.mine === false, why: view.claim?.mine === false ? null : 'nothing-to-confirm' },
    action('printDocuments', view.state === 'signed', 'wrong-state'),
  ];
}

/** A correction that waits, with values long enough to try the layout. */
export function buildMockCorrection(view: CaseView, change: { id: string; field: FieldKey; new: string; reason: string; by: StaffView; highRisk?: boolean }, draw: DrawImage): CorrectionView {
  const sha256 = mockDigest(`evidence ${change.id}`);
  return {
    id: change.id, registrationNo: view.registrationNo, candidateName: view.name, field: change.field, old: view.values.find(({ field }) => field === change.field)?.value ?? '',
    new: change.new, reason: change.reason, state: 'requested', highRisk: change.highRisk ?? false, requestedBy: change.by.name, requestedById: change.by.id, requestedAt: MOCK_TIME,
    decidedBy: null, decidedAt: null, decisionReason: null, evidence: [{ sha256, kind: 'UNIT_PROOF', url: draw(sha256, `单位证明 · ${view.name}`) }],
  };
}
