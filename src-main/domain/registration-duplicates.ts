import { isError, problem, type Problem, type RowProblemCode } from './registration-problems';
import type { CheckedRow } from './registration-row';

/** What is kept of a row until the whole table has been read. */
export interface RowKeys {
  row: number;
  registrationNo: string | null;
  revision: number | null;
  idNumber: string | null;
  /** True once the row has an error of its own. */
  rejected: boolean;
}

export function rowKeys(checked: CheckedRow): RowKeys {
  const { row, registrationNo, revision, idNumber } = checked;
  return { row, registrationNo, revision, idNumber, rejected: checked.problems.some(isError) };
}

/** Rows that other rows of the same package put out of force. */
export interface RowsTogether {
  /** Rows of which a higher revision is there, whatever else is wrong with either. */
  superseded: ReadonlySet<number>;
  problems: readonly Problem[];
}

/**
 * Judges the rows of one package against each other: the highest revision of a registration wins; the same number and
 * revision twice, or one ID number under two registrations, rejects both rows (spec registration-package.md).
 */
export function judgeRowsTogether(rows: readonly RowKeys[]): RowsTogether {
  const numbered = rows.filter((row) => row.registrationNo !== null && row.revision !== null);
  const byRegistration = groupBy(numbered, (row) => row.registrationNo);
  const superseded = new Set([...byRegistration.values()].flatMap(findSuperseded));
  const standing = rows.filter(({ row }) => !superseded.has(row));
  const twice = [...groupBy(standing.filter((row) => row.revision !== null), (row) => row.registrationNo).values()].filter((group) => group.length > 1);
  const sharedId = [...groupBy(standing, (row) => row.idNumber).values()].filter(holdsSeveralRegistrations);
  return {
    superseded,
    problems: [
      ...twice.flat().map((row) => rowProblem('duplicate-registration-no', row, 'registrationNo')),
      ...sharedId.flat().map((row) => rowProblem('duplicate-id-number', row, 'idNumber')),
      ...numbered.filter(({ row }) => superseded.has(row)).map((row) => rowProblem('superseded', row, 'revision')),
    ],
  };
}

function findSuperseded(group: readonly RowKeys[]): readonly number[] {
  const highest = group.reduce((high, row) => Math.max(high, row.revision ?? 0), 0);
  return group.filter(({ revision }) => revision !== highest).map(({ row }) => row);
}

/** Two rows of one registration are told as such, not as a shared ID number. */
function holdsSeveralRegistrations(group: readonly RowKeys[]): boolean {
  const numbers = group.map(({ registrationNo }) => registrationNo);
  return numbers.includes(null) ? group.length > 1 : new Set(numbers).size > 1;
}

function rowProblem(code: RowProblemCode, row: RowKeys, column: string): Problem {
  return problem(code, { row: row.row, registrationNo: row.registrationNo, column, hint: 'package' });
}

function groupBy(rows: readonly RowKeys[], keyOf: (row: RowKeys) => string | null): ReadonlyMap<string, RowKeys[]> {
  const groups = new Map<string, RowKeys[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
