import type { Day } from './vocabulary';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** The check character of the first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
export function idCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return CHECK_CHARACTERS[sum % 11] ?? '';
}

export function isWellFormed18(idNumber: string): boolean {
  return /^\d{17}[\dX]$/.test(idNumber);
}

export function hasValidCheckCharacter(idNumber: string): boolean {
  return isWellFormed18(idNumber) && idCheckCharacter(idNumber.slice(0, 17)) === idNumber[17];
}

/** Birth date of an 18-character number; null when its digits are no calendar day. */
export function birthDateOf(idNumber: string): Day | null {
  const [year, month, day] = [idNumber.slice(6, 10), idNumber.slice(10, 12), idNumber.slice(12, 14)];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = date.getUTCFullYear() === Number(year) && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return exists ? `${year}-${month}-${day}` : null;
}

/** Odd sequence numbers are men (GB 11643). */
export function sexOf(idNumber: string): '男' | '女' {
  return Number(idNumber[16]) % 2 === 1 ? '男' : '女';
}

const OLD_FOREIGNER_FORM = /^[A-Z]{3}\d{12}$/;

/** Check digit of the first 14 characters of an old foreigner number: 7-3-1 weights, letters A=10 (one source only). */
function oldForeignerCheck(first14: string): string {
  const value = (c: string): number => (c >= 'A' ? c.charCodeAt(0) - 55 : Number(c));
  const sum = [...first14].reduce((total, c, i) => total + value(c) * ([7, 3, 1][i % 3] ?? 0), 0);
  return String(sum % 10);
}

/** For the old 15-character number: warn, never reject. */
export function hasValidOldForeignerCheck(idNumber: string): boolean {
  return OLD_FOREIGNER_FORM.test(idNumber) && oldForeignerCheck(idNumber.slice(0, 14)) === idNumber[14];
}

/**
 * The number that the holder of a new foreigner's card had on the old one (reference id-card-reader, section 3; one source only:
 * it finds a case, and a human compares). Null when the card does not tell enough.
 */
export function oldForeignerNumber(card: { idNumber: string; nationality: string; oldNumberAssociation: string }): string | null {
  const { idNumber, nationality, oldNumberAssociation: tie } = card;
  const first14 = `${nationality}${idNumber.slice(1, 3)}${tie.slice(0, 2)}${idNumber.slice(8, 14)}${tie.slice(2)}`;
  const number = `${first14}${oldForeignerCheck(first14)}`;
  return OLD_FOREIGNER_FORM.test(number) ? number : null;
}
