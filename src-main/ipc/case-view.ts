import type {
  CaseView, CorrectionRuleView, CorrectionView, DocumentView, IdentityCheckView, MaterialView, PaperFieldView, PaperImageView,
} from '../../src-preload/contract/cases';
import { availableActions } from '../domain/available-actions';
import type { CaseRecord, Claim, Correction } from '../domain/case-record';
import { commitmentFindings } from '../domain/commitment-rules';
import { counterStepOf } from '../domain/counter-step';
import { FIELD_KEYS, type FieldKey } from '../domain/fields';
import { hasChip } from '../domain/identity-documents';
import { maskIdNumber, maskIdNumbersIn } from '../domain/masking';
import { findIdentityOfToday, openItemsOf } from '../domain/open-items';
import { BY_HAND, isVerified, type Paper, type PaperField } from '../domain/papers';
import { areCorrectionsOpen, describeSpans } from '../domain/schedule';
import { isHeldBy, isHeldElsewhere } from '../domain/claim';
import { isOfOtherPoint, isSupplementLapsed, type Scene } from '../domain/scene';
import type { PendingCardView } from '../../src-preload/contract/cases';
import { comparedDocument } from '../domain/shown-paper';
import type { AuditEvent } from '../domain/audit-event';
import type { PrintRecord, StoredDocument } from '../storage/store';
import { imageAddress } from './image-address';
import { identityPapers } from './pending-paper';

/** What the view tells beyond the scene. */
export interface CaseSurroundings {
  /** Name of a person by id, for "decided by". */
  nameOf(staffId: string | null): string | null;
  pendingCard: PendingCardView | null;
  /** The number was asked for, and that was told to the log; until then it is masked. */
  idNumberShown: boolean;
  documents: readonly StoredDocument[];
  prints: readonly PrintRecord[];
  history: readonly AuditEvent[];
}

const BY_HAND_NAME = { 'zh-CN': '其他信息（人工核对）', en: 'Other fields (checked by hand)' };

/** Free text: whoever wrote it may have written an ID number. */
function freeText<T extends string | null>(around: Pick<CaseSurroundings, 'idNumberShown'>, text: T): T | string {
  return text === null || around.idNumberShown ? text : maskIdNumbersIn(text);
}

function receivedIfChanged(record: CaseRecord, field: FieldKey): string | null {
  const received = record.registration.received[field] ?? '';
  return received === (record.registration.fields[field] ?? '') ? null : received;
}

function fieldView(scene: Scene, around: CaseSurroundings, field: PaperField): PaperFieldView {
  const { record, policy } = scene;
  const hidden = field.field === 'idNumber' && !around.idNumberShown;
  return {
    field: field.field, value: hidden ? maskIdNumber(field.value) : field.value, received: hidden ? null : receivedIfChanged(record, field.field), proves: field.proves,
    result: field.check?.result ?? null, how: field.check?.how ?? null, by: around.nameOf(field.check?.by ?? null), note: freeText(around, field.check?.note ?? null),
    ownKey: field.ownKey, correctable: policy.fields[field.field]?.correctable === true,
    openCorrection: record.corrections.some((correction) => correction.field === field.field && correction.state === 'requested'),
  };
}

function imageViews(record: CaseRecord, code: string): readonly PaperImageView[] {
  return record.images
    .filter((image) => image.code === code)
    .map(({ n, sha256, width, height, bytes, origin, onlineState, onlineOpinion, flags }) => ({
      n, sha256, url: imageAddress(sha256), width, height, bytes, origin, onlineState, onlineOpinion, flags,
    }));
}

function paperState(paper: Paper, least: number): MaterialView['state'] {
  if (paper.code === BY_HAND) return isVerified(paper) ? 'accepted' : 'open';
  if (paper.decision?.decision === 'contested') return 'contested';
  if (paper.required && paper.images < least) return 'missing';
  return paper.decision !== null && isVerified(paper) ? paper.decision.decision : 'open';
}

function materialView(scene: Scene, around: CaseSurroundings, paper: Paper): MaterialView {
  const rule = scene.policy.materials[paper.code];
  return {
    code: paper.code, name: rule?.name ?? BY_HAND_NAME, required: paper.required, because: paper.because, min: rule?.min ?? 0, max: rule?.max ?? 0,
    state: paperState(paper, rule?.min ?? 0), decidedBy: around.nameOf(paper.decision?.by ?? null), reason: freeText(around, paper.decision?.reason ?? null),
    commitment: commitmentFindings(scene.policy, paper.code),
    images: imageViews(scene.record, paper.code), fields: paper.fields.map((field) => fieldView(scene, around, field)),
  };
}

function claimView(claim: Claim | null, scene: Scene, around: CaseSurroundings): CaseView['claim'] {
  const { actor, time } = scene;
  if (claim === null || (!isHeldBy(claim, actor, time) && !isHeldElsewhere(claim, actor, time))) return null;
  return { deskId: claim.deskId, staffName: around.nameOf(claim.staffId) ?? claim.staffId, since: claim.since, mine: isHeldBy(claim, actor, time) };
}

function identityView(scene: Scene, around: CaseSurroundings): IdentityCheckView | null {
  const check = scene.record.identityChecks.at(-1);
  if (check === undefined) return null;
  const document = comparedDocument(check, scene.record.registration.fields.idType ?? '');
  return {
    method: check.method, ...(document === null ? {} : { document }), at: check.at, by: around.nameOf(check.by) ?? check.by, consentBy: around.nameOf(check.consentBy), passed: check.passed,
    reason: freeText(around, check.reason), holdsForSigning: findIdentityOfToday(scene.record, scene.today)?.id === check.id,
  };
}

export function correctionView(registrationNo: string, candidateName: string, correction: Correction, highRisk: boolean, nameOf: CaseSurroundings['nameOf'], isNumberShown: boolean): CorrectionView {
  const shown = (text: string): string => (correction.field === 'idNumber' && !isNumberShown ? maskIdNumber(text) : text);
  const around = { idNumberShown: isNumberShown };
  const { id, field, old, new: value, reason, state, requestedAt, decidedAt, decisionReason } = correction;
  return {
    id, registrationNo, candidateName, field, old: shown(old), new: shown(value), reason: freeText(around, reason), state, highRisk, requestedAt, decidedAt,
    decisionReason: freeText(around, decisionReason),
    requestedBy: nameOf(correction.requestedBy) ?? correction.requestedBy, requestedById: correction.requestedBy, decidedBy: nameOf(correction.decidedBy),
    evidence: correction.evidence.map(({ sha256, kind }) => ({ sha256, kind, url: imageAddress(sha256) })),
  };
}

function correctionRules(scene: Scene): readonly CorrectionRuleView[] {
  const insideSchedule = areCorrectionsOpen(scene.policy, scene.now);
  const days = describeSpans(scene.policy.corrections);
  return FIELD_KEYS.flatMap((field) => {
    const rule = scene.policy.fields[field];
    return rule === undefined ? [] : [{ field, correctable: rule.correctable, risk: rule.risk, evidenceKinds: rule.evidence, insideSchedule, days }];
  });
}

function sealView(record: CaseRecord): CaseView['seal'] {
  if (record.seal === null) return null;
  const { auditHead } = JSON.parse(record.seal.content) as { auditHead: { seq: number; hash: string } };
  return { signedAt: record.seal.signedAt, digest: record.seal.sha256, deskId: record.seal.deskId, auditSeq: auditHead.seq + 1, auditHash: auditHead.hash };
}

function documentViews(around: CaseSurroundings): readonly DocumentView[] {
  return around.documents.map(({ id, kind, revision, madeAt }) => ({
    id, kind, revision, madeAt, copies: around.prints.filter((print) => print.documentId === id && print.kind !== 'saved').length,
  }));
}

/** Nothing of it is decided here: it is final, withdrawn or frozen, another desk has it, or it belongs to another desk's point. */
function isReadOnly(scene: Scene): boolean {
  const { record, site, actor, time } = scene;
  return record.state === 'signed' || record.registration.withdrawn || site.closed || isOfOtherPoint(scene) || isHeldElsewhere(record.claim, actor, time);
}

/** The case as the staff window shows it: what may be done, what is open and why, computed here and nowhere else. */
export function buildCaseView(scene: Scene, around: CaseSurroundings): CaseView {
  const { record, policy, papers, today } = scene;
  const { registration } = record;
  const value = (key: FieldKey): string => registration.fields[key] ?? '';
  return {
    registrationNo: registration.registrationNo, state: record.state, step: counterStepOf(scene),
    readOnly: isReadOnly(scene),
    name: value('name'), maskedIdNumber: maskIdNumber(value('idNumber')), category: value('category'), categoryName: policy.categories[value('category')]?.name ?? '',
    workUnit: value('workUnit'), point: value('point'), appointmentAt: value('appointmentAt') || null, onlineStatus: value('onlineStatus') || null,
    onlineOpinion: value('onlineOpinion') || null, photoUrl: registration.photo === null ? null : imageAddress(registration.photo),
    claim: claimView(record.claim, scene, around), pendingCard: around.pendingCard, identity: identityView(scene, around),
    awaits: hasChip(value('idType')) ? 'card' : 'paper', identityPapers: identityPapers(scene),
    materials: papers.map((paper) => materialView(scene, around, paper)),
    values: FIELD_KEYS.filter((key) => value(key) !== '' && key !== 'idNumber').map((field) => ({ field, value: value(field), received: receivedIfChanged(record, field) })),
    extra: Object.fromEntries(Object.entries(registration.extra).map(([header, text]) => [header, freeText(around, text)])),
    corrections: record.corrections.map((correction) =>
      correctionView(registration.registrationNo, value('name'), correction, policy.fields[correction.field]?.risk === 'high', around.nameOf, around.idNumberShown)),
    correctionRules: correctionRules(scene),
    passes: record.passes.map(({ pass, outcome, by, at, reason }) => ({ pass, outcome, by: around.nameOf(by) ?? by, at, reason: freeText(around, reason) })),
    openItems: record.state === 'signed' ? [] : openItemsOf(record, policy, papers, today), actions: availableActions(scene),
    sheet: record.sheet === null || record.sheet.voidedAt !== null ? null : { revision: record.sheet.revision, digest: record.sheet.digest, drawnAt: record.sheet.drawnAt },
    seal: sealView(record), documents: documentViews(around),
    supplement: record.supplement === null ? null : { ...record.supplement, reason: freeText(around, record.supplement.reason), lapsed: isSupplementLapsed(scene) },
    refusal: record.refusal === null ? null : { reason: freeText(around, record.refusal.reason), returned: record.refusal.returned },
    history: around.history.map(({ seq, at, kind, staffId, deskId }) => ({ seq, at, kind, by: around.nameOf(staffId), deskId })),
  };
}
