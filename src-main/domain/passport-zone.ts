import type { Day } from './vocabulary';

/**
 * The machine-readable zone of a passport (ICAO 9303 part 4, two lines of 44) after its check digits held.
 * Personal data: in memory only, never logged, never stored.
 */
export interface PassportZone {
  number: string;
  /** Latin letters A to Z; hyphens and apostrophes are lost in the zone. */
  surname: string;
  givenNames: string;
  /** The name filled its place to the last letter: the rest of it may be missing. */
  isNameCut: boolean;
  sex: 'male' | 'female' | null;
  /** `YYMMDD`, or null where the zone holds fillers. */
  birth: string | null;
  /** `YYMMDD`. */
  expiry: string;
}

function calendarDay(year: number, month: string, day: string): Day | null {
  const date = new Date(Date.UTC(year, Number(month) - 1, Number(day)));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return exists ? `${year}-${month}-${day}` : null;
}

function partsOf(six: string): [year: number, month: string, day: string] | null {
  const found = /^(\d\d)(\d\d)(\d\d)$/.exec(six);
  return found === null ? null : [Number(found[1]), found[2] ?? '', found[3] ?? ''];
}

/** The newest past day that the two digits of the year leave; null for what is no day. */
export function birthDayOf({ birth }: Pick<PassportZone, 'birth'>, today: Day): Day | null {
  const parts = birth === null ? null : partsOf(birth);
  if (parts === null) return null;
  const [year, month, day] = parts;
  const recent = calendarDay(2000 + year, month, day);
  return recent !== null && recent <= today ? recent : calendarDay(1900 + year, month, day);
}

/** Passports hold for ten years, so that two digits tell the century; null for what is no day. */
export function expiryDayOf({ expiry }: Pick<PassportZone, 'expiry'>): Day | null {
  const parts = partsOf(expiry);
  return parts === null ? null : calendarDay(2000 + parts[0], parts[1], parts[2]);
}
