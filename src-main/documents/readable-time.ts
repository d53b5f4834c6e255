import type { Time } from '../domain/vocabulary';

/** A time as people read it, its offset kept: `2026-03-01 09:00:00 +08:00`. */
export function readableTime(time: Time): string {
  return time.replace('T', ' ').replace(/(\d{2}:\d{2}:\d{2})(.*)$/, '$1 $2').trim();
}
