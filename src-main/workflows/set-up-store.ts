import { randomUUID } from 'node:crypto';
import { formatTime } from '../domain/local-time';
import { ok } from '../domain/result';
import { refusal, type Refusal } from '../domain/refusal';
import type { Role, StoreKind } from '../domain/vocabulary';
import type { ConnectionOptions } from '../storage/connection';
import { openDeskKeys } from '../storage/desk-keys';
import { newRecoveryCode } from '../storage/keys/recovery-code';
import type { MachineKeyStore } from '../storage/keys/slot-secrets';
import { StoreKey } from '../storage/keys/store-key';
import { createStore } from '../storage/open-store';
import type { EventContext, OpenStoreTrouble, StaffAccount, Store, StoreFacts, StoreWriter } from '../storage/store';
import { prepareAccount, type NewPerson } from './people';
import type { Clock, DeskPorts, Outcome, PinHashing } from './ports';
import { findMachineTrouble, firstSlots } from './store-keys';
import { localTime } from './tell-log';

export interface NewStore {
  kind: StoreKind;
  deskId: string;
  /** Registration points of this desk; empty for all. */
  points: readonly string[];
  staff: readonly (NewPerson & { roles: readonly Role[] })[];
  /** Start passphrase of a machine without a key store; null where there is one. */
  passphrase: string | null;
}

/** A store that was just made. The recovery code is in nobody's hands but the caller's. */
export interface NewlyMade {
  store: Store;
  key: StoreKey;
  recoveryCode: string;
}

export interface SetUpPlace {
  dir: string;
  /** This machine's key store; null on the command line, where the recovery code alone opens the store. */
  keyStore: MachineKeyStore | null;
  /** How the store is reached: native addon, server. */
  options: Pick<ConnectionOptions, 'nativeBinding' | 'server'>;
  pins: PinHashing;
  clock: Clock;
}

/** Before a policy tells the site's own zone. */
const FIRST_TIME_ZONE = 'Asia/Shanghai';

/** All of them come in one second, within which the id says who stands first (storage/people.ts). */
function inOrder(accounts: readonly StaffAccount[]): readonly StaffAccount[] {
  const ids = accounts.map(({ id }) => id).toSorted();
  return accounts.map((account, i) => ({ ...account, id: ids[i] ?? account.id }));
}

async function prepareEverybody(place: Pick<SetUpPlace, 'pins'>, people: readonly NewPerson[]): Promise<Outcome<readonly StaffAccount[]>> {
  const accounts: StaffAccount[] = [];
  for (const person of people) {
    const account = await prepareAccount({ pins: place.pins, newId: randomUUID }, person, accounts);
    if (!account.ok) return account;
    accounts.push(account.value);
  }
  return ok(inOrder(accounts));
}

/** People and keys of a new store. The first desk holds the site key and signs its own desk key with it. */
async function furnish(store: Store, key: StoreKey, dir: string, deskId: string, accounts: readonly StaffAccount[], at: string): Promise<Outcome<null>> {
  const keys = await openDeskKeys(dir, key);
  if (!keys.ok) return refusal('store-damaged', { detail: keys.error.code });
  const { deskPublicPem } = keys.value;
  const siteSignature = Buffer.from(keys.value.signAsSite(Buffer.from(deskPublicPem))).toString('base64');
  return store.inTransaction(async (tx) => {
    await tx.addDeskKey({ deskId, publicPem: deskPublicPem, siteSignature, addedAt: at });
    const context = { deskId, staffId: null, at };
    await tx.append(context, { kind: 'desk.keyAccepted', registrationNo: null, payload: { deskId } });
    await addAccounts(tx, context, accounts);
    return ok(null);
  });
}

async function addAccounts(tx: StoreWriter, context: EventContext, accounts: readonly StaffAccount[]): Promise<void> {
  for (const account of accounts) {
    await tx.addStaff(account, context.at);
    await tx.append(context, { kind: 'staff.added', registrationNo: null, payload: { staffId: account.id, roles: account.roles } });
  }
}

/** The first people of a store that the command line made. */
export async function addFirstPeople(ports: DeskPorts, deskId: string, people: readonly NewPerson[]): Promise<Outcome<null>> {
  if ((await ports.store.listStaff()).length > 0) return refusal('store-exists');
  const accounts = await prepareEverybody(ports, people);
  if (!accounts.ok) return accounts;
  const at = await localTime(ports);
  return ports.store.inTransaction(async (tx) => {
    await addAccounts(tx, { deskId, staffId: null, at }, accounts.value);
    return ok(null);
  });
}

/** What keeps a store from being made or opened, with the facts that its text names. */
export function refusalOf({ code, ...facts }: OpenStoreTrouble, dir: string): Refusal {
  const told = Object.entries(facts).filter((fact): fact is [string, string | number] => typeof fact[1] === 'string' || typeof fact[1] === 'number');
  return { code, params: { dir, ...Object.fromEntries(told) } };
}

/** Makes a store in a folder that has none: keys, facts, people. It is open when this answers. */
export async function setUpStore(place: SetUpPlace, wish: NewStore): Promise<Outcome<NewlyMade>> {
  const machine = place.keyStore === null ? null : { keyStore: place.keyStore, passphrase: wish.passphrase };
  const trouble = machine === null ? null : findMachineTrouble(machine);
  if (trouble !== null) return trouble;
  const accounts = await prepareEverybody(place, wish.staff);
  if (!accounts.ok) return accounts;
  const at = formatTime(place.clock.now(), FIRST_TIME_ZONE);
  const facts: StoreFacts = { storeId: randomUUID(), kind: wish.kind, deskId: wish.deskId, points: wish.points, site: null, zone: null, exam: null };
  const key = StoreKey.create();
  const recoveryCode = newRecoveryCode();
  const slots = await firstSlots(key, recoveryCode, machine);
  const made = await createStore({ dir: place.dir, key, keepKey: slots.keepIn(place.dir), recoverySlots: slots.forOtherMachines, facts, createdAt: at, ...place.options });
  if (!made.ok) return { ok: false, error: refusalOf(made.error, place.dir) };
  const furnished = await furnish(made.value, key, place.dir, wish.deskId, accounts.value, at);
  if (furnished.ok) return ok({ store: made.value, key, recoveryCode });
  await made.value.close();
  return furnished;
}
