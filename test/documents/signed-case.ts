import { generateKeyPairSync, sign } from 'node:crypto';
import { canonicalJson, digestOf, sha256Hex } from '../../src-main/canonical/canonical-json';
import type { CaseRecord, Correction, MaterialDecision, MaterialImage } from '../../src-main/domain/case-record';
import type { FieldValues } from '../../src-main/domain/fields';
import type { MaterialRule, SitePolicy } from '../../src-main/domain/policy';
import type { Seal } from '../../src-main/domain/seal-form';
import { buildSeal } from '../../src-main/domain/seal-form';
import type { SheetContent } from '../../src-main/domain/sheet-content';
import { buildSheetContent } from '../../src-main/domain/sheet-content';
import type { SignatureForm, Stroke } from '../../src-main/domain/signature-form';

/** A synthetic candidate of area 99 whose unit was corrected, reviewed by two people and signed with a pen. */
export const NO = '20269901000001';
export const SIGNED_AT = '2026-03-01T09:12:33+08:00';

function material(zh: string, en: string): MaterialRule {
  return { name: { 'zh-CN': zh, en }, min: 1, max: 4, proves: [], alsoShows: [], keptBySite: false };
}

export function samplePolicy(change: Partial<SitePolicy> = {}): SitePolicy {
  return {
    format: 'countersign.policy', version: 1,
    site: { code: '9901', name: '测试考点' }, zone: { code: '99', name: '测试考区' }, exam: { name: '医师资格考试', year: 2026 },
    schedule: [], corrections: [], supplementsUntil: null, timeZone: 'Asia/Shanghai', mode: 'candidate-in-person',
    checks: { count: 2, samePersonMayDoBoth: false }, identityDocuments: {},
    categories: { 110: { name: '临床执业医师', group: 'physician' } },
    materials: {
      ID: material('有效身份证明', 'Identity document'), NOTICE: material('报名成功通知单', 'Registration notice'), DIPLOMA: material('毕业证书', 'Diploma'),
      EDU: material('学历证书电子注册备案表', 'Education record'), TRIAL: material('试用期考核证明', 'Trial certificate'),
      LICENCE: material('医疗机构执业许可证', 'Institution licence'), UNIT_PROOF: material('单位证明', 'Proof of the unit'), DEGREE: material('学位证书', 'Degree'),
    },
    required: [],
    images: { maxBytes: 204800, formats: ['jpeg', 'png'], minWidth: 450, minHeight: 450, maxPixels: 60_000_000, upright: true },
    fields: {}, pendingCertification: 'refuse',
    texts: {
      declaration: {
        id: 'declaration', version: 1,
        text: {
          'zh-CN': '本人声明：一、所提交的报名信息和材料真实、准确、完整、有效；二、以上各项内容本人已逐项核对，确认无误；三、本人知晓：签字后内容即为最终结果，任何人不得更改，如需使用新的信息，应于下一年度重新报名；四、提供虚假材料的，将按规定取消当年考试资格，并在规定年限内不得报考。（{site}，{date}）',
          en: 'I declare that the data and papers which I handed in are true, accurate, complete and valid, and that I have checked every item above.',
        },
      },
      finality: { 'zh-CN': '签字后即为最终结果：考生、考点、考区及国家医学考试中心均不得更改。', en: 'After the signature the result is final: neither the candidate nor the site, the zone or the national centre may change it.' },
      receipt: { 'zh-CN': '请妥善保管本回执，并留意考区复审结果与缴费通知。考点电话：0990-0000000。', en: 'Please keep this receipt and watch for the review by the zone and the notice of payment.' },
      watermark: { 'zh-CN': '仅用于{purpose}', en: 'Only for {purpose}' }, commitments: { 'zh-CN': '承诺', en: 'Commitment' },
    },
    signing: { legalOriginal: 'electronic', minDwellSeconds: 10, sectionsConfirmed: true },
    paper: { sheetCopies: 1, candidateCopy: false, sheetSize: 'A4', receipt: 'A5', kept: [] }, retentionDays: 1095,
    ...change,
  };
}

export const FIELDS: FieldValues = {
  registrationNo: NO, revision: '1', category: '110', name: '艾力·㛃𬭎', idType: '居民身份证', idNumber: '990000200001010012', sex: '男', birthDate: '2000-01-01',
  nation: '维吾尔族', nationality: '中国', educationLevel: '大学本科', degree: '学士', schoolingYears: '5', studyForm: '全日制', school: '测试医科大学',
  major: '临床医学', enrolledOn: '2018-09', graduatedOn: '2023-06', diplomaNo: '99991202305000001', workUnit: '测试市第二人民医院', workUnitCode: '99010002',
  unitNature: '公立', unitAffiliation: '市属', trialUnit: '测试市第一人民医院', trialFrom: '2024-08', trialTo: '2025-08', military: '否',
  mobile: '13900000000', email: 'candidate@example.org', address: '测试省测试市测试路 1 号', point: '测试区报名点', onlineStatus: '考点通过',
};

/** Bytes that stand for an image; their digest names them everywhere. */
export function imageBytes(code: string, n: number): Uint8Array {
  return Buffer.from(`synthetic image ${code} ${n}`);
}

function image(code: string, n: number): MaterialImage {
  const bytes = imageBytes(code, n);
  return {
    code, n, sha256: sha256Hex(bytes), mediaType: 'image/jpeg', width: 900, height: 600, bytes: bytes.length, origin: code === 'UNIT_PROOF' ? 'captured' : 'uploaded',
    onlineState: 'locked', onlineOpinion: null, flags: [], capturedAt: code === 'UNIT_PROOF' ? '2026-03-01T09:02:00+08:00' : null,
  };
}

function decision(code: string, i: number): MaterialDecision {
  return { id: `d${i}`, code, decision: code === 'EDU' ? 'acceptedWithCommitment' : 'accepted', finding: null, reason: null, by: 'staff-1', at: '2026-03-01T09:03:00+08:00' };
}

const PAPERS: readonly (readonly [code: string, images: number])[] = [['ID', 2], ['NOTICE', 1], ['DIPLOMA', 1], ['EDU', 1], ['TRIAL', 2], ['LICENCE', 1], ['UNIT_PROOF', 1]];

export const UNIT_CORRECTION: Correction = {
  id: 'c1', field: 'workUnit', old: '测试市第一人民医院', new: '测试市第二人民医院', reason: '考生已于 2025 年 12 月调入第二人民医院，出示新单位证明。',
  evidence: [{ sha256: sha256Hex(imageBytes('UNIT_PROOF', 1)), kind: 'UNIT_PROOF', origin: 'captured' }], state: 'approved',
  requestedBy: 'staff-1', requestedAt: '2026-03-01T09:05:00+08:00', decidedBy: 'staff-3', decidedAt: '2026-03-01T09:06:10+08:00', decisionReason: null,
};

export function sampleRecord(change: Partial<CaseRecord> = {}): CaseRecord {
  return {
    registration: { registrationNo: NO, revision: 1, received: { ...FIELDS, workUnit: UNIT_CORRECTION.old }, fields: FIELDS, extra: {}, photo: sha256Hex(imageBytes('PHOTO', 1)), withdrawn: false },
    state: 'readyToSign', visit: 1, policyDigest: digestOf(samplePolicy() as never),
    images: PAPERS.flatMap(([code, count]) => Array.from({ length: count }, (_, i) => image(code, i + 1))),
    identityChecks: [{ id: 'i1', method: 'chip', at: '2026-03-01T09:00:00+08:00', day: '2026-03-01', visit: 1, passed: true, results: [], validity: 'valid', reason: null, by: 'staff-1', consentBy: null }],
    decisions: PAPERS.map(([code], i) => decision(code, i)), fieldChecks: [], corrections: [UNIT_CORRECTION],
    passes: [
      { id: 'p1', pass: 1, outcome: 'passed', reason: null, by: 'staff-1', at: '2026-03-01T09:07:00+08:00' },
      { id: 'p2', pass: 2, outcome: 'passed', reason: null, by: 'staff-2', at: '2026-03-01T09:09:00+08:00' },
    ],
    sheet: null, seal: null, claim: null, supplement: null, refusal: null,
    ...change,
  };
}

export function sampleContent(record = sampleRecord(), policy = samplePolicy()): SheetContent {
  return buildSheetContent({
    record, policy, policyDigest: digestOf(policy as never), revision: 1,
    declaration: { lang: 'zh-CN', sha256: sha256Hex(policy.texts.declaration.text['zh-CN']) },
  });
}

/** Three strokes of a pen, pressed harder in the middle; px/100 on a 900 × 300 px area. */
export function sampleStrokes(): Stroke[] {
  let t = 11_000_000;
  const stroke = (x: number, y: number, dx: number, dy: number): Stroke => Array.from({ length: 24 }, (_, i) => {
    t += 8_000;
    const bend = Math.round(Math.sin(i / 4) * 2400);
    return [x + i * dx + bend, y + i * dy - bend, 14_000 + Math.round(Math.sin((i / 23) * Math.PI) * 40_000), 12, -8, t] as const;
  });
  return [stroke(12_000, 8_000, 900, 180), stroke(20_000, 4_000, -120, 800), stroke(40_000, 20_000, 1100, -420)];
}

export function sampleSignature(content: SheetContent, change: Partial<SignatureForm> = {}): SignatureForm {
  const strokes = sampleStrokes();
  return {
    format: 'countersign.signature', version: 1, sheetDigest: digestOf(content), unit: 'px/100', area: { w: 90_000, h: 30_000, scale100: 100 },
    device: { kind: 'pen', name: 'Synthetic pen' }, startedAt: '2026-03-01T09:10:00+08:00', durationMs: 20_000, attempts: 1,
    sections: [{ id: 'person', confirmedAtMs: 4_000, picture: sha256Hex(imageBytes('SECTION', 1)) }, { id: 'unit', confirmedAtMs: 7_500, picture: sha256Hex(imageBytes('SECTION', 2)) }],
    strokes, samples: strokes.flat().length,
    ...change,
  };
}

const PEOPLE = [{ id: 'staff-1', role: 'reviewer' }, { id: 'staff-2', role: 'secondReviewer' }, { id: 'staff-3', role: 'approver' }] as const;

export interface SignedCase {
  content: SheetContent;
  signature: SignatureForm;
  seal: Seal;
  /** Canonical bytes of seal.json, as text. */
  sealJson: string;
}

export function signedCase(record = sampleRecord(), policy = samplePolicy(), auditHead = { seq: 42, hash: sha256Hex('event 42') }): SignedCase {
  const content = sampleContent(record, policy);
  const signature = sampleSignature(content);
  const identity = record.identityChecks[0];
  if (!identity) throw new Error('the sample record has an identity check');
  const seal = buildSeal({
    deskId: 'desk-1', content, contentDigest: digestOf(content), identity, hand: { kind: 'strokes', form: signature, sha256: digestOf(signature) },
    people: PEOPLE, signedAt: SIGNED_AT, auditHead, enteredLater: false,
  });
  return { content, signature, seal, sealJson: canonicalJson(seal) };
}

export const STAFF_NAMES = { 'staff-1': '李审核', 'staff-2': '王复审', 'staff-3': '赵审批' };

export interface SampleKey {
  publicPem: string;
  sign(bytes: Uint8Array): Uint8Array;
}

export function sampleKey(): SampleKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicPem: publicKey.export({ type: 'spki', format: 'pem' }) as string, sign: (bytes) => sign(null, bytes, privateKey) };
}
