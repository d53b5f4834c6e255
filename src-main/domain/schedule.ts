import { localDay, localMinutes } from './local-time';
import type { ScheduleSpan, SitePolicy } from './policy';

function minutesOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function isWithinHours(hours: readonly string[], minutes: number): boolean {
  return hours.some((range) => {
    const [from = '', to = ''] = range.split('-');
    return minutes >= minutesOf(from) && minutes < minutesOf(to);
  });
}

/** Whether the site's wall clock stands inside one of the spans. An empty schedule is never open: the desk asks for the days. */
export function isOpen(spans: readonly ScheduleSpan[], now: Date, timeZone: string): boolean {
  const day = localDay(now, timeZone);
  const minutes = localMinutes(now, timeZone);
  return spans.some((span) => span.from <= day && day <= span.to && isWithinHours(span.hours, minutes));
}

/** The days and hours as a person reads them, for refusals and the correction form. */
export function describeSpans(spans: readonly ScheduleSpan[]): readonly string[] {
  return spans.map((span) => `${span.from} – ${span.to} ${span.hours.join(', ')}`);
}

/** Check-ins: inside the schedule, or a case that was checked in today may be finished until the day's end. */
export function isDeskOpen(policy: SitePolicy, now: Date): boolean {
  return isOpen(policy.schedule, now, policy.timeZone);
}

export function areCorrectionsOpen(policy: SitePolicy, now: Date): boolean {
  return isOpen(policy.corrections, now, policy.timeZone);
}
