import { randomUUID } from 'node:crypto';
import type { CardRead, CardReader } from '../devices/card-reader';
import { DevicesClient } from '../devices/devices-client';
import type { DevicesChannel } from '../devices/devices-messages';
import { realScheduler } from '../devices/scheduler';
import { SimulatedCardReader } from '../devices/simulated/simulated-card-reader';
import { maskIdNumber } from '../domain/masking';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { openDeskKeys } from '../storage/desk-keys';
import { clearBrokenOffImport } from '../storage/import-store';
import type { StoreKey } from '../storage/keys/store-key';
import { MaterialFiles } from '../storage/material-files';
import type { Store } from '../storage/store';
import { renewClaim } from '../workflows/claim-case';
import type { HeavyWork } from '../workflows/package-ports';
import { localTime } from '../workflows/tell-log';
import { PinGate } from '../workflows/people';
import type { Clock, DeskPorts, Outcome } from '../workflows/ports';
import { Afterwards } from './afterwards';
import { CounterMemory } from './counter-memory';
import type { Desk, OpenDesk } from './desk';
import { deskImages } from './desk-images';
import { openImages } from './open-images';
import { PackageJobs } from './package-jobs';
import { argon2PinHashing } from './pin-hashing';
import { SigningDesk } from './signing-desk';
import { readerView } from './reader-view';
import { BackupKeeper } from './backup-keeper';
import { machineHighWater } from './high-water-keeper';
import { StoreGate } from './store-gate';

/** A store with the key that opened it. */
export interface OpenedStore {
  store: Store;
  key: StoreKey;
}

/** What differs between the app, the command line and tests. */
export interface Surroundings {
  clock: Clock;
  spawnDevices: () => DevicesChannel;
  /** Heavy work on the store whose key this is. */
  openWork: (desk: Desk, key: StoreKey) => HeavyWork;
  isSingleDisplay: () => boolean;
  /** Folder outside the data folder, for marks that an old copy of it does not bring along. */
  marksDir: string;
}

const RENEW_EVERY_MS = 40_000;

interface Readers {
  reader: CardReader;
  training: SimulatedCardReader | null;
}

/** A training store without a configured reader gets one inside the desk; a live one never does. */
function openReader(desk: Desk, kind: 'live' | 'training', around: Surroundings): Readers {
  const address = desk.config.readerAddress;
  if (kind === 'training' && (address === null || address === 'simulated')) {
    const training = new SimulatedCardReader({ scheduler: realScheduler });
    return { reader: training, training };
  }
  return { reader: new DevicesClient({ spawn: around.spawnDevices, address, scheduler: realScheduler }), training: null };
}

/** A card opens the case it names; its data waits in memory for the clerk. */
async function takeCard(desk: Desk, open: OpenDesk, read: CardRead): Promise<void> {
  const maskedIdNumber = maskIdNumber(read.card.idNumber);
  const tell = (outcome: 'one' | 'none' | 'several' | 'notSignedIn', registrationNos: readonly string[]): void =>
    desk.announcer.announce('reader.cardRead', { readId: read.readId, outcome, registrationNos, maskedIdNumber });
  if (desk.staff === null) return tell('notSignedIn', []);
  const taken = open.reader.takeRead(read.readId);
  if (taken === null) return;
  const [first, ...others] = await open.ports.store.findRegistrationsByIdNumber(taken.card.idNumber);
  if (first === undefined) return tell('none', []);
  if (others.length > 0) return tell('several', [first, ...others]);
  open.counter.keepCard(first, taken);
  desk.announcer.announce('cases.changed', { registrationNo: first });
  tell('one', [first]);
}

function followReader(desk: Desk, open: OpenDesk): void {
  open.reader.onDidChangeStatus(() => desk.announcer.announce('reader.changed', readerView(open)));
  open.reader.onDidReadCard((read) => {
    takeCard(desk, open, read).catch((cause: unknown) => desk.log.error({ cause: String(cause) }, 'card not taken'));
  });
}

/** Keeps the claim of the case at the counter while it stands there. */
function keepClaim(desk: Desk, open: OpenDesk): () => void {
  const timer = setInterval(() => {
    const [actor, current] = [desk.findActor(), open.counter.findCurrent()];
    if (actor === null || current === null) return;
    renewClaim(open.ports, actor, current).catch((cause: unknown) => desk.log.warn({ cause: String(cause) }, 'claim not renewed'));
  }, RENEW_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function binding({ sqliteBinding }: Pick<Desk['config'], 'sqliteBinding'>): { nativeBinding?: string } {
  return sqliteBinding === null ? {} : { nativeBinding: sqliteBinding };
}

/** Tells the windows how the backups stand, once the store is open. */
function announceBackup(desk: Desk): void {
  const open = desk.findOpen();
  open?.keeper.view().then((view) => desk.announcer.announce('backup.changed', view), (cause: unknown) => desk.log.warn({ cause: String(cause) }, 'backup not told'));
}

/** Joins an open store with everything that works on it. Whoever opens it closes it by `close()`. */
export async function openDesk(desk: Desk, { store, key }: OpenedStore, around: Surroundings): Promise<Outcome<OpenDesk>> {
  const { config } = desk;
  const keys = await openDeskKeys(config.dataDir, key);
  if (!keys.ok) return refusal('store-damaged', { detail: keys.error.code });
  const files = new MaterialFiles(config.dataDir, key);
  const storeGate = new StoreGate(null);
  const ports: DeskPorts = { store: storeGate.guard(store), files, keys: keys.value, pins: argon2PinHashing(), clock: around.clock, newId: randomUUID };
  const facts = await store.getFacts();
  const work = storeGate.guardWork(around.openWork(desk, key));
  const keeper = new BackupKeeper({
    dataDir: config.dataDir, access: { key, ...binding(config) }, storeId: facts.storeId, deskId: facts.deskId, ports, work, gate: storeGate,
    machineMark: machineHighWater(around.marksDir, desk.keyStore), log: desk.log, changed: () => announceBackup(desk),
  });
  await keeper.compare();
  if (storeGate.closed === null) await clearBrokenOffImport(config.dataDir, { deskId: facts.deskId, staffId: null, at: await localTime(ports) }, { key, ...binding(config) });
  const images = deskImages(openImages(config));
  const { reader, training } = openReader(desk, facts.kind, around);
  const open: OpenDesk = {
    ports, facts, key, gate: new PinGate(ports), work, images, reader, trainingReader: training,
    counter: new CounterMemory(around.clock), peopleMissing: (await store.listStaff()).length === 0, signing: new SigningDesk(desk.announcer, around.clock, () => desk.candidateFrame(), around.isSingleDisplay), jobs: new PackageJobs(desk.announcer, desk.log), keeper, afterwards: new Afterwards(desk.log), close: async () => undefined,
  };
  const stopRenewing = keepClaim(desk, open);
  open.close = async () => {
    stopRenewing();
    reader.dispose();
    await open.jobs.stop();
    await open.afterwards.settle();
    await keeper.stop();
    await open.work.dispose();
    await images.dispose();
    await store.close();
    key.forget();
  };
  followReader(desk, open);
  keeper.start();
  return ok(open);
}
