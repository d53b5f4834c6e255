import { canonicalJson, sha256Hex } from '../canonical/canonical-json';
import { SHEET_SECTIONS } from '../domain/fields';
import type { FieldKey, FieldSection } from '../domain/fields';
import type { SitePolicy } from '../domain/policy';
import { fillGaps, reviewPurpose } from '../domain/policy-texts';
import type { Seal } from '../domain/seal-form';
import type { SheetContent, SheetCorrection, SheetLanguage } from '../domain/sheet-content';
import type { SignatureForm } from '../domain/signature-form';
import type { Sha256, StaffId, StoreKind, Time } from '../domain/vocabulary';
import type { Fact, Label } from './labels';
import { DECISION_LABELS, METHOD_LABELS, ROLE_LABELS, SECTION_LABELS, TRAINING_MARK, fieldLabel } from './labels';
import { readableTime } from './readable-time';
import { detailFacts, proofFacts } from './sheet-details';

/** A field of the registration. `corrected` names the approved corrections that touched it. */
export interface SheetField extends Fact {
  corrected: { numbers: readonly number[]; old: string } | null;
}

export interface SheetSection {
  id: FieldSection;
  title: Label;
  fields: readonly SheetField[];
}

export interface CorrectionRow {
  number: number;
  field: Label;
  old: string;
  new: string;
  reason: string;
  evidence: string;
  people: string;
}

export interface MaterialRow {
  code: string;
  name: Label;
  images: number;
  decision: Label;
}

export interface PersonRow {
  role: Label;
  name: string;
  id: StaffId;
}

/** What the confirmation sheet says, before anyone thinks of how it looks (domain notes, section 6). */
export interface SheetModel {
  registrationNo: string;
  revision: number;
  /** Title of the file: no name stands in it. */
  fileTitle: string;
  issuer: string;
  exam: string;
  places: readonly Fact[];
  qr: string;
  training: Label | null;
  /** Stands across the photo. */
  watermark: string;
  sections: readonly SheetSection[];
  corrections: readonly CorrectionRow[];
  materials: readonly MaterialRow[];
  identity: readonly Fact[];
  /** In the language in which the candidate confirmed it. */
  declaration: string;
  finality: Label;
  signedAt: Time;
  /** Null when the candidate signed on paper: then `inkCapture` is the digest of its capture. */
  signature: SignatureForm | null;
  inkCapture: Sha256 | null;
  people: readonly PersonRow[];
  proof: readonly Fact[];
  details: readonly Fact[];
  contentDigest: Sha256;
}

export interface SheetModelInput {
  seal: Seal;
  /** Of seal.json's canonical bytes. */
  sealSha256: Sha256;
  signature: SignatureForm | null;
  /** The policy that the sheet names by its digest. */
  policy: SitePolicy;
  staffNames: Readonly<Record<StaffId, string>>;
  storeKind: StoreKind;
  siteKeyFingerprint: string;
  qr: string;
}

/** Throws when policy or signature are not the ones that the seal names: a sheet never shows another text than the sealed one. */
export function buildSheetModel(input: SheetModelInput): SheetModel {
  const { seal, policy } = input;
  const { content } = seal.sheet;
  requireSealedParts(input);
  const names = (id: StaffId): string => input.staffNames[id] ?? id;
  const exam = `${content.exam.year}年${content.exam.name}`;
  return {
    registrationNo: content.registrationNo,
    revision: content.revision,
    fileTitle: `现场审核确认单 ${content.registrationNo} r${content.revision}`,
    issuer: content.site.name,
    exam,
    places: [
      { label: { zh: '考区', en: 'Zone' }, value: `${content.zone.name}（${content.zone.code}）` },
      { label: { zh: '考点', en: 'Site' }, value: `${content.site.name}（${content.site.code}）` },
      { label: { zh: '审核台', en: 'Desk' }, value: seal.deskId },
    ],
    qr: input.qr,
    training: input.storeKind === 'training' ? TRAINING_MARK : null,
    watermark: shownText(policy.texts.watermark['zh-CN'], seal, 'zh-CN'),
    sections: sheetSections(content, policy),
    corrections: content.corrections.map((correction, i) => correctionRow(content, correction, i + 1, names)),
    materials: materialRows(content, policy),
    identity: identityFacts(seal),
    declaration: shownText(policy.texts.declaration.text[content.declaration.lang], seal, content.declaration.lang),
    finality: { zh: shownText(policy.texts.finality['zh-CN'], seal, 'zh-CN'), en: shownText(policy.texts.finality.en, seal, 'en') },
    signedAt: seal.signedAt,
    signature: input.signature,
    inkCapture: seal.inkCapture?.sha256 ?? null,
    people: seal.people.map(({ id, role }) => ({ role: ROLE_LABELS[role], name: names(id), id })),
    proof: proofFacts(seal, input.sealSha256, input.siteKeyFingerprint),
    details: detailFacts(content),
    contentDigest: seal.sheet.digest,
  };
}

function requireSealedParts({ seal, policy, signature }: SheetModelInput): void {
  const { declaration } = seal.sheet.content;
  if (sha256Hex(policy.texts.declaration.text[declaration.lang]) !== declaration.sha256) throw new Error('the policy is not the one of the seal');
  const signed = signature === null ? null : sha256Hex(canonicalJson(signature));
  if (signed !== (seal.signature?.sha256 ?? null)) throw new Error('the signature is not the one of the seal');
}

function shownText(text: string, seal: Seal, lang: SheetLanguage): string {
  const { site, exam } = seal.sheet.content;
  return fillGaps(text, { site: site.name, date: seal.signedAt.slice(0, 10), desk: seal.deskId, purpose: reviewPurpose(exam)[lang] });
}

function sheetSections(content: SheetContent, policy: SitePolicy): SheetSection[] {
  return (Object.entries(SHEET_SECTIONS) as [FieldSection, readonly FieldKey[]][]).flatMap(([id, keys]) => {
    const fields = keys.flatMap((key) => sheetField(content, policy, key));
    return fields.length > 0 ? [{ id, title: SECTION_LABELS[id], fields }] : [];
  });
}

function sheetField(content: SheetContent, policy: SitePolicy, key: FieldKey): SheetField[] {
  const numbers = content.corrections.flatMap((correction, i) => (correction.field === key ? [i + 1] : []));
  const value = content.fields[key] ?? '';
  if (value === '' && numbers.length === 0) return [];
  const category = key === 'category' ? policy.categories[value]?.name : undefined;
  const first = content.corrections.find((correction) => correction.field === key);
  return [{ label: fieldLabel(key), value: category ? `${value} ${category}` : value || '（空）', corrected: first ? { numbers, old: first.old || '（空）' } : null }];
}

function correctionRow(content: SheetContent, correction: SheetCorrection, number: number, names: (id: StaffId) => string): CorrectionRow {
  return {
    number,
    field: fieldLabel(correction.field),
    old: correction.old || '（空）',
    new: correction.new || '（空）',
    reason: correction.reason,
    evidence: correction.evidence.map((sha256) => evidenceName(content, sha256)).join('、') || '无',
    people: `申请 ${names(correction.requestedBy)}　审批 ${names(correction.decidedBy)}　${readableTime(correction.decidedAt).slice(0, 19)}`,
  };
}

/** The place of the evidence among the materials, or the beginning of its digest: the whole of it stands in the details. */
function evidenceName(content: SheetContent, sha256: Sha256): string {
  const material = content.materials.find((image) => image.sha256 === sha256);
  return material ? `${material.code} ${material.n}` : `${sha256.slice(0, 12)}…`;
}

function materialRows(content: SheetContent, policy: SitePolicy): MaterialRow[] {
  const codes = [...new Set(content.materials.map((material) => material.code))];
  return codes.map((code) => {
    const images = content.materials.filter((material) => material.code === code);
    const name = policy.materials[code]?.name;
    return {
      code,
      name: { zh: name?.['zh-CN'] ?? code, en: name?.en ?? '' },
      images: images.filter((image) => image.sha256 !== null).length,
      decision: DECISION_LABELS[images[0]?.decision ?? 'contested'],
    };
  });
}

/** A document that a person compared is of the kind registered: a check of another kind never passes. */
function comparedKind({ identity, sheet }: Seal): string {
  const { idType } = sheet.content.fields;
  return identity.method === 'document' && idType !== undefined ? `（${idType}）` : '';
}

function identityFacts(seal: Seal): Fact[] {
  const method = METHOD_LABELS[seal.identity.method];
  return [
    { label: { zh: '核验方式', en: 'Method' }, value: `${seal.identity.method === 'chip' ? '' : '▲ '}${method.zh}${comparedKind(seal)} ${method.en}` },
    { label: { zh: '核验时间', en: 'Time' }, value: readableTime(seal.identity.at) },
    { label: { zh: '核验结果', en: 'Result' }, value: '通过 passed' },
    ...(seal.enteredLater ? [{ label: { zh: '补录', en: 'Entered later' }, value: '纸质签署后补录 signed on paper while the desk was down' }] : []),
  ];
}
