import { liveStoreObstacles, switchesOf } from '../app/live-store-obstacles';
import { argon2PinHashing } from '../app/pin-hashing';
import { reachOf, storeOptionsOf } from '../app/store-options';
import type { Refusal } from '../domain/refusal';
import { openPlace, readBackupPlan } from '../storage/backup/backup-place';
import { highWaterFile } from '../storage/backup/high-water-file';
import { readStanding } from '../storage/backup/mirror';
import { ok } from '../domain/result';
import { keyFingerprint, openDeskKeys } from '../storage/desk-keys';
import type { StoreKey } from '../storage/keys/store-key';
import { openStore } from '../storage/open-store';
import { withKeptPassword } from '../storage/server-password';
import type { Store } from '../storage/store';
import type { Outcome } from '../workflows/ports';
import { refusalOf, setUpStore, type NewlyMade, type SetUpPlace } from '../workflows/set-up-store';
import { takeSiteCode } from '../workflows/store-keys';
import { joinStore } from '../workflows/join-store';
import { asChainFinding, verifyStoredRecord } from '../workflows/verify-chain';
import type { CommandPlace } from './command-place';
import { refusalText } from './refusal-text';
import { openKey, openSlots } from './store-secret';
import { EXIT, type Terminal } from './terminal';

const clock = { now: () => new Date() };

export interface InitOptions {
  desk: string;
  points: string;
  kind: string;
  /** A further desk of a store that a server has already. */
  join: boolean;
  json: boolean;
}

/** `init`: makes a store with its keys in an empty data folder. People are added at the desk, on first use. */
export async function initStore(place: CommandPlace, options: InitOptions, terminal: Terminal): Promise<number> {
  if (!/^[a-z0-9-]{1,16}$/.test(options.desk) || (options.kind !== 'live' && options.kind !== 'training')) {
    terminal.tell('init: --desk takes 1 to 16 of a-z 0-9 -, --kind takes live or training');
    return EXIT.usage;
  }
  const trouble = findLiveTrouble(options.kind);
  if (trouble !== null) return failed(trouble, terminal);
  const points = options.points.split(',').map((point) => point.trim()).filter((point) => point !== '');
  const { dataDir: dir } = place;
  const at = { dir, options: reachOf(place), keyStore: null, pins: argon2PinHashing(), clock };
  const made = options.join ? await join(at, { deskId: options.desk, points }, place, terminal) : await setUpStore(at, { kind: options.kind, deskId: options.desk, points, staff: [], passphrase: null });
  if (!made.ok) return failed(made.error, terminal);
  const { store, key, recoveryCode } = made.value;
  const { kind } = await store.getFacts();
  await store.close();
  const keys = await openDeskKeys(dir, key);
  const facts = { ...(recoveryCode === null ? {} : { recoveryCode }), deskId: options.desk, kind, folder: dir, siteKeyFingerprint: keys.ok ? keys.value.siteKeyFingerprint : null, deskKeyFingerprint: keys.ok ? keyFingerprint(keys.value.deskPublicPem) : null };
  const words = `store ${options.join ? 'joined' : 'made'}: ${facts.kind}, ${facts.deskId}, ${dir}\nsite key: ${facts.siteKeyFingerprint ?? 'on another desk: approve this one there'}\ndesk key: ${facts.deskKeyFingerprint ?? ''}`;
  terminal.print(options.json ? JSON.stringify(facts) : `${words}${recoveryCode === null ? '' : codeText(recoveryCode)}`);
  return EXIT.done;
}

/** A further desk is given no code: the site has one. */
async function join(at: SetUpPlace, wish: { deskId: string; points: readonly string[] }, place: CommandPlace, terminal: Terminal): Promise<Outcome<Omit<NewlyMade, 'recoveryCode'> & { recoveryCode: null }>> {
  const joined = await joinStore(at, wish, (slots) => openSlots(slots, place, terminal));
  return joined.ok ? ok({ ...joined.value, recoveryCode: null }) : joined;
}

/** The code is told once, here. */
function codeText(recoveryCode: string): string {
  return `\n\n恢复码（只显示这一次，请抄写并妥善保管）\nrecovery code (shown this once: write it down and keep it safe)\n\n    ${recoveryCode}\n`;
}

function failed(error: Refusal, terminal: Terminal): number {
  terminal.tell(refusalText(error));
  return EXIT.store;
}

/** A store of real candidates is not opened by a trial build, nor by a process that can be looked into. */
function findLiveTrouble(kind: 'live' | 'training'): Refusal | null {
  const switches = switchesOf(['', ...process.execArgv], process.env['NODE_OPTIONS'], () => false);
  const facts = { trial: __DESK_VERSION__.includes('trial'), sandboxed: true, switches, readerAddress: null, devServer: null, keyFile: null };
  const obstacles = kind === 'live' ? liveStoreObstacles(facts) : [];
  return obstacles.length === 0 ? null : { code: 'live-store-refused', params: { obstacles: obstacles.join(', ') } };
}

/** Opens the store for one command and closes it; a store that another process holds ends the command with 4. */
export async function withStore(place: CommandPlace, terminal: Terminal, work: (store: Store, key: StoreKey, place: CommandPlace) => Promise<number>): Promise<number> {
  const key = await openKey(place, terminal);
  if (!key.ok) return failed(key.error, terminal);
  const reached = { ...place, databaseUrl: await withKeptPassword(place.dataDir, key.value, place.databaseUrl) };
  const opened = await openStore({ dir: place.dataDir, ...storeOptionsOf(reached, key.value) });
  if (!opened.ok) return failed(refusalOf(opened.error, place.dataDir), terminal);
  try {
    const trouble = findLiveTrouble((await opened.value.getFacts()).kind);
    if (trouble !== null) return failed(trouble, terminal);
    await takeSiteCode(opened.value);
    return await work(opened.value, key.value, { ...reached, storeKey: key.value.toBytes() });
  } finally {
    await opened.value.close();
    key.value.forget();
  }
}

/** A store that lacks signed cases which were seen of it takes no writes: what its backup place keeps says so. */
async function findStandingTrouble(place: CommandPlace, store: Store, key: StoreKey): Promise<Refusal | null> {
  const access = { key, ...(place.sqliteBinding === null ? {} : { nativeBinding: place.sqliteBinding }) };
  const { storeId } = await store.getFacts();
  const opened = await openPlace(place.dataDir, await readBackupPlan(place.dataDir), storeId);
  if (!opened.ok) return null;
  const { standing } = await readStanding(place.dataDir, access, [await highWaterFile(opened.value.dir).find(storeId)], opened.value);
  return standing === 'current' ? null : { code: standing === 'behind' ? 'store-behind' : 'store-diverged' };
}

/** As `withStore`, for commands that write. */
export function withCurrentStore(place: CommandPlace, terminal: Terminal, work: (store: Store, key: StoreKey, place: CommandPlace) => Promise<number>): Promise<number> {
  return withStore(place, terminal, async (store, key, opened) => {
    const trouble = await findStandingTrouble(place, store, key);
    return trouble === null ? work(store, key, opened) : failed(trouble, terminal);
  });
}

/** `audit verify`: recomputes the whole chain, compares every seal with it, and names the first event that does not fit. */
export function verifyAudit(place: CommandPlace, options: { json: boolean }, terminal: Terminal): Promise<number> {
  return withStore(place, terminal, async (store) => {
    const found = await verifyStoredRecord(store);
    const finding = asChainFinding(found);
    const seal = found.brokenSeal === null ? '' : `: the signing of ${found.brokenSeal.registrationNo} (${found.brokenSeal.part})`;
    const words = finding.sound ? `sound: ${finding.events} events` : `broken at event ${finding.firstBroken}${seal}`;
    terminal.print(options.json ? JSON.stringify(finding) : words);
    return finding.sound ? EXIT.done : EXIT.problems;
  });
}
