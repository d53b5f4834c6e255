import type { Day } from '../domain/vocabulary';

/** Plain questions about days and hours that a policy file writes down. */

/** `YYYY-MM-DD` and on the calendar: 2026-02-30 is not. */
export function isCalendarDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Minutes from midnight of `HH:MM-HH:MM`; null when it is not of that form or does not go forward. */
export function hoursInMinutes(text: string): { from: number; to: number } | null {
  const found = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/.exec(text);
  if (found === null) return null;
  const [fromHour, fromMinute, toHour, toMinute] = found.slice(1).map(Number) as [number, number, number, number];
  if (fromMinute > 59 || toMinute > 59) return null;
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  return from < to && to <= 24 * 60 ? { from, to } : null;
}

export function isHours(text: string): boolean {
  return hoursInMinutes(text) !== null;
}

/** Indexes of the stretches that begin before the one above them has ended. */
export function outOfOrder(hours: readonly string[]): number[] {
  const stretches = hours.map(hoursInMinutes);
  return stretches.flatMap((stretch, i) => {
    const above = stretches[i - 1];
    return stretch && above && stretch.from < above.to ? [i] : [];
  });
}

/** An IANA name that this runtime knows. Plain offsets such as `+08:00` are no time zone of a site. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
