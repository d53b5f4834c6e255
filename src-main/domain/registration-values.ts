import type { FieldKey } from './fields';
import { isCalendarDay, isLocalDateTime, isMonth } from './registration-text';

export const ID_TYPES = ['居民身份证', '港澳台居民居住证', '外国人永久居留身份证', '护照', '军官证', '其他'] as const;
export const ONLINE_STATUSES = ['填报', '退回', '考点通过', '审核通过', '审核拒绝'] as const;

/** Columns without which a row is no registration. */
export const REQUIRED_FIELDS = ['registrationNo', 'category', 'name', 'idType', 'idNumber'] as const satisfies readonly FieldKey[];

const MAX_NAME_CODE_POINTS = 28;

function oneOf(words: readonly string[]): (value: string) => boolean {
  return (value) => words.includes(value);
}

/** Forms that a filled field must have (spec registration-package.md, candidates.csv). Fields not listed take any text. */
const FIELD_FORMS: Partial<Record<FieldKey, (value: string) => boolean>> = {
  registrationNo: (value) => /^[0-9A-Za-z][0-9A-Za-z-]{3,31}$/.test(value),
  revision: (value) => /^\d{1,9}$/.test(value),
  name: (value) => [...value].length <= MAX_NAME_CODE_POINTS,
  idType: oneOf(ID_TYPES),
  sex: oneOf(['男', '女']),
  birthDate: isCalendarDay,
  enrolledOn: isMonth,
  graduatedOn: isMonth,
  trialFrom: isMonth,
  trialTo: isMonth,
  military: oneOf(['是', '否']),
  appointmentAt: isLocalDateTime,
  onlineStatus: oneOf(ONLINE_STATUSES),
};

export function hasFieldForm(field: FieldKey, value: string): boolean {
  return FIELD_FORMS[field]?.(value) ?? true;
}

/** Long numbers that a spreadsheet turns into 9.90E+17, losing digits for good. */
const NUMBER_FIELDS: ReadonlySet<FieldKey> = new Set<FieldKey>([
  'registrationNo', 'idNumber', 'diplomaNo', 'workUnitCode', 'assistantCertificateNo', 'practiceCertificateNo', 'mobile',
]);

export function isSpreadsheetNumber(field: FieldKey, value: string): boolean {
  return NUMBER_FIELDS.has(field) && /^\d+(?:\.\d+)?[Ee][+-]\d+$|^\d{5,}\.0+$/.test(value);
}
