import type { BothLanguages } from './policy';
import { problemMessage } from './registration-messages';
import { PROBLEM_SEVERITIES, type Problem, type ProblemCode, type ProblemSeverity } from './registration-problems';

export type PackageEncoding = 'utf-8' | 'gb18030';

export interface ReportedProblem {
  severity: ProblemSeverity;
  code: ProblemCode;
  row: number | null;
  registrationNo: string | null;
  column: string | null;
  path: string | null;
  message: string;
}

/** As it is kept: with what its message is made of, so that it can be said again in another language. */
export interface KeptProblem extends ReportedProblem {
  hint: string | null;
  found: string | null;
}

/** What became of the rows; `rows` is the sum of the other six. All zero for a refused package: none was judged. */
export interface CandidateCounts {
  rows: number;
  imported: number;
  updated: number;
  unchanged: number;
  superseded: number;
  conflict: number;
  rejected: number;
}

/** Files under images/ and photos/; `flagged` ones are among the imported. */
export interface ImageCounts {
  files: number;
  imported: number;
  flagged: number;
  rejected: number;
}

/** The object that `import --json` prints, key by key (spec registration-package.md). */
export interface ImportReport {
  /** Null when no manifest says it. */
  packageId: string | null;
  refused: boolean;
  encoding: PackageEncoding | null;
  /** Name of the known key that signed the package; null = unsigned or unknown. */
  sender: string | null;
  candidates: CandidateCounts;
  images: ImageCounts;
  problems: readonly ReportedProblem[];
}

/** The report as a store keeps it beside its package. */
export interface KeptReport extends ImportReport {
  problems: readonly KeptProblem[];
}

export type ReportHead = Pick<ImportReport, 'packageId' | 'encoding' | 'sender'>;

const NO_CANDIDATES: CandidateCounts = { rows: 0, imported: 0, updated: 0, unchanged: 0, superseded: 0, conflict: 0, rejected: 0 };
const NO_IMAGES: ImageCounts = { files: 0, imported: 0, flagged: 0, rejected: 0 };

export function refusedReport(head: ReportHead, problems: readonly Problem[], language: keyof BothLanguages): KeptReport {
  return { ...head, refused: true, candidates: NO_CANDIDATES, images: NO_IMAGES, problems: reportProblems(problems, language) };
}

export function completedReport(
  head: ReportHead, counts: { candidates: CandidateCounts; images: ImageCounts }, problems: readonly Problem[], language: keyof BothLanguages,
): KeptReport {
  return { ...head, refused: false, ...counts, problems: reportProblems(problems, language) };
}

/** Sorted by row, what belongs to no row first; then by path and code, so that the same package gives the same report. */
export function reportProblems(problems: readonly Problem[], language: keyof BothLanguages): readonly KeptProblem[] {
  return problems.toSorted(compareProblems).map((found) => {
    const { code, row, registrationNo, column, path, hint, found: value } = found;
    return { severity: PROBLEM_SEVERITIES[code], code, row, registrationNo, column, path, message: problemMessage(found, language), hint, found: value };
  });
}

function printedProblem({ severity, code, row, registrationNo, column, path, message }: KeptProblem): ReportedProblem {
  return { severity, code, row, registrationNo, column, path, message };
}

/** What is printed: the keys of the spec and no other. */
export function printedReport(report: KeptReport): ImportReport {
  return { ...report, problems: report.problems.map(printedProblem) };
}

/** A kept problem's words for either reader. One that an earlier version kept has its message alone. */
export function problemWords(kept: KeptProblem | ReportedProblem): BothLanguages {
  if (!('hint' in kept)) return { 'zh-CN': kept.message, en: kept.message };
  return { 'zh-CN': problemMessage(kept, 'zh-CN'), en: problemMessage(kept, 'en') };
}

/** In the order in which they decide; together they are all that a problem is. */
const SORTED_BY = ['row', 'path', 'column', 'code', 'registrationNo', 'found', 'hint'] as const satisfies readonly (keyof Problem)[];

function compareProblems(a: Problem, b: Problem): number {
  for (const key of SORTED_BY) {
    const order = compareValues(a[key], b[key]);
    if (order !== 0) return order;
  }
  return 0;
}

/** What is missing comes before what is there, be that empty or 0. */
function compareValues<T extends string | number>(a: T | null, b: T | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

export type RowOutcome = Exclude<keyof CandidateCounts, 'rows'>;

export function countCandidates(outcomes: Iterable<RowOutcome>): CandidateCounts {
  const counts = { ...NO_CANDIDATES };
  for (const outcome of outcomes) {
    counts[outcome] += 1;
    counts.rows += 1;
  }
  return counts;
}
