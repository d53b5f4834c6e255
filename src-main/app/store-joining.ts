import { refusal } from '../domain/refusal';
import { ok } from '../domain/result';
import type { DeskId } from '../domain/vocabulary';
import { openByRecoveryCode } from '../storage/keys/slot-secrets';
import { serverUrl, type ServerSteps } from '../storage/server-address';
import { keepServerPassword } from '../storage/server-password';
import { joinStore, lookAtServer, type ServerStoreView } from '../workflows/join-store';
import type { Outcome } from '../workflows/ports';
import { addMachineSlot, findMachineTrouble, slotRefusal } from '../workflows/store-keys';
import type { Desk } from './desk';
import type { Surroundings } from './open-desk';
import { argon2PinHashing } from './pin-hashing';
import { admitStore } from './store-opening';
import { reachOf } from './store-options';

/** What is typed at a desk that is to join its site's server. */
export interface JoinWish {
  server: ServerSteps;
  deskId: DeskId;
  recoveryCode: string;
  /** Start passphrase of a machine without a key store; null where there is one. */
  passphrase: string | null;
}

/** A live store is looked at from where it may be opened, and from nowhere else. */
async function look(desk: Desk, url: string): Promise<Outcome<ServerStoreView>> {
  const looked = await lookAtServer({ url });
  const obstacles = looked.ok && looked.value.kind === 'live' ? desk.liveObstacles() : [];
  return obstacles.length > 0 ? refusal('live-store-refused', { obstacles: obstacles.join(', ') }) : looked;
}

/** The site's server as a desk without a store sees it, so that a person can tell whether it is the right one. */
export function serverLooking(desk: Desk): (server: ServerSteps) => Promise<Outcome<ServerStoreView>> {
  return async (server) => (desk.state.phase === 'noStore' ? look(desk, serverUrl(server)) : refusal('store-exists'));
}

/**
 * First use at a further desk: joins the store on the site's server and opens it. The machine opens it by itself from then on;
 * the role's password is kept under the store's key.
 */
export async function joinFirstStore(desk: Desk, around: Surroundings, { server, deskId, recoveryCode, passphrase }: JoinWish): Promise<Outcome<null>> {
  if (desk.state.phase !== 'noStore') return refusal('store-exists');
  const { config, keyStore } = desk;
  const [machine, databaseUrl] = [{ keyStore, passphrase }, serverUrl(server)];
  const trouble = findMachineTrouble(machine);
  if (trouble !== null) return trouble;
  const looked = await look(desk, databaseUrl);
  if (!looked.ok) return looked;
  const place = { dir: config.dataDir, options: reachOf({ ...config, databaseUrl }), keyStore, pins: argon2PinHashing(), clock: around.clock };
  const joined = await joinStore(place, { deskId, points: [] }, async (slots) => {
    const opened = await openByRecoveryCode(slots, recoveryCode);
    return opened.ok ? opened : slotRefusal(opened.error);
  }, async (key) => {
    await addMachineSlot(config.dataDir, key, machine);
    await keepServerPassword(config.dataDir, key, server.password);
  });
  if (!joined.ok) return joined;
  config.databaseUrl = databaseUrl;
  desk.state = await admitStore(desk, joined.value, around);
  return ok(null);
}
