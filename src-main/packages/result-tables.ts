import type { CaseRecord, CaseState, Correction, CorrectionState } from '../domain/case-record';
import { FIELD_HEADERS } from '../domain/fields';
import { findStandingPass } from '../domain/open-items';
import type { SitePolicy } from '../domain/policy';
import { hasUntypedCharacter } from '../domain/untyped-character';
import type { Day, StaffId } from '../domain/vocabulary';
import type { CaseListRow } from '../storage/store';
import type { EvidenceFile } from './result-evidence';

/** A table of the package: header row and rows. */
export interface ResultTable {
  path: string;
  headers: readonly string[];
}

export const RESULTS_TABLE: ResultTable = {
  path: 'results.csv', headers: ['报名序号', '姓名', '结果', '原因', '审核人', '复核人', '签字时间', '表单版本', '封存摘要'],
};
export const CORRECTIONS_TABLE: ResultTable = {
  path: 'corrections.csv', headers: ['报名序号', '字段', '原值', '新值', '理由', '证明材料', '申请人', '审批人', '审批时间', '结果'],
};
export const SUPPLEMENTS_TABLE: ResultTable = { path: 'supplements.csv', headers: ['报名序号', '姓名', '所缺材料', '最迟日期', '逾期', '说明'] };
export const RARE_NAMES_TABLE: ResultTable = { path: 'rare_names.csv', headers: ['报名序号', '登记姓名', '正确姓名', '码位', '手写图', '证件图'] };
export const CUSTODY_TABLE: ResultTable = { path: 'custody.csv', headers: ['报名序号', '编号', '材料', '数量', '收存时间', '收存人', '归还时间', '领取人'] };

/** The word for a state in results.csv. */
export const RESULT_WORDS: Readonly<Record<CaseState, string>> = {
  signed: '考点通过', refused: '考点退回', supplementOwed: '待补', checkedIn: '未完成', inReview: '未完成', readyToSign: '未完成', waiting: '未到',
};

const DECISION_WORDS: Readonly<Record<CorrectionState, string>> = { approved: '同意', refused: '不同意', withdrawn: '撤回', requested: '待审批' };

/** What rows need beside the case. */
export interface TableContext {
  policy: SitePolicy;
  staffName(id: StaffId): string;
  today: Day;
}

export function resultRow(row: CaseListRow, record: CaseRecord | null, context: TableContext): string[] {
  const state = record?.state ?? row.state;
  const [first, second] = ([1, 2] as const).map((pass) => (record ? findStandingPass(record, pass) : null));
  const seal = record?.seal ?? null;
  return [
    row.registrationNo, row.name, RESULT_WORDS[state], record ? reasonOf(record, context) : '', first ? context.staffName(first.by) : '',
    second ? context.staffName(second.by) : '', seal?.signedAt ?? '', seal ? String(seal.sheetRevision) : '', seal?.sha256 ?? '',
  ];
}

export function correctionRow(record: CaseRecord, correction: Correction, evidence: readonly EvidenceFile[], context: TableContext): string[] {
  const proofs = correction.evidence.flatMap(({ sha256 }) => evidence.find((file) => file.sha256 === sha256)?.name ?? []);
  return [
    record.registration.registrationNo, FIELD_HEADERS[correction.field], correction.old, correction.new, correction.reason, proofs.join(' '),
    context.staffName(correction.requestedBy), correction.decidedBy === null ? '' : context.staffName(correction.decidedBy), correction.decidedAt ?? '',
    DECISION_WORDS[correction.state],
  ];
}

/** Null for a case that owes nothing. */
export function findSupplementRow(row: CaseListRow, record: CaseRecord, context: TableContext): string[] | null {
  const { supplement, state } = record;
  if (state !== 'supplementOwed' || supplement === null) return null;
  const lapsed = supplement.lastDay < context.today ? '是' : '否';
  return [row.registrationNo, row.name, materialNames(supplement.missing, context), supplement.lastDay, lapsed, supplement.reason];
}

/** Null for a name that every system can write: without a stand-in character, and within the basic block of ideographs. */
export function findRareNameRow(record: CaseRecord, evidence: readonly EvidenceFile[]): string[] | null {
  const { received, fields, registrationNo } = record.registration;
  const [registered, right] = [received.name ?? '', fields.name ?? ''];
  const rare = [...right].filter(isRare);
  if (rare.length === 0 && !hasUntypedCharacter(registered)) return null;
  const proofs = record.corrections.filter(({ field }) => field === 'name').flatMap((correction) => correction.evidence.map(({ sha256 }) => sha256));
  const written = evidence.filter((file) => proofs.includes(file.sha256)).map((file) => file.name);
  const ids = evidence.filter((file) => file.name.startsWith('evidence/ID_')).map((file) => file.name);
  return [registrationNo, registered, right, rare.map(codePointOf).join(' '), written.join(' '), ids.join(' ')];
}

function reasonOf(record: CaseRecord, context: TableContext): string {
  const { state, refusal, supplement } = record;
  if (state === 'refused' && refusal) return refusal.impostor ? `人证不符；${refusal.reason}` : refusal.reason;
  if (state === 'supplementOwed' && supplement) return `缺 ${materialNames(supplement.missing, context)}；最迟 ${supplement.lastDay}`;
  return '';
}

function materialNames(codes: readonly string[], { policy }: TableContext): string {
  return codes.map((code) => policy.materials[code]?.name['zh-CN'] ?? code).join('、');
}

/** Outside ASCII, the name's dot and the ideographs of GB 2312's successor block (U+4E00-9FA5, GBK). */
function isRare(character: string): boolean {
  return !/[ -~·\u4E00-\u9FA5]/u.test(character);
}

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
