/**
 * Times of the desk carry the site's offset (RFC 3339). They are shown as written, in the site's own time,
 * never moved into the time zone of the machine that shows them.
 */
const TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2}))?/;

/** `2026-03-01 09:00`. */
export function showTime(time: string): string {
  const match = TIME.exec(time);
  return match === null ? time : `${match[1] ?? ''} ${match[2] ?? ''}`;
}

/** `09:00`, for things of today. */
export function showClock(time: string): string {
  return TIME.exec(time)?.[2] ?? time;
}

/** `1:05` for 65 seconds; whole seconds, rounded up so that it never says 0 while work goes on. */
export function showDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
