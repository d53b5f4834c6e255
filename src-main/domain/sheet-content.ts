import type { CaseRecord, Correction, MaterialDecisionKind } from './case-record';
import type { FieldKey, FieldValues } from './fields';
import { FIELD_KEYS } from './fields';
import { findStandingDecision } from './papers';
import type { SitePolicy } from './policy';
import type { RegistrationNo, Sha256, StaffId, Time } from './vocabulary';

export type SheetLanguage = 'zh-CN' | 'en';

// The forms are type aliases because an interface cannot be handed to canonicalJson as a JSON value.

/** An approved correction as the sheet tells it. `evidence` keeps the order in which it was given. */
export type SheetCorrection = {
  field: FieldKey;
  old: string;
  new: string;
  reason: string;
  evidence: readonly Sha256[];
  requestedBy: StaffId;
  decidedBy: StaffId;
  decidedAt: Time;
};

/** One image of a decided material. A paper that was decided without an image stands as `n` 0 and no digest. */
export type SheetMaterial = {
  code: string;
  n: number;
  sha256: Sha256 | null;
  decision: MaterialDecisionKind;
};

/** What the candidate confirms (spec case-and-finality.md, Forms). SHA-256 of its canonical JSON is the sheet digest. */
export type SheetContent = {
  format: 'countersign.sheet';
  version: 1;
  exam: { name: string; year: number };
  zone: { code: string; name: string };
  site: { code: string; name: string };
  registrationNo: RegistrationNo;
  revision: number;
  fields: FieldValues;
  corrections: readonly SheetCorrection[];
  materials: readonly SheetMaterial[];
  photo: Sha256 | null;
  declaration: { id: string; version: number; lang: SheetLanguage; sha256: Sha256 };
  policyDigest: Sha256;
};

export interface SheetContentInput {
  record: CaseRecord;
  policy: SitePolicy;
  policyDigest: Sha256;
  /** Counts from 1 and rises with every sheet drawn up for the case. */
  revision: number;
  /** Language in which the candidate reads the declaration, and SHA-256 of the policy's text in it (UTF-8, before names are filled in). */
  declaration: { lang: SheetLanguage; sha256: Sha256 };
}

/** The complete content of one revision of the confirmation sheet, the same for the same case whoever draws it up. */
export function buildSheetContent(input: SheetContentInput): SheetContent {
  const { record, policy } = input;
  const { id, version } = policy.texts.declaration;
  return {
    format: 'countersign.sheet',
    version: 1,
    exam: { name: policy.exam.name, year: policy.exam.year },
    zone: { code: policy.zone.code, name: policy.zone.name },
    site: { code: policy.site.code, name: policy.site.name },
    registrationNo: record.registration.registrationNo,
    revision: input.revision,
    ...sheetFacts(record),
    declaration: { id, version, lang: input.declaration.lang, sha256: input.declaration.sha256 },
    policyDigest: input.policyDigest,
  };
}

/** The part of a sheet that comes from the case's own rows, and that a sealed case is compared with whenever it is read. */
export function sheetFacts(record: CaseRecord): Pick<SheetContent, 'fields' | 'corrections' | 'materials' | 'photo'> {
  return {
    fields: nonEmptyFields(record.registration.fields),
    corrections: record.corrections.flatMap(approvedCorrection),
    materials: decidedMaterials(record),
    photo: record.registration.photo,
  };
}

function nonEmptyFields(fields: FieldValues): FieldValues {
  return Object.fromEntries(FIELD_KEYS.flatMap((key) => (fields[key] ? [[key, fields[key]]] : [])));
}

function approvedCorrection(correction: Correction): readonly SheetCorrection[] {
  const { state, decidedBy, decidedAt } = correction;
  if (state !== 'approved' || decidedBy === null || decidedAt === null) return [];
  const { field, old, new: now, reason, requestedBy } = correction;
  return [{ field, old, new: now, reason, evidence: correction.evidence.map((item) => item.sha256), requestedBy, decidedBy, decidedAt }];
}

function decidedMaterials(record: CaseRecord): SheetMaterial[] {
  const codes = [...new Set(record.decisions.map((decision) => decision.code))];
  const listed = codes.flatMap((code): SheetMaterial[] => {
    const decision = findStandingDecision(record, code)?.decision;
    if (decision === undefined) return [];
    const images = record.images.filter((image) => image.code === code);
    if (images.length === 0) return [{ code, n: 0, sha256: null, decision }];
    return images.map((image) => ({ code, n: image.n, sha256: image.sha256, decision }));
  });
  return listed.sort(byCodeThenNumber);
}

/** Plain comparison of code units: the order must not depend on the machine's language. */
function byCodeThenNumber(a: SheetMaterial, b: SheetMaterial): number {
  if (a.code !== b.code) return a.code < b.code ? -1 : 1;
  if (a.n !== b.n) return a.n - b.n;
  return (a.sha256 ?? '') < (b.sha256 ?? '') ? -1 : 1;
}
