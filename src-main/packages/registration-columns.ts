import { FIELD_HEADERS, FIELD_KEYS, type FieldKey, type FieldValues } from '../domain/fields';
import { problem, type Problem } from '../domain/registration-problems';
import type { RegistrationRow } from '../domain/registration-row';
import { REQUIRED_FIELDS } from '../domain/registration-values';

/** What each column of a table holds: a field, or a value that is kept under its header. */
export type Column = { field: FieldKey } | { extra: string };

const FIELD_BY_HEADER: ReadonlyMap<string, FieldKey> = new Map(FIELD_KEYS.flatMap((field) => [[field, field], [FIELD_HEADERS[field], field]] as const));

export interface HeaderReading {
  columns: readonly Column[];
  /** `missing-column` refuses the package, `unknown-column` is a note. */
  problems: readonly Problem[];
}

/** Reads a header row of Chinese names or English keys, in any order. */
export function readHeader(cells: readonly string[]): HeaderReading {
  const columns = cells.map((cell, i) => columnOf(cell.trim(), i));
  const fields = columns.flatMap((column) => ('field' in column ? [column.field] : []));
  const extras = columns.flatMap((column) => ('extra' in column ? [column.extra] : []));
  return {
    columns,
    problems: [
      ...REQUIRED_FIELDS.filter((field) => !fields.includes(field)).map((field) => problem('missing-column', { column: field, hint: 'missing' })),
      ...repeated([...fields, ...extras]).map((column) => problem('missing-column', { column, hint: 'twice' })),
      ...extras.map((column) => problem('unknown-column', { column })),
    ],
  };
}

function columnOf(header: string, index: number): Column {
  const field = FIELD_BY_HEADER.get(header);
  if (field !== undefined) return { field };
  return { extra: header === '' ? `#${index + 1}` : header };
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}

/** Puts the cells of one data row under their columns. */
export function readRow(columns: readonly Column[], cells: readonly string[], row: number): RegistrationRow {
  const values: FieldValues = {};
  const extra: Record<string, string> = {};
  columns.forEach((column, i) => {
    const cell = cells[i] ?? '';
    if ('field' in column) values[column.field] = cell;
    else extra[column.extra] = cell;
  });
  return { row, values, extra, cellsFitHeader: cells.length === columns.length };
}
