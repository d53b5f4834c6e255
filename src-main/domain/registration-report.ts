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

export type ReportHead = Pick<ImportReport, 'packageId' | 'encoding' | 'sender'>;

const NO_CANDIDATES: CandidateCounts = { rows: 0, imported: 0, updated: 0, unchanged: 0, superseded: 0, conflict: 0, rejected: 0 };
const NO_IMAGES: ImageCounts = { files: 0, imported: 0, flagged: 0, rejected: 0 };

export function refusedReport(head: ReportHead, problems: readonly Problem[], language: keyof BothLanguages): ImportReport {
  return { ...head, refused: true, candidates: NO_CANDIDATES, images: NO_IMAGES, problems: reportProblems(problems, language) };
}

export function completedReport(
  head: ReportHead, counts: { candidates: CandidateCounts; images: ImageCounts }, problems: readonly Problem[], language: keyof BothLanguages,
): ImportReport {
  return { ...head, refused: false, ...counts, problems: reportProblems(problems, language) };
}

/** Sorted by row, what belongs to no row first; then by path and code, so that the same package gives the same report. */
export function reportProblems(problems: readonly Problem[], language: keyof BothLanguages): readonly ReportedProblem[] {
  return problems.toSorted(compareProblems).map((found) => {
    const { code, row, registrationNo, column, path } = found;
    return { severity: PROBLEM_SEVERITIES[code], code, row, registrationNo, column, path, message: problemMessage(found, language) };
  });
}

function compareProblems(a: Problem, b: Problem): number {
  return (a.row ?? 0) - (b.row ?? 0) || compareText(a.path, b.path) || compareText(a.column, b.column) || compareText(a.code, b.code) || compareText(a.found, b.found);
}

function compareText(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
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
