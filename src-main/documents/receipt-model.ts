import type { AuditHead } from '../domain/audit-event';
import type { CaseState } from '../domain/case-record';
import { maskIdNumber } from '../domain/masking';
import type { SitePolicy } from '../domain/policy';
import { fillGaps, reviewPurpose } from '../domain/policy-texts';
import type { Day, DeskId, RegistrationNo, StoreKind, Time } from '../domain/vocabulary';
import type { Fact, Label } from './labels';
import { TRAINING_MARK } from './labels';
import { readableTime } from './readable-time';

/** What the receipt says. The ID number stands masked on it (domain notes, section 6). */
export interface ReceiptModel {
  fileTitle: string;
  issuer: string;
  exam: string;
  madeAt: Time;
  result: Label;
  facts: readonly Fact[];
  lists: readonly Fact[];
  next: string;
  code: string;
  qr: string;
  proof: readonly Fact[];
  training: Label | null;
}

export interface ReceiptModelInput {
  policy: SitePolicy;
  storeKind: StoreKind;
  deskId: DeskId;
  registrationNo: RegistrationNo;
  name: string;
  idNumber: string;
  sheetRevision: number | null;
  state: CaseState;
  reason: string | null;
  supplement: { missing: readonly string[]; lastDay: Day } | null;
  /** Codes of the papers that the candidate handed over. */
  papers: readonly string[];
  /** Name of the person at the desk. */
  operator: string;
  at: Time;
  /** `receiptCode` of the seal's digest, or of an audit hash. */
  code: string;
  qr: string;
  auditHead: AuditHead;
  siteKeyFingerprint: string;
}

const RESULTS: Readonly<Record<CaseState, Label>> = {
  signed: { zh: '考点通过', en: 'passed by the site' },
  refused: { zh: '考点退回', en: 'refused by the site' },
  supplementOwed: { zh: '待补材料', en: 'papers to be brought' },
  readyToSign: { zh: '未签字', en: 'not signed' },
  inReview: { zh: '审核未完成', en: 'review not finished' },
  checkedIn: { zh: '审核未完成', en: 'review not finished' },
  waiting: { zh: '未审核', en: 'not reviewed' },
};

export function buildReceiptModel(input: ReceiptModelInput): ReceiptModel {
  const { policy } = input;
  return {
    fileTitle: `现场审核回执 ${input.registrationNo}`,
    issuer: policy.site.name,
    exam: `${policy.exam.year}年${policy.exam.name}`,
    madeAt: input.at,
    result: RESULTS[input.state],
    facts: receiptFacts(input),
    lists: paperLists(input),
    next: fillGaps(policy.texts.receipt['zh-CN'], {
      site: policy.site.name, date: input.at.slice(0, 10), desk: input.deskId, purpose: reviewPurpose(policy.exam)['zh-CN'],
    }),
    code: input.code,
    qr: input.qr,
    proof: [
      { label: { zh: '审计', en: 'Audit' }, value: `${input.auditHead.seq} ${input.auditHead.hash}` },
      { label: { zh: '公钥指纹', en: 'Site key' }, value: input.siteKeyFingerprint },
    ],
    training: input.storeKind === 'training' ? TRAINING_MARK : null,
  };
}

function receiptFacts(input: ReceiptModelInput): Fact[] {
  const { site } = input.policy;
  return [
    { label: { zh: '姓名', en: 'Name' }, value: input.name },
    { label: { zh: '证件编号', en: 'ID number' }, value: maskIdNumber(input.idNumber) },
    { label: { zh: '报名序号', en: 'Registration no.' }, value: input.registrationNo },
    { label: { zh: '确认单', en: 'Sheet' }, value: input.sheetRevision === null ? '—' : `第 ${input.sheetRevision} 版` },
    { label: { zh: '考点', en: 'Site' }, value: `${site.name}（${site.code}）` },
    { label: { zh: '审核台', en: 'Desk' }, value: input.deskId },
    { label: { zh: '经办人', en: 'By' }, value: input.operator },
    { label: { zh: '时间', en: 'Time' }, value: readableTime(input.at).slice(0, 19) },
  ];
}

function paperLists(input: ReceiptModelInput): Fact[] {
  const { supplement } = input;
  const name = (code: string): string => input.policy.materials[code]?.name['zh-CN'] ?? code;
  const kept = input.papers.filter((code) => isKept(input.policy, code));
  const returned = input.papers.filter((code) => !isKept(input.policy, code));
  const list = (codes: readonly string[]): string => codes.map(name).join('、') || '无';
  return [
    ...(input.reason ? [{ label: { zh: '原因', en: 'Reason' }, value: input.reason }] : []),
    ...(supplement ? [{ label: { zh: '须补材料', en: 'To be brought' }, value: `${list(supplement.missing)}；最迟 ${supplement.lastDay}` }] : []),
    { label: { zh: '退还材料', en: 'Returned' }, value: list(returned) },
    { label: { zh: '留存材料', en: 'Kept' }, value: list(kept) },
  ];
}

/** An identity document is never kept: only the police may withhold it (居民身份证法, art. 15). */
function isKept(policy: SitePolicy, code: string): boolean {
  return code !== 'ID' && (policy.paper.kept.includes(code) || policy.materials[code]?.keptBySite === true);
}
