import type { FieldKey } from './fields';
import { birthDateOf, hasValidCheckCharacter, isWellFormed18, sexOf } from './id-number';
import type { SitePolicy } from './policy';
import { findTextFault, isCalendarDay, isMonth } from './registration-text';

const MONTH_FIELDS: readonly FieldKey[] = ['enrolledOn', 'graduatedOn', 'trialFrom', 'trialTo'];
const NUMBERED_KINDS = ['居民身份证', '港澳台居民居住证', '外国人永久居留身份证'];

function isValidIdNumber(value: string, idType: string): boolean {
  if (!NUMBERED_KINDS.includes(idType) || (idType === '外国人永久居留身份证' && value.length === 15)) return value.length >= 6;
  return isWellFormed18(value) && hasValidCheckCharacter(value) && birthDateOf(value) !== null;
}

/** What a corrected value must look like, field by field; fields that are not listed take any text. */
export function isValidCorrection(field: FieldKey, value: string, idType: string, policy: SitePolicy): boolean {
  if (findTextFault(value) !== null) return false;
  if (MONTH_FIELDS.includes(field)) return isMonth(value);
  switch (field) {
    case 'name': return value.trim() !== '' && [...value].length <= 28;
    case 'idNumber': return isValidIdNumber(value, idType);
    case 'sex': return value === '男' || value === '女';
    case 'birthDate': return isCalendarDay(value);
    case 'category': return value in policy.categories;
    case 'mobile': return value === '' || /^[+\d][\d -]{4,19}$/.test(value);
    case 'email': return value === '' || /^[^\s@]+@[^\s@]+$/.test(value);
    default: return true;
  }
}

/** Fields that follow from another one: an 18-character ID number carries birth date and sex. */
export function derivedFields(field: FieldKey, value: string): Partial<Record<FieldKey, string>> {
  if (field !== 'idNumber' || !isWellFormed18(value)) return {};
  const birthDate = birthDateOf(value);
  return birthDate === null ? {} : { birthDate, sex: sexOf(value) };
}
