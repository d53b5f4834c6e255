import { randomUUID } from 'node:crypto';
import { askAttached } from '../devices/ask-attached';
import type { DevicesChannel } from '../devices/devices-messages';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Actor, RegistrationNo } from '../domain/vocabulary';
import { openDeskKeys } from '../storage/desk-keys';
import { clearBrokenOffImport } from '../storage/import-left-over';
import type { StoreKey } from '../storage/keys/store-key';
import { openMaterials } from '../storage/materials';
import type { Store } from '../storage/store';
import { RENEW_EVERY_MS } from '../domain/claim';
import { renewClaim } from '../workflows/claim-case';
import { takeSiteCode } from '../workflows/store-keys';
import { sweepAnswers } from '../workflows/sweep-answers';
import type { HeavyWork } from '../workflows/package-ports';
import { localTime, siteTimeZone } from '../workflows/tell-log';
import { PinGate } from '../workflows/people';
import type { DeskPorts, Outcome } from '../workflows/ports';
import { Afterwards } from './afterwards';
import { CounterMemory } from './counter-memory';
import type { Desk, OpenDesk } from './desk';
import { deskImages } from './desk-images';
import { changeReader, followReader, openReader } from './desk-reader';
import { openImages } from './open-images';
import { followChanges } from './follow-changes';
import { giveUpCounter } from './give-up-counter';
import { joinStore, type Clocks } from './join-store';
import { PackageJobs } from './package-jobs';
import { argon2PinHashing } from './pin-hashing';
import { SigningDesk } from './signing-desk';
import { BackupKeeper } from './backup-keeper';
import { tellIncident } from './incident';
import { inTime } from '../storage/backup/place-watch';
import { machineHighWater } from './high-water-keeper';
import { StoreGate } from './store-gate';
import { storeOptionsOf } from './store-options';

/** A store with the key that opened it. */
export interface OpenedStore {
  store: Store;
  key: StoreKey;
}

/** What differs between the app, the command line and tests. */
export interface Surroundings extends Clocks {
  spawnDevices: () => DevicesChannel;
  /** Heavy work on the store whose key this is. */
  openWork: (desk: Desk, key: StoreKey) => HeavyWork;
  isSingleDisplay: () => boolean;
  /** Resolves, never rejects, when nobody waits for the first page any more: until then nothing is done that can be done later. */
  whenCalm: () => Promise<void>;
  /** Folder outside the data folder, for marks that an old copy of it does not bring along. */
  marksDir: string;
}

/** A claim that is not this desk's any more ends the work here: the screen says who has it. */
async function keepOrGiveUp(desk: Desk, open: OpenDesk, actor: Actor, current: RegistrationNo): Promise<void> {
  const renewed = await renewClaim(open.ports, actor, current);
  if (renewed.ok && !renewed.value) await giveUpCounter(desk, open, current);
}

/** Keeps the claim of the case at the counter while its page or its sheet is open; a glance elsewhere lasts as long as the lease. */
function keepClaim(desk: Desk, open: OpenDesk): () => void {
  const timer = setInterval(() => {
    const [actor, current] = [desk.findActor(), open.counter.findCurrent() ?? open.signing.findPresentation()?.registrationNo ?? null];
    if (actor === null || current === null) return;
    keepOrGiveUp(desk, open, actor, current).catch((cause: unknown) => desk.log.warn({ cause: String(cause) }, 'claim not renewed'));
  }, RENEW_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The desk is shown after this long, though its backup place has not answered yet; writing waits for the answer, or for its patience. */
const SHOWN_AFTER_MS = 1_500;

/** Tells the windows how the backups stand, once the store is open. */
function announceBackup(desk: Desk): void {
  const open = desk.findOpen();
  open?.keeper.view().then((view) => desk.announcer.announce('backup.changed', view), (cause: unknown) => desk.log.warn({ cause: String(cause) }, 'backup not told'));
}

/** What an earlier run of the desk left behind. */
async function tidyUp({ config }: Desk, { ports, facts, key, keeper }: OpenDesk): Promise<void> {
  if (keeper.standing.standing !== 'current') return;
  await clearBrokenOffImport(config.dataDir, { deskId: facts.deskId, staffId: null, at: await localTime(ports) }, storeOptionsOf(config, key));
  await sweepAnswers(ports);
}

/** A backup place that does not answer holds up no window: what it says when it does, or that it never did, is told then. */
function beginLate(desk: Desk, compared: Promise<void>, begin: () => void): void {
  compared.then(() => {
    begin();
    desk.announceSession();
    announceBackup(desk);
  }).catch((cause: unknown) => void tellIncident(desk.log, {}, 'backup place not compared', cause));
}

/** Joins an open store with everything that works on it. Whoever opens it closes it by `close()`. */
export async function openDesk(desk: Desk, { store: opened, key }: OpenedStore, around: Surroundings): Promise<Outcome<OpenDesk>> {
  const { config } = desk;
  const keys = await openDeskKeys(config.dataDir, key);
  if (!keys.ok) return refusal('store-damaged', { detail: keys.error.code });
  const options = storeOptionsOf(config, key);
  const { store, feed, clock } = await joinStore(opened, options.server ?? null, around);
  await takeSiteCode(store);
  const files = openMaterials({ dir: config.dataDir, ...options });
  const storeGate = new StoreGate(null);
  const ports: DeskPorts = { store: storeGate.guard(store), files, keys: keys.value, pins: argon2PinHashing(), clock, newId: randomUUID };
  const facts = await store.getFacts();
  const work = storeGate.guardWork(around.openWork(desk, key));
  const keeper = new BackupKeeper({
    dataDir: config.dataDir, access: { ...options, key }, storeId: facts.storeId, deskId: facts.deskId, ports, work, gate: storeGate, onServer: options.server !== undefined,
    machineMark: machineHighWater(around.marksDir, desk.keyStore), log: desk.log, changed: () => announceBackup(desk),
  });
  const compared = keeper.compare();
  storeGate.holdUntil(compared);
  await inTime(compared, SHOWN_AFTER_MS);
  const images = deskImages(openImages(config));
  const open: OpenDesk = {
    ports, facts, key, feed, closing: await store.findSiteClosing(), timeZone: await siteTimeZone(store), gate: new PinGate(ports), work, images, ...openReader(desk, facts.kind, around.spawnDevices), changeReader: () => undefined, listAttached: () => askAttached(around.spawnDevices()), lastCardReadAt: null,
    counter: new CounterMemory(clock), peopleMissing: (await store.listStaff()).length === 0, signing: new SigningDesk(desk.announcer, clock, () => desk.candidateFrame(), around.isSingleDisplay), jobs: new PackageJobs(desk.announcer, desk.log), keeper, afterwards: new Afterwards(desk.log), close: async () => undefined,
  };
  const stopRenewing = keepClaim(desk, open);
  const stopFollowing = followChanges(desk, open, feed);
  let isClosed = false;
  open.close = async () => {
    isClosed = true;
    stopRenewing();
    stopFollowing();
    open.reader.dispose();
    await open.jobs.stop();
    await open.afterwards.settle();
    await keeper.stop();
    await open.work.dispose();
    await images.dispose();
    await files.close();
    await feed.close();
    await store.close();
    key.forget();
  };
  open.changeReader = () => changeReader(desk, open, around.spawnDevices);
  followReader(desk, open);
  const begin = (): void => {
    if (isClosed) return;
    keeper.start();
    open.afterwards.add(around.whenCalm().then(() => tidyUp(desk, open)));
  };
  if (keeper.hasCompared()) begin();
  else beginLate(desk, compared, begin);
  return ok(open);
}
