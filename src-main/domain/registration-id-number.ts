import type { FieldValues } from './fields';
import { birthDateOf, hasValidCheckCharacter, hasValidOldForeignerCheck, isWellFormed18, sexOf } from './id-number';
import type { RowProblemCode } from './registration-problems';

/** Kinds of document whose 18-character number is one of GB 11643. */
const GB_11643_KINDS: ReadonlySet<string> = new Set(['居民身份证', '港澳台居民居住证', '外国人永久居留身份证']);
const FOREIGNER_CARD = '外国人永久居留身份证';

export function isGb11643Kind(idType: string): boolean {
  return GB_11643_KINDS.has(idType);
}

/** The stored form: the check character X is upper case. */
export function normaliseIdNumber(idType: string, idNumber: string): string {
  return isGb11643Kind(idType) ? idNumber.toUpperCase() : idNumber;
}

/** A spreadsheet keeps 15 digits of a number and fills the rest with zeros; a number whose check still holds is a real one. */
function hasLostDigits(idNumber: string): boolean {
  return /^\d{15}000$/.test(idNumber) && !hasValidCheckCharacter(idNumber);
}

/** Judges the number of a document by its kind; null = nothing to say. */
export function findIdNumberProblem(idType: string, idNumber: string): RowProblemCode | null {
  if (!isGb11643Kind(idType)) return null;
  if (hasLostDigits(idNumber)) return 'numeric-id';
  if (idType === FOREIGNER_CARD && /^[0-9A-Z]{15}$/.test(idNumber)) return hasValidOldForeignerCheck(idNumber) ? null : 'id-check-digit-old';
  if (!isWellFormed18(idNumber)) return 'bad-value';
  if (!hasValidCheckCharacter(idNumber)) return 'id-check-digit';
  return birthDateOf(idNumber) === null ? 'bad-value' : null;
}

/** Sex and birth date that an 18-character number carries; nothing for every other number. */
export function derivedFromIdNumber(idType: string, idNumber: string): Pick<FieldValues, 'sex' | 'birthDate'> {
  if (!isGb11643Kind(idType) || !hasValidCheckCharacter(idNumber)) return {};
  const birthDate = birthDateOf(idNumber);
  return birthDate === null ? {} : { sex: sexOf(idNumber), birthDate };
}
