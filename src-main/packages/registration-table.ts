import { problem, type Problem } from '../domain/registration-problems';
import type { RegistrationRow } from '../domain/registration-row';
import type { PackageEncoding } from '../domain/registration-report';
import type { PackageContainer } from './registration-container';
import { readHeader, readRow, type Column } from './registration-columns';
import { CsvFault, csvRows } from './registration-csv';
import { decodeText, detectEncoding } from './registration-encoding';
import { VerifiedEntry } from './registration-entry';
import type { ListedFile } from './registration-inventory';
import { fileProblemsAfterReading } from './registration-package';

/** A file of the package that holds a table, and how to read it. */
export interface TableFile extends ListedFile {
  entry: NonNullable<ListedFile['entry']>;
}

/** The declared encoding, or the one that the bytes show. */
export async function findEncoding(container: PackageContainer, file: TableFile, declared: PackageEncoding | undefined): Promise<PackageEncoding> {
  return declared ?? detectEncoding(new VerifiedEntry(container, file.entry));
}

/** How a reading of candidates.csv ended. */
export interface TableEnd {
  rows: number;
  /** What the table as a whole has against it; `unknown-column` among it refuses nothing. */
  problems: readonly Problem[];
}

/** Goes through candidates.csv row by row and answers with how it ended. Bytes are checked against the manifest on the way. */
export async function readCandidates(
  container: PackageContainer, file: TableFile, encoding: PackageEncoding, onRow: (row: RegistrationRow) => void | Promise<void>,
): Promise<TableEnd> {
  const verified = new VerifiedEntry(container, file.entry);
  const problems: Problem[] = [];
  let columns: readonly Column[] | null = null;
  let rows = 0;
  try {
    for await (const cells of csvRows(decodeText(verified, encoding))) {
      if (columns === null) {
        const header = readHeader(cells);
        columns = header.columns;
        problems.push(...header.problems);
      } else await onRow(readRow(columns, cells, (rows += 1)));
    }
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    problems.push(problem('row-count', { path: file.path, hint: 'csv', found: String(error.line) }));
    await verified.verify();
  }
  if (columns === null && problems.length === 0) problems.push(...readHeader([]).problems);
  return { rows, problems: [...problems, ...fileProblemsAfterReading(file, verified.getOutcome())] };
}
