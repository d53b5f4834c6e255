import type { KeptReport } from '../domain/registration-report';
import type { WholeFinding } from '../storage/whole-check';
import type { Outcome } from './ports';

/** How far a long task is. `phase` has a text in both catalogues. */
export interface TaskProgress {
  phase: string;
  done: number;
  total: number;
  bytesDone: number;
  bytesTotal: number;
  remainingMs: number | null;
}

export interface TaskWatch {
  onProgress(progress: TaskProgress): void;
  signal: AbortSignal;
}

export interface ExportSummary {
  file: string;
  files: number;
  seals: number;
  events: number;
  siteKeyFingerprint: string;
  /** The site's key lies on another machine, which has to countersign the package before it is given away. */
  awaitsSite: boolean;
}

/** Papers of one sealed case, drawn from the stored record. */
export interface DrawnPapers {
  sheet: Uint8Array;
  receipt: Uint8Array;
}

/** A backup that was written and checked. `seq`: where the audit chain stood. */
export interface WrittenBackupView {
  name: string;
  createdAt: string;
  seq: number;
  seals: number;
  blobs: number;
  newBlobs: number;
  /** Pictures and papers that the data folder had lost and that came back from the place. */
  takenBack: number;
  bytes: number;
}

/** Long or heavy work, done outside the main thread. Each task opens what it needs by itself. */
export interface HeavyWork {
  importPackage(input: { path: string; staffId: string | null; language: 'zh-CN' | 'en' }, watch: TaskWatch): Promise<Outcome<KeptReport>>;
  exportResults(input: { out: string; staffId: string | null }, watch: TaskWatch): Promise<Outcome<ExportSummary>>;
  /** Under the package of a desk that has not the site's key; the file is replaced. */
  countersign(input: { path: string; staffId: string | null }, watch: TaskWatch): Promise<Outcome<ExportSummary>>;
  writeSample(input: { out: string; candidates: number }, watch: TaskWatch): Promise<Outcome<null>>;
  drawPapers(input: { registrationNo: string }): Promise<Outcome<DrawnPapers>>;
  /** To the chosen place. */
  backUp(input: { staffId: string | null }, watch: TaskWatch): Promise<Outcome<WrittenBackupView>>;
  backUpToFile(input: { out: string; staffId: string | null }, watch: TaskWatch): Promise<Outcome<WrittenBackupView>>;
  /** Everything that the store holds, slowly, beside the desk's work. */
  checkWhole(watch: TaskWatch): Promise<Outcome<WholeFinding>>;
  /** Lost or damaged pictures and papers from the chosen place; answers those that came. */
  bringMaterialsBack(input: { shas: readonly string[]; staffId: string | null }, watch: TaskWatch): Promise<Outcome<readonly string[]>>;
  dispose(): Promise<void>;
}
