import { formatTime } from '../domain/local-time';
import { ok } from '../domain/result';
import type { DeskId, StaffId } from '../domain/vocabulary';
import type { NewEvent, StoreReader } from '../storage/store';
import type { DeskPorts, Outcome } from './ports';

/** Time zone of a store that knows no site yet (spec policy.md, `timeZone`). */
const FIRST_TIME_ZONE = 'Asia/Shanghai';

export async function siteTimeZone(reader: Pick<StoreReader, 'findCurrentPolicy'>): Promise<string> {
  return (await reader.findCurrentPolicy())?.policy.timeZone ?? FIRST_TIME_ZONE;
}

/** The site's wall clock, as text. */
export async function localTime(ports: Pick<DeskPorts, 'store' | 'clock'>): Promise<string> {
  return formatTime(ports.clock.now(), await siteTimeZone(ports.store));
}

/** One event that accompanies no change of its own. */
export async function tellLog(ports: DeskPorts, who: { deskId: DeskId; staffId: StaffId | null }, event: NewEvent): Promise<Outcome<null>> {
  const at = await localTime(ports);
  return ports.store.inTransaction(async (tx) => {
    await tx.append({ ...who, at }, event);
    return ok(null);
  });
}
