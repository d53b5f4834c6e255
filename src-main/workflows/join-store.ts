import { formatTime } from '../domain/local-time';
import { refusal, type Refusal } from '../domain/refusal';
import { ok } from '../domain/result';
import type { DeskId } from '../domain/vocabulary';
import { parseSlots, type KeySlots } from '../storage/keys/key-slots';
import type { StoreKey } from '../storage/keys/store-key';
import type { ServerAddress } from '../storage/server-address';
import { checkServerStore } from '../storage/server-check';
import { joinServerStore, listServerDesks, readServerSlots } from '../storage/server-store';
import type { OpenStoreTrouble, Store, StoreFacts } from '../storage/store';
import type { Outcome } from './ports';
import { refusalOf, type SetUpPlace } from './set-up-store';
import { keepJoined } from './store-keys';

/** Before a policy tells the site's own zone. */
const FIRST_TIME_ZONE = 'Asia/Shanghai';

/** The store that a desk is about to join. */
export interface ServerStoreView extends Pick<StoreFacts, 'kind' | 'site' | 'exam'> {
  /** Names that are taken. */
  desks: readonly DeskId[];
}

const REFUSED_BY = { password: 'server-password-wrong', database: 'server-database-unknown', certificate: 'server-certificate-refused', other: 'server-refused' } as const;

/** As `refusalOf`, and what the server did not accept in words of its own: whoever types an address is told which part to look at. */
function joinRefusal(trouble: OpenStoreTrouble, dir: string): Refusal {
  return trouble.code === 'server-refused' ? refusal(REFUSED_BY[trouble.why], { detail: trouble.detail }).error : refusalOf(trouble, dir);
}

/** Looks at the store on the server as a desk that is to join it would open it; writes nothing. */
export async function lookAtServer(server: ServerAddress): Promise<Outcome<ServerStoreView>> {
  const checked = await checkServerStore(server);
  if (!checked.ok) return { ok: false, error: joinRefusal(checked.error, '') };
  if (checked.value === null) return refusal('server-has-no-store');
  const { kind, site, exam } = checked.value;
  return ok({ kind, site, exam, desks: await listServerDesks(server) });
}

/**
 * Makes this folder a further desk of the store that the site's server has: name, points and keys of its own. It is open when
 * this answers. The site's key is the same on every desk: `openKey` gives it, by the recovery code, out of the server's slots. `keepBeside` keeps what else this machine opens the store by, before it joins.
 */
export async function joinStore(place: SetUpPlace, wish: { deskId: DeskId; points: readonly string[] }, openKey: (slots: KeySlots) => Promise<Outcome<StoreKey>>, keepBeside: (key: StoreKey) => Promise<void> = () => Promise.resolve()): Promise<Outcome<{ store: Store; key: StoreKey }>> {
  const { server } = place.options;
  if (server === undefined) return refusal('server-address-malformed', { detail: 'no server' });
  const read = await readServerSlots({ server });
  if (!read.ok) return { ok: false, error: joinRefusal(read.error, place.dir) };
  const slots = read.value === null ? null : parseSlots(read.value);
  if (slots === null) return refusal('server-has-no-store');
  if (!slots.ok) return refusal('store-keys-damaged', { dir: place.dir });
  const key = await openKey(slots.value);
  if (!key.ok) return key;
  const keepKey = async (): Promise<void> => {
    await keepJoined(place.dir, slots.value);
    await keepBeside(key.value);
  };
  const joined = await joinServerStore({ dir: place.dir, ...place.options, server, key: key.value, keepKey, ...wish, at: formatTime(place.clock.now(), FIRST_TIME_ZONE) });
  return joined.ok ? ok({ store: joined.value, key: key.value }) : { ok: false, error: refusalOf(joined.error, place.dir) };
}
