import { formatTime } from '../domain/local-time';
import { ok } from '../domain/result';
import { ANSWERS_KEPT_DAYS } from './command-answer';
import type { DeskPorts, Outcome } from './ports';
import { siteTimeZone } from './tell-log';

const DAY_MS = 86_400_000;

/** Forgets what commands answered long ago; answers how many. Done when the store is opened. */
export async function sweepAnswers(ports: Pick<DeskPorts, 'store' | 'clock'>): Promise<Outcome<number>> {
  const before = formatTime(new Date(ports.clock.now().getTime() - ANSWERS_KEPT_DAYS * DAY_MS), await siteTimeZone(ports.store));
  return ports.store.inTransaction(async (tx) => ok(await tx.sweepCommandAnswers(before)));
}
