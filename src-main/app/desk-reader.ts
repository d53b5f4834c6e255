import type { CardReadView } from '../../src-preload/contract/session';
import type { CardRead } from '../devices/card-reader';
import { DevicesClient } from '../devices/devices-client';
import type { DevicesChannel } from '../devices/devices-messages';
import { realScheduler } from '../devices/scheduler';
import { SimulatedCardReader } from '../devices/simulated/simulated-card-reader';
import { numbersOn } from '../domain/id-card';
import { maskIdNumber } from '../domain/masking';
import type { Desk, OpenDesk } from './desk';
import { readerView } from './reader-view';

type Readers = Pick<OpenDesk, 'reader' | 'trainingReader'>;

/** Without a chosen reader a training store gets one inside the desk; a live one takes whichever known reader is attached. */
export function openReader(desk: Desk, kind: 'live' | 'training', spawn: () => DevicesChannel): Readers {
  const address = desk.readerAddress();
  if (kind === 'training' && (address === null || address === 'simulated')) {
    const training = new SimulatedCardReader({ scheduler: realScheduler });
    return { reader: training, trainingReader: training };
  }
  return { reader: new DevicesClient({ spawn, address: address ?? 'auto', scheduler: realScheduler }), trainingReader: null };
}

/** Another reader in the place of this one. Cases stay as they are, and a card that opened one stays with it. */
export function changeReader(desk: Desk, open: OpenDesk, spawn: () => DevicesChannel): void {
  open.reader.dispose();
  Object.assign(open, openReader(desk, open.facts.kind, spawn));
  open.lastCardReadAt = null;
  followReader(desk, open);
  desk.announcer.announce('reader.changed', readerView(open));
  desk.announceSession();
}

/** By the card's own number; by that of the holder's old card when there is none. */
async function registrationsOf({ ports }: OpenDesk, { card }: CardRead): Promise<readonly string[]> {
  for (const number of numbersOn(card)) {
    const found = await ports.store.findRegistrationsByIdNumber(number);
    if (found.length > 0) return found;
  }
  return [];
}

/** A card opens the case it names; its data waits in memory for the clerk. `isNewest`: no other card was read since. */
async function takeCard(desk: Desk, open: OpenDesk, read: CardRead, isNewest: () => boolean): Promise<void> {
  const maskedIdNumber = maskIdNumber(read.card.idNumber);
  const tell = (outcome: CardReadView['outcome'], registrationNos: readonly string[]): void =>
    desk.announcer.announce('reader.cardRead', { readId: read.readId, outcome, registrationNos, maskedIdNumber });
  const { staff } = desk;
  if (staff === null) return tell('notSignedIn', []);
  const taken = open.reader.takeRead(read.readId);
  if (taken === null) return;
  const found = await registrationsOf(open, taken).catch((cause: unknown) => {
    desk.log.error({ cause: String(cause) }, 'card not looked up');
    return null;
  });
  // A slow store answers when somebody else's card lies there, or when somebody else works here.
  if (!isNewest()) return;
  if (desk.staff !== staff) return tell('notSignedIn', []);
  if (found === null) return tell('notLookedUp', []);
  const [first, ...others] = found;
  if (first === undefined) return tell('none', []);
  if (others.length > 0) return tell('several', [first, ...others]);
  open.counter.keepCard(first, taken);
  // No other word of it: the window that shows the case asks again by this one, and a list that asked anew would come before the case.
  tell('one', [first]);
}

/** Cards open their cases, and the windows are told how the reader stands. */
export function followReader(desk: Desk, open: OpenDesk): void {
  open.reader.onDidChangeStatus(() => desk.announcer.announce('reader.changed', readerView(open)));
  let taking: Promise<void> = Promise.resolve();
  // The picture of a card that opened no case is forgotten at once.
  open.reader.onDidDecodePhoto((picture) => void taking.then(() => {
    const registrationNo = open.counter.keepPicture(picture);
    if (registrationNo !== null) desk.announcer.announce('cases.changed', { registrationNo });
  }));
  let newest: string | null = null;
  open.reader.onDidReadCard((read) => {
    open.lastCardReadAt = open.ports.clock.now();
    newest = read.readId;
    taking = takeCard(desk, open, read, () => newest === read.readId).catch((cause: unknown) => desk.log.error({ cause: String(cause) }, 'card not taken'));
  });
}
