import { join } from 'node:path';
import pino from 'pino';

export interface Log {
  info(facts: Record<string, unknown>, message: string): void;
  warn(facts: Record<string, unknown>, message: string): void;
  error(facts: Record<string, unknown>, message: string): void;
}

/** Lines that the disk does not take are kept up to this much, then dropped. */
const MOST_UNWRITTEN_BYTES = 1024 * 1024;
const NUMBER_LIKE = /\d{14,17}[\dXx]/g;

/** Last line of defence: log lines carry no personal data by rule, and nothing that looks like an ID number by force. */
export function withoutIdNumbers(text: string): string {
  return text.replace(NUMBER_LIKE, '[number]');
}

/** Log file of this desk, one JSON line each; null keeps nothing (tests). */
export function openLog(dir: string | null): Log {
  if (dir === null) return { info: () => undefined, warn: () => undefined, error: () => undefined };
  const destination = pino.destination({ dest: join(dir, 'desk.log'), mkdir: true, sync: false, maxLength: MOST_UNWRITTEN_BYTES });
  // A disk that takes no log line must not take the desk down: what was refused there is told where it matters.
  destination.on('error', () => undefined);
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: withoutIdNumbers } },
    destination,
  );
}
