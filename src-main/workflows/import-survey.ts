import { digestOf } from '../canonical/canonical-json';
import type { RegistrationCodes } from '../domain/registration-codes';
import { rowKeys, type RowKeys } from '../domain/registration-duplicates';
import type { Problem } from '../domain/registration-problems';
import { checkRegistrationRow, type CheckedRow } from '../domain/registration-row';
import type { PackageEncoding } from '../domain/registration-report';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import type { PackageContainer } from '../packages/registration-container';
import type { OnlineReview } from '../packages/registration-materials';
import { readCandidates, type TableFile } from '../packages/registration-table';
import { NO_IMAGES, type RegistrationImages } from './import-images-index';
import type { ImportProgressMeter } from './import-progress';
import { stopIfCancelled } from './import-types';

/** A row of the table without its values: those are read again when it is applied. */
export interface SurveyedRow extends RowKeys {
  contentDigest: Sha256;
}

/** The whole table judged row by row. */
export interface Survey {
  /** At most as many as the manifest declares: a table with more is refused and need not fit into memory. */
  rows: readonly SurveyedRow[];
  rowCount: number;
  /** What single rows have against them. */
  rowProblems: readonly Problem[];
  /** What the table has against it as a whole, `unknown-column` among it. */
  tableProblems: readonly Problem[];
}

/** What a package says beside the table, by registration and by path. */
export interface PackageContents {
  images: ReadonlyMap<RegistrationNo, RegistrationImages>;
  reviews: ReadonlyMap<string, OnlineReview>;
}

export interface SurveyInput {
  container: PackageContainer;
  file: TableFile;
  encoding: PackageEncoding;
  codes: RegistrationCodes;
  contents: PackageContents;
  declaredRows: number;
  signal: AbortSignal | undefined;
}

/** First reading of candidates.csv: keys and problems stay in memory, values do not. */
export async function surveyCandidates(input: SurveyInput, meter: ImportProgressMeter): Promise<Survey> {
  const rows: SurveyedRow[] = [];
  const rowProblems: Problem[] = [];
  const end = await readCandidates(input.container, input.file, input.encoding, (row) => {
    stopIfCancelled(input.signal);
    if (row.row > input.declaredRows) return;
    const checked = checkRegistrationRow(row, input.codes);
    rows.push({ ...rowKeys(checked), contentDigest: contentDigest(checked, input.contents) });
    rowProblems.push(...checked.problems);
    meter.advance();
  });
  return { rows, rowCount: end.rows, rowProblems, tableProblems: end.problems };
}

/** Digest of everything the package says of one registration: equal digests mean that nothing has changed. */
export function contentDigest({ registrationNo, fields, extra }: CheckedRow, { images, reviews }: PackageContents): Sha256 {
  const of = (registrationNo === null ? undefined : images.get(registrationNo)) ?? NO_IMAGES;
  return digestOf({
    fields: { ...fields },
    extra: { ...extra },
    photo: of.photo?.sha256 ?? null,
    images: of.images.map(({ file, material, n }) => {
      const { onlineState = null, onlineOpinion = null } = reviews.get(file.path) ?? {};
      return { code: material, n, sha256: file.sha256, onlineState, onlineOpinion };
    }),
  });
}
