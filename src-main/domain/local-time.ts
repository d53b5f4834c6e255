import type { Day, Time } from './vocabulary';

interface Parts { year: string; month: string; day: string; hour: string; minute: string; second: string; offset: string }

function partsIn(date: Date, timeZone: string): Parts {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    timeZoneName: 'longOffset',
  });
  const found = Object.fromEntries(format.formatToParts(date).map((part) => [part.type, part.value]));
  const offset = (found['timeZoneName'] ?? 'GMT').replace('GMT', '') || '+00:00';
  return { year: found['year'] ?? '', month: found['month'] ?? '', day: found['day'] ?? '', hour: found['hour'] ?? '', minute: found['minute'] ?? '', second: found['second'] ?? '', offset };
}

/** RFC 3339 with the offset of the site's time zone, to the second. */
export function formatTime(date: Date, timeZone: string): Time {
  const p = partsIn(date, timeZone);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}${p.offset}`;
}

/** The calendar day on the site's wall clock. */
export function localDay(date: Date, timeZone: string): Day {
  const p = partsIn(date, timeZone);
  return `${p.year}-${p.month}-${p.day}`;
}

/** Minutes since the site's midnight, for opening hours. */
export function localMinutes(date: Date, timeZone: string): number {
  const p = partsIn(date, timeZone);
  return Number(p.hour) * 60 + Number(p.minute);
}

/** One second later, with the offset that the time has. */
export function secondAfter(time: Time): Time {
  const [local, offset] = [time.slice(0, 19), time.slice(19)];
  return `${new Date(Date.parse(`${local}Z`) + 1000).toISOString().slice(0, 19)}${offset}`;
}

/** The later of two times, the first when they are one instant. */
export function laterOf(one: Time, other: Time): Time {
  return Date.parse(other) > Date.parse(one) ? other : one;
}
