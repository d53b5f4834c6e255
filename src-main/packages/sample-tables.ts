import { stringify } from 'csv-stringify/sync';
import { FIELD_HEADERS, FIELD_KEYS } from '../domain/fields';
import type { SampleCandidate, SamplePaper } from './sample-candidate';

/** Rows of candidates.csv and materials.csv (spec registration-package.md): UTF-8 with BOM, RFC 4180. */

const BOM = '\uFEFF';

export function candidatesHeader(): string {
  return BOM + row(FIELD_KEYS.map((key) => FIELD_HEADERS[key]));
}

export function candidateRow(candidate: SampleCandidate): string {
  return row(FIELD_KEYS.map((key) => candidate.registered[key] ?? ''));
}

export function materialsHeader(): string {
  return BOM + row(['registrationNo', 'material', 'n', 'path', 'onlineState', 'onlineOpinion']);
}

export function materialRow(candidate: SampleCandidate, paper: SamplePaper, path: string): string {
  return row([candidate.registrationNo, paper.code, String(paper.n), path, paper.online.state, paper.online.opinion]);
}

function row(values: readonly string[]): string {
  return stringify([values], { record_delimiter: 'windows' });
}
