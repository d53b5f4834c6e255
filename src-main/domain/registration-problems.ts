import type { RegistrationNo } from './vocabulary';

/** What a problem does: an error leaves something out, a warning stores it with a note or leaves the stored value standing. */
export type ProblemSeverity = 'error' | 'warning';

/** Every problem code of a registration package with its severity (spec registration-package.md, problem codes). */
const PACKAGE_SEVERITIES = {
  'no-manifest': 'error', 'bad-manifest': 'error', 'unknown-format': 'error', 'unknown-version': 'error', 'broken-zip': 'error',
  'duplicate-entry': 'error', 'bad-path': 'error', link: 'error', 'missing-file': 'error', 'unlisted-file': 'error',
  'size-mismatch': 'error', 'digest-mismatch': 'error', 'entry-too-large': 'error', 'row-count': 'error', 'missing-column': 'error',
  'wrong-site': 'error',
} as const satisfies Record<string, ProblemSeverity>;

const ROW_SEVERITIES = {
  'missing-value': 'error', 'bad-value': 'error', 'duplicate-registration-no': 'error', 'duplicate-id-number': 'error', 'numeric-id': 'error',
  'id-check-digit': 'error', 'id-contradicts': 'error', 'unknown-category': 'error', 'control-character': 'error', 'refused-signed-case': 'error',
  'conflict-open-case': 'warning', superseded: 'warning', 'untyped-character': 'warning', 'id-check-digit-old': 'warning', 'unknown-column': 'warning',
} as const satisfies Record<string, ProblemSeverity>;

const IMAGE_SEVERITIES = {
  'image-too-large': 'warning', 'image-not-upright': 'warning', 'image-too-small': 'warning', 'image-too-many': 'warning',
  'image-undecodable': 'error', 'image-wrong-type': 'error', 'image-pixel-limit': 'error', 'image-without-row': 'error',
} as const satisfies Record<string, ProblemSeverity>;

export const PROBLEM_SEVERITIES = { ...PACKAGE_SEVERITIES, ...ROW_SEVERITIES, ...IMAGE_SEVERITIES };

/** Codes that refuse the package as a whole. */
export type PackageProblemCode = keyof typeof PACKAGE_SEVERITIES;
export type RowProblemCode = keyof typeof ROW_SEVERITIES;
export type ImageProblemCode = keyof typeof IMAGE_SEVERITIES;
export type ProblemCode = PackageProblemCode | RowProblemCode | ImageProblemCode;

/** Image problems that are stored with the image. */
export type ImageFlag = { [Code in ImageProblemCode]: (typeof IMAGE_SEVERITIES)[Code] extends 'warning' ? Code : never }[ImageProblemCode];

/**
 * One finding, before its words are chosen. `hint` names the detail that the words explain, `found` is a count, a size or
 * a name of the package's own structure; neither ever holds a candidate's value.
 */
export interface Problem {
  code: ProblemCode;
  /** Data row of candidates.csv from 1. */
  row: number | null;
  registrationNo: RegistrationNo | null;
  /** Field key, or the header of an unknown column. */
  column: string | null;
  path: string | null;
  hint: string | null;
  found: string | null;
}

const NOWHERE = { row: null, registrationNo: null, column: null, path: null, hint: null, found: null } as const;

/** A finding with only what is known about its place. */
export function problem(code: ProblemCode, place: Partial<Omit<Problem, 'code'>> = {}): Problem {
  return { ...NOWHERE, code, ...place };
}

export function isError(found: { code: ProblemCode }): boolean {
  return PROBLEM_SEVERITIES[found.code] === 'error';
}

/** Whether a finding refuses the whole package. */
export function refusesPackage(found: { code: ProblemCode }): boolean {
  return found.code in PACKAGE_SEVERITIES;
}
