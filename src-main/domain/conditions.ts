import type { Correction, FieldCheck, MaterialDecision } from './case-record';
import type { FieldValues } from './fields';
import type { CategoryGroup, Condition, SitePolicy } from './policy';

/** Papers on which a name that differs asks for a certificate of the former name. */
export const PAPERS_OF_EDUCATION: readonly string[] = ['DIPLOMA', 'EDU', 'DEGREE'];

/** Conditions that stand for themselves, with no value to compare. */
export const PLAIN_CONDITIONS = [
  'always', 'freshGraduate', 'hasAssistantCertificate', 'unitChanged', 'diplomaNameDiffers', 'certificationPending', 'military',
] as const satisfies readonly Condition[];
type PlainCondition = (typeof PLAIN_CONDITIONS)[number];

/** Conditions of the form `subject = value`. */
export const COMPARED_SUBJECTS = ['category.group', 'category', 'idType'] as const;
type ComparedSubject = (typeof COMPARED_SUBJECTS)[number];

type ReadCondition = { plain: PlainCondition } | { subject: ComparedSubject; value: string };

/** What the conditions of a policy look at. Worked out anew after every correction and finding. */
export interface Circumstances {
  category: string;
  group: CategoryGroup | null;
  idType: string;
  freshGraduate: boolean;
  hasAssistantCertificate: boolean;
  unitChanged: boolean;
  diplomaNameDiffers: boolean;
  certificationPending: boolean;
  military: boolean;
}

/** A material that the policy asks for, with every condition that asks for it. */
export interface RequiredMaterial {
  code: string;
  because: readonly Condition[];
}

export interface CircumstanceFacts {
  /** Values with approved corrections applied. */
  fields: FieldValues;
  decisions: readonly MaterialDecision[];
  fieldChecks: readonly FieldCheck[];
  corrections: readonly Correction[];
  examYear: number;
  categories: SitePolicy['categories'];
}

/** Reads a condition in its one spelling (spec policy.md, "Conditions"); null when it is none. */
export function readCondition(text: string): ReadCondition | null {
  const plain = PLAIN_CONDITIONS.find((word) => word === text);
  if (plain !== undefined) return { plain };
  const subject = COMPARED_SUBJECTS.find((word) => text.startsWith(`${word} = `));
  if (subject === undefined) return null;
  const value = text.slice(subject.length + 3);
  return value === '' || value !== value.trim() ? null : { subject, value };
}

export function isCondition(text: string): text is Condition {
  return readCondition(text) !== null;
}

export function circumstancesOf(facts: CircumstanceFacts): Circumstances {
  const { fields } = facts;
  return {
    category: fields.category ?? '',
    group: facts.categories[fields.category ?? '']?.group ?? null,
    idType: fields.idType ?? '',
    freshGraduate: fields.graduatedOn?.slice(0, 4) === String(facts.examYear),
    hasAssistantCertificate: (fields.assistantCertificateNo ?? '').trim() !== '',
    unitChanged: facts.corrections.some((correction) => correction.field === 'workUnit' && correction.state === 'approved'),
    diplomaNameDiffers: nameDiffersOnEducationPaper(facts.fieldChecks, fields.name ?? ''),
    certificationPending: newestOf(facts.decisions, (decision) => decision.code === 'EDU')?.finding === 'certificationPending',
    military: fields.military === '是',
  };
}

export function holds(condition: Condition, circumstances: Circumstances): boolean {
  const read = readCondition(condition);
  if (read === null) return false;
  if ('plain' in read) return read.plain === 'always' || circumstances[read.plain];
  if (read.subject === 'category.group') return circumstances.group === read.value;
  return circumstances[read.subject] === read.value;
}

/** Materials asked for now, in the order of the policy's list; each once, with every reason. */
export function requiredMaterials(policy: Pick<SitePolicy, 'required'>, circumstances: Circumstances): RequiredMaterial[] {
  const reasons = new Map<string, Condition[]>();
  for (const { when, materials } of policy.required) {
    if (!holds(when, circumstances)) continue;
    for (const code of new Set(materials)) reasons.set(code, [...(reasons.get(code) ?? []), when]);
  }
  return [...reasons].map(([code, because]) => ({ code, because: [...new Set(because)] }));
}

/** The newest check of each paper counts, and only while it was made against the name as it now stands. */
function nameDiffersOnEducationPaper(checks: readonly FieldCheck[], name: string): boolean {
  return PAPERS_OF_EDUCATION.some((paper) => {
    const newest = newestOf(checks, (check) => check.field === 'name' && check.material === paper);
    return newest?.result === 'differs' && newest.value === name;
  });
}

function newestOf<T>(inOrder: readonly T[], matches: (item: T) => boolean): T | undefined {
  return inOrder.findLast(matches);
}
