import { isHeldElsewhere } from '../domain/claim';
import type { RegistrationNo } from '../domain/vocabulary';
import { formatTime } from '../domain/local-time';
import type { Desk, OpenDesk } from './desk';

/**
 * Another desk has the case that stood at this counter: its card, its number and its sheet go, and whoever works here is
 * told who has it and since when. What was typed and not sent stays on the screen.
 */
export async function giveUpCounter(desk: Desk, open: OpenDesk, registrationNo: RegistrationNo): Promise<void> {
  const { store, clock } = open.ports;
  const claim = (await store.findCase(registrationNo))?.claim ?? null;
  const now = formatTime(clock.now(), 'UTC');
  if (claim === null || !isHeldElsewhere(claim, open.facts, now)) return;
  open.counter.leave(registrationNo);
  open.signing.takeDown(registrationNo);
  const name = (await store.listStaff()).find((account) => account.id === claim.staffId)?.name ?? claim.staffId;
  desk.announcer.announce('cases.takenOver', { registrationNo, deskId: claim.deskId, staffName: name, at: claim.since });
}
