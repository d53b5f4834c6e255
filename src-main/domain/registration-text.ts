/**
 * Control characters in the wide sense: C0, C1 and DEL, invisible format characters (direction marks, zero width),
 * line and paragraph separators, halves of a surrogate pair. None of them can be seen, and some turn text around.
 */
const CONTROL_CHARACTER = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** What a decoder puts in the place of bytes that it could not read. */
const REPLACEMENT_CHARACTER = '\uFFFD';

export type TextFault = 'control-character' | 'unreadable';

/** Looks for characters that no text of a package may hold. */
export function findTextFault(value: string): TextFault | null {
  if (CONTROL_CHARACTER.test(value)) return 'control-character';
  return value.includes(REPLACEMENT_CHARACTER) ? 'unreadable' : null;
}

/** `YYYY-MM` of a calendar month. */
export function isMonth(value: string): boolean {
  return /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/.test(value);
}

/** `YYYY-MM-DD` of a day that the calendar has. */
export function isCalendarDay(value: string): boolean {
  const [, year, month, day] = /^((?:19|20|21)\d\d)-(\d\d)-(\d\d)$/.exec(value) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** `YYYY-MM-DD HH:MM`, seconds optional, `T` instead of the space as well. */
export function isLocalDateTime(value: string): boolean {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)$/.exec(value) ?? [];
  return day !== undefined && time !== undefined && isCalendarDay(day) && /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(time);
}
