import { randomUUID } from 'node:crypto';
import type { Log } from './logger';

/** Logs a fault of the program under a number of its own, which is all that a window learns of it. */
export function tellIncident(log: Log, facts: Record<string, unknown>, message: string, cause: unknown): string {
  const incident = randomUUID().slice(0, 8);
  log.error({ ...facts, incident, cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }, message);
  return incident;
}
