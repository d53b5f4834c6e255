import type { BothLanguages } from '../domain/policy';
import { problem, type Problem } from '../domain/registration-problems';
import { completedReport, countCandidates, type ImageCounts, type KeptReport, type ReportHead } from '../domain/registration-report';
import type { ListedFile } from '../packages/registration-inventory';
import { findingsOf, type ImageFinding, type ImageVerdict } from './import-image-verdict';
import type { Judgement } from './import-judgement';

/** Everything that a report is made of. */
export interface ImportFindings {
  head: ReportHead;
  files: readonly ListedFile[];
  judgement: Judgement;
  verdicts: ReadonlyMap<string, ImageVerdict>;
  /** Of rows, of the table, of materials.csv. */
  problems: readonly Problem[];
}

const WITHOUT_ROW: ImageFinding = { code: 'image-without-row', hint: null, found: null };

/** The report of a package that was not refused. */
export function reportImport(findings: ImportFindings, language: keyof BothLanguages): KeptReport {
  const counts: ImageCounts = { files: 0, imported: 0, flagged: 0, rejected: 0 };
  const problems: Problem[] = [...findings.problems, ...findings.judgement.problems];
  for (const file of findings.files) {
    const { place } = file;
    if (place.kind !== 'image' && place.kind !== 'photo') continue;
    const standing = findings.judgement.standing.get(place.registrationNo);
    const verdict = standing === undefined || standing.outcome === 'rejected' ? undefined : findings.verdicts.get(file.path);
    countImage(counts, verdict);
    const found = verdict === undefined ? [WITHOUT_ROW] : findingsOf(verdict, file);
    problems.push(...found.map(({ code, ...more }) => problem(code, { row: standing?.row ?? null, registrationNo: place.registrationNo, path: file.path, ...more })));
  }
  return completedReport(findings.head, { candidates: countCandidates(findings.judgement.outcomes.values()), images: counts }, problems, language);
}

function countImage(counts: ImageCounts, verdict: ImageVerdict | undefined): void {
  counts.files += 1;
  counts[verdict?.kind === 'stored' ? 'imported' : 'rejected'] += 1;
  if (verdict?.kind === 'stored' && verdict.flags.length > 0) counts.flagged += 1;
}
