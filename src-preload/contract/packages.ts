import type { BothLanguages } from './common';

/** One problem of an import, as in the spec's report, in the words of either language. */
export interface PackageProblem {
  severity: 'error' | 'warning';
  code: string;
  row: number | null;
  registrationNo: string | null;
  column: string | null;
  path: string | null;
  message: BothLanguages;
}

export interface ImportReportView {
  packageId: string | null;
  refused: boolean;
  encoding: string | null;
  sender: string | null;
  candidates: { rows: number; imported: number; updated: number; unchanged: number; superseded: number; conflict: number; rejected: number };
  images: { files: number; imported: number; flagged: number; rejected: number };
  problems: readonly PackageProblem[];
}

export interface PackageJobView {
  jobId: string;
  kind: 'import' | 'export' | 'sample';
  phase: string;
  done: number;
  total: number;
  bytesDone: number;
  bytesTotal: number;
  remainingMs: number | null;
}

export interface PackageJobResult {
  jobId: string;
  kind: 'import' | 'export' | 'sample';
  outcome: 'done' | 'cancelled' | 'failed';
  /** `incident` names the log entry of a bug, as in the answer of a call. */
  failure: { code: string; params?: Readonly<Record<string, string | number>>; incident?: string } | null;
  report: ImportReportView | null;
  /** `awaitsSite`: the machine with the site's key has to countersign it before it is given away. */
  exported: { fileName: string; files: number; seals: number; events: number; siteKeyFingerprint: string; awaitsSite: boolean } | null;
}

/** The task that runs, as it was told last, and the one that ended last. */
export interface PackageJobsView {
  running: PackageJobView | null;
  finished: PackageJobResult | null;
}

export interface ImportedPackageView {
  packageId: string;
  createdAt: string;
  importedAt: string;
  sender: string | null;
  report: ImportReportView;
}
