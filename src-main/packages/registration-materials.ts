import type { OnlineState } from '../domain/case-record';
import { placeOf } from '../domain/registration-paths';
import { problem, type Problem } from '../domain/registration-problems';
import type { PackageEncoding } from '../domain/registration-report';
import { findTextFault } from '../domain/registration-text';
import type { PackageContainer } from './registration-container';
import { CsvFault, csvRows } from './registration-csv';
import { decodeText } from './registration-encoding';
import { VerifiedEntry } from './registration-entry';
import { fileProblemsAfterReading } from './registration-package';
import type { TableFile } from './registration-table';

/** What the online review said of one image. */
export interface OnlineReview {
  onlineState: OnlineState | null;
  onlineOpinion: string | null;
}

export interface MaterialsReading {
  /** By the image's path. */
  reviews: ReadonlyMap<string, OnlineReview>;
  problems: readonly Problem[];
}

const COLUMNS = ['registrationNo', 'material', 'n', 'path', 'onlineState', 'onlineOpinion'] as const;
type MaterialsColumn = (typeof COLUMNS)[number];
type MaterialsRow = Partial<Record<MaterialsColumn, string>>;
const REQUIRED: readonly MaterialsColumn[] = ['registrationNo', 'material', 'n', 'path'];
const ONLINE_STATES: readonly string[] = ['uploaded', 'locked', 'returned'] satisfies readonly OnlineState[];

/** Reads materials.csv. A row that is wrong is left out and listed; the image itself does not depend on it. */
export async function readMaterials(container: PackageContainer, file: TableFile, encoding: PackageEncoding, images: ReadonlySet<string>): Promise<MaterialsReading> {
  const verified = new VerifiedEntry(container, file.entry);
  const reviews = new Map<string, OnlineReview>();
  const problems: Problem[] = [];
  let header: readonly string[] | null = null;
  try {
    for await (const cells of csvRows(decodeText(verified, encoding))) {
      if (header === null) problems.push(...headerProblems((header = cells.map((cell) => cell.trim())), file.path));
      else problems.push(...takeRow(rowOf(header, cells), images, reviews).map((found) => ({ ...found, path: file.path })));
    }
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    problems.push(problem('row-count', { path: file.path, hint: 'csv', found: String(error.line) }));
    await verified.verify();
  }
  return { reviews, problems: [...problems, ...fileProblemsAfterReading(file, verified.getOutcome())] };
}

function headerProblems(header: readonly string[], path: string): readonly Problem[] {
  const known: readonly string[] = COLUMNS;
  return [
    ...REQUIRED.filter((column) => !header.includes(column)).map((column) => problem('missing-column', { path, column, hint: 'missing' })),
    ...header.filter((column, i) => header.indexOf(column) !== i).map((column) => problem('missing-column', { path, column, hint: 'twice' })),
    ...header.filter((column) => !known.includes(column)).map((column) => problem('unknown-column', { path, column })),
  ];
}

function rowOf(header: readonly string[], cells: readonly string[]): MaterialsRow {
  const row: MaterialsRow = {};
  for (const column of COLUMNS) {
    const value = cells[header.indexOf(column)]?.trim();
    if (value !== undefined && value !== '') row[column] = value;
  }
  return row;
}

function takeRow(row: MaterialsRow, images: ReadonlySet<string>, reviews: Map<string, OnlineReview>): readonly Problem[] {
  const found = findRowProblem(row, images, reviews);
  if (found !== null) return [{ ...found, registrationNo: row.registrationNo ?? null }];
  const state = row.onlineState as OnlineState | undefined;
  reviews.set(row.path ?? '', { onlineState: state ?? null, onlineOpinion: row.onlineOpinion ?? null });
  return [];
}

function findRowProblem(row: MaterialsRow, images: ReadonlySet<string>, reviews: ReadonlyMap<string, OnlineReview>): Problem | null {
  const missing = REQUIRED.find((column) => row[column] === undefined);
  if (missing !== undefined) return problem('missing-value', { column: missing });
  const faulty = COLUMNS.find((column) => findTextFault(row[column] ?? '') !== null);
  if (faulty !== undefined) return problem('control-character', { column: faulty });
  if (row.onlineState !== undefined && !ONLINE_STATES.includes(row.onlineState)) return problem('bad-value', { column: 'onlineState', hint: 'onlineState' });
  const { path = '' } = row;
  if (!images.has(path) || !agreesWithPath(row, path)) return problem('bad-value', { column: 'path', hint: 'imagePath' });
  return reviews.has(path) ? problem('bad-value', { column: 'path', hint: 'imageTwice' }) : null;
}

function agreesWithPath(row: MaterialsRow, path: string): boolean {
  const place = placeOf(path);
  return place?.kind === 'image' && place.registrationNo === row.registrationNo && place.material === row.material && String(place.n) === row.n;
}
