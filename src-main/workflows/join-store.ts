import { formatTime } from '../domain/local-time';
import { refusal } from '../domain/refusal';
import { ok } from '../domain/result';
import type { DeskId } from '../domain/vocabulary';
import { parseSlots, type KeySlots } from '../storage/keys/key-slots';
import type { StoreKey } from '../storage/keys/store-key';
import { joinServerStore, readServerSlots } from '../storage/server-store';
import type { Store } from '../storage/store';
import type { Outcome } from './ports';
import { refusalOf, type SetUpPlace } from './set-up-store';
import { keepJoined } from './store-keys';

/** Before a policy tells the site's own zone. */
const FIRST_TIME_ZONE = 'Asia/Shanghai';

/**
 * Makes this folder a further desk of the store that the site's server has: name, points and keys of its own. It is open when
 * this answers. The site's key is the same on every desk: `openKey` gives it, by the recovery code, out of the server's slots.
 */
export async function joinStore(place: SetUpPlace, wish: { deskId: DeskId; points: readonly string[] }, openKey: (slots: KeySlots) => Promise<Outcome<StoreKey>>): Promise<Outcome<{ store: Store; key: StoreKey }>> {
  const { server } = place.options;
  if (server === undefined) return refusal('server-address-malformed', { detail: 'no server' });
  const read = await readServerSlots({ server });
  if (!read.ok) return { ok: false, error: refusalOf(read.error, place.dir) };
  const slots = read.value === null ? null : parseSlots(read.value);
  if (slots === null) return refusal('store-missing', { dir: place.dir });
  if (!slots.ok) return refusal('store-keys-damaged', { dir: place.dir });
  const key = await openKey(slots.value);
  if (!key.ok) return key;
  const keepKey = (): Promise<void> => keepJoined(place.dir, slots.value);
  const joined = await joinServerStore({ dir: place.dir, ...place.options, server, key: key.value, keepKey, ...wish, at: formatTime(place.clock.now(), FIRST_TIME_ZONE) });
  return joined.ok ? ok({ store: joined.value, key: key.value }) : { ok: false, error: refusalOf(joined.error, place.dir) };
}
