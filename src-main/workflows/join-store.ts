import { formatTime } from '../domain/local-time';
import { refusal } from '../domain/refusal';
import type { DeskId } from '../domain/vocabulary';
import { joinServerStore } from '../storage/server-store';
import type { Store } from '../storage/store';
import type { Outcome } from './ports';
import { refusalOf, type SetUpPlace } from './set-up-store';

/** Before a policy tells the site's own zone. */
const FIRST_TIME_ZONE = 'Asia/Shanghai';

/** Makes this folder a further desk of the store that the site's server has: name, points and keys of its own. It is open when this answers. */
export async function joinStore(place: SetUpPlace, wish: { deskId: DeskId; points: readonly string[] }): Promise<Outcome<Store>> {
  const { server } = place.options;
  if (server === undefined) return refusal('server-address-malformed', { detail: 'no server' });
  const joined = await joinServerStore({ dir: place.dir, ...place.options, server, ...wish, at: formatTime(place.clock.now(), FIRST_TIME_ZONE) });
  return joined.ok ? joined : { ok: false, error: refusalOf(joined.error, place.dir) };
}
