import { FIELD_KEYS, type FieldKey, type FieldValues } from './fields';
import type { RegistrationCodes } from './registration-codes';
import { derivedFromIdNumber, findIdNumberProblem, normaliseIdNumber } from './registration-id-number';
import { isError, problem, type Problem, type RowProblemCode } from './registration-problems';
import { findTextFault } from './registration-text';
import { hasFieldForm, isSpreadsheetNumber, REQUIRED_FIELDS } from './registration-values';
import { hasUntypedCharacter } from './untyped-character';
import type { RegistrationNo } from './vocabulary';

/** One data row of candidates.csv as read: known columns by key, the others by header. */
export interface RegistrationRow {
  /** Data row from 1. */
  row: number;
  values: FieldValues;
  extra: Readonly<Record<string, string>>;
  /** False when the row has more or fewer cells than the header: its values may stand in the wrong columns. */
  cellsFitHeader: boolean;
}

/** A row after every rule that looks at the row alone. */
export interface CheckedRow {
  row: number;
  /** Null when the number itself cannot be read. */
  registrationNo: RegistrationNo | null;
  /** Null when it cannot be read. */
  revision: number | null;
  /** Null when missing, when its digits are lost, or when the cells do not fit. */
  idNumber: string | null;
  /** Values as they are stored: trimmed, codes led to names, sex and birth date derived. */
  fields: FieldValues;
  extra: Readonly<Record<string, string>>;
  problems: readonly Problem[];
}

const DEFAULT_REVISION = '1';

/** The problems of one row while it is judged: the first one of a column counts, what follows from it is not told again. */
class RowFindings {
  readonly problems: Problem[] = [];
  readonly #row: number;
  readonly #registrationNo: RegistrationNo | null;

  constructor(row: number, registrationNo: RegistrationNo | null) {
    this.#row = row;
    this.#registrationNo = registrationNo;
  }

  add(code: RowProblemCode, column: string | null, hint: string | null = null): void {
    this.problems.push(problem(code, { row: this.#row, registrationNo: this.#registrationNo, column, hint }));
  }

  spoils(column: string): boolean {
    return this.problems.some((found) => found.column === column && isError(found));
  }

  lostDigitsOfId(): boolean {
    return this.problems.some(({ code, column }) => code === 'numeric-id' && column === 'idNumber');
  }
}

/** Judges one row by every rule that needs no other row (spec registration-package.md, candidates.csv). Pure. */
export function checkRegistrationRow(input: RegistrationRow, codes: RegistrationCodes): CheckedRow {
  const read = withoutBlanks(input.values);
  const registrationNo = readRegistrationNo(read.registrationNo);
  const findings = new RowFindings(input.row, registrationNo);
  if (!input.cellsFitHeader) findings.add('bad-value', null, 'cells');
  else checkCells(input, read, codes, findings);
  const fields = storedFields(read, codes);
  return {
    row: input.row,
    registrationNo,
    revision: !input.cellsFitHeader || findings.spoils('revision') ? null : Number(fields.revision),
    idNumber: !input.cellsFitHeader || findings.lostDigitsOfId() ? null : (fields.idNumber ?? null),
    fields,
    extra: withoutBlankExtras(input.extra),
    problems: findings.problems,
  };
}

function checkCells(input: RegistrationRow, read: FieldValues, codes: RegistrationCodes, findings: RowFindings): void {
  checkTexts(input, findings);
  for (const field of REQUIRED_FIELDS) if (read[field] === undefined && !findings.spoils(field)) findings.add('missing-value', field);
  for (const field of FIELD_KEYS) checkForm(field, read[field], findings);
  checkCodes(read, codes, findings);
  checkIdNumber(read, findings);
  if (read.name !== undefined && !findings.spoils('name') && hasUntypedCharacter(read.name)) findings.add('untyped-character', 'name');
}

function checkTexts(input: RegistrationRow, findings: RowFindings): void {
  for (const [column, value] of [...Object.entries(input.values), ...Object.entries(input.extra)]) {
    const fault = findTextFault(value);
    if (fault === 'control-character') findings.add('control-character', column);
    else if (fault === 'unreadable') findings.add('bad-value', column, 'unreadable');
  }
}

function checkForm(field: FieldKey, value: string | undefined, findings: RowFindings): void {
  if (value === undefined || findings.spoils(field)) return;
  if (isSpreadsheetNumber(field, value)) findings.add('numeric-id', field);
  else if (!hasFieldForm(field, value)) findings.add('bad-value', field, field);
}

function checkCodes(read: FieldValues, codes: RegistrationCodes, findings: RowFindings): void {
  if (read.category !== undefined && !findings.spoils('category') && !codes.categories.has(read.category)) findings.add('unknown-category', 'category');
  if (read.nation !== undefined && !findings.spoils('nation') && !codes.nations.has(read.nation)) findings.add('bad-value', 'nation', 'nation');
  const { nationality } = read;
  if (nationality !== undefined && !findings.spoils('nationality') && !codes.nationalities.has(nationality)) findings.add('bad-value', 'nationality', 'nationality');
}

function checkIdNumber(read: FieldValues, findings: RowFindings): void {
  const { idType, idNumber } = read;
  if (idType === undefined || idNumber === undefined || findings.spoils('idType') || findings.spoils('idNumber')) return;
  const number = normaliseIdNumber(idType, idNumber);
  const code = findIdNumberProblem(idType, number);
  if (code !== null) findings.add(code, 'idNumber', code === 'bad-value' ? 'idNumber' : null);
  if (findings.spoils('idNumber')) return;
  const derived = derivedFromIdNumber(idType, number);
  for (const field of ['sex', 'birthDate'] as const) {
    if (contradicts(read[field], derived[field]) && !findings.spoils(field)) findings.add('id-contradicts', field, field);
  }
}

function contradicts(given: string | undefined, derived: string | undefined): boolean {
  return given !== undefined && derived !== undefined && given !== derived;
}

function storedFields(read: FieldValues, codes: RegistrationCodes): FieldValues {
  const { idType = '', idNumber, nation, nationality, revision = DEFAULT_REVISION } = read;
  const number = idNumber === undefined ? undefined : normaliseIdNumber(idType, idNumber);
  return {
    ...(number === undefined ? {} : derivedFromIdNumber(idType, number)),
    ...read,
    revision: /^\d{1,9}$/.test(revision) ? String(Number(revision)) : revision,
    ...(number === undefined ? {} : { idNumber: number }),
    ...(nation === undefined ? {} : { nation: codes.nations.get(nation) ?? nation }),
    ...(nationality === undefined ? {} : { nationality: codes.nationalities.get(nationality) ?? nationality }),
  };
}

function readRegistrationNo(value: string | undefined): RegistrationNo | null {
  return value !== undefined && hasFieldForm('registrationNo', value) ? value : null;
}

/** Values without surrounding blanks; a blank cell is an absent one. */
function withoutBlanks(values: FieldValues): FieldValues {
  const read: FieldValues = {};
  for (const field of FIELD_KEYS) {
    const value = values[field]?.trim();
    if (value !== undefined && value !== '') read[field] = value;
  }
  return read;
}

function withoutBlankExtras(extra: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(extra).map(([header, value]) => [header, value.trim()] as const).filter(([, value]) => value !== ''));
}
