import { ok } from '../domain/result';
import type { RegistrationNo } from '../domain/vocabulary';
import type { Outcome } from '../workflows/ports';
import { tellLog } from '../workflows/tell-log';
import type { AtWork } from './guard';

/** The number in full: each asking is an event, and the identity step is one per case. What the log has no room for stays masked. */
export async function tellNumberShown({ open, actor }: AtWork, registrationNo: RegistrationNo): Promise<Outcome<null>> {
  const told = await tellLog(open.ports, { deskId: actor.deskId, staffId: actor.staffId }, { kind: 'idNumber.shown', registrationNo, payload: {} });
  if (told.ok) open.counter.showNumber(registrationNo);
  return told;
}

/** The same at the identity step, where the first time is enough. */
export async function tellNumberShownOnce(at: AtWork, registrationNo: RegistrationNo): Promise<Outcome<null>> {
  return at.open.counter.isNumberShown(registrationNo) ? ok(null) : tellNumberShown(at, registrationNo);
}
