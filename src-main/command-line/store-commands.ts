import { argon2PinHashing } from '../app/pin-hashing';
import type { Refusal } from '../domain/refusal';
import { openPlace, readBackupPlan } from '../storage/backup/backup-place';
import { highWaterFile } from '../storage/backup/high-water-file';
import { readStanding } from '../storage/backup/mirror';
import { openDeskKeys } from '../storage/desk-keys';
import type { StoreKey } from '../storage/keys/store-key';
import { openStore } from '../storage/open-store';
import type { Store } from '../storage/store';
import { setUpStore } from '../workflows/set-up-store';
import { verifyStoredChain } from '../workflows/verify-chain';
import type { CommandPlace } from './command-place';
import { refusalText } from './refusal-text';
import { openKey } from './store-secret';
import { EXIT, type Terminal } from './terminal';

const clock = { now: () => new Date() };

export interface InitOptions {
  desk: string;
  points: string;
  kind: string;
  json: boolean;
}

/** `init`: makes a store with its keys in an empty data folder. People are added at the desk, on first use. */
export async function initStore(place: CommandPlace, options: InitOptions, terminal: Terminal): Promise<number> {
  if (!/^[a-z0-9-]{1,16}$/.test(options.desk) || (options.kind !== 'live' && options.kind !== 'training')) {
    terminal.tell('init: --desk takes 1 to 16 of a-z 0-9 -, --kind takes live or training');
    return EXIT.usage;
  }
  const points = options.points.split(',').map((point) => point.trim()).filter((point) => point !== '');
  const { dataDir: dir, sqliteBinding } = place;
  const made = await setUpStore({ dir, sqliteBinding, keyStore: null, pins: argon2PinHashing(), clock }, { kind: options.kind, deskId: options.desk, points, staff: [], passphrase: null });
  if (!made.ok) return failed(made.error, terminal);
  const { store, key, recoveryCode } = made.value;
  await store.close();
  const keys = await openDeskKeys(dir, key);
  const facts = { recoveryCode, deskId: options.desk, kind: options.kind, folder: dir, siteKeyFingerprint: keys.ok ? keys.value.siteKeyFingerprint : null };
  terminal.print(options.json ? JSON.stringify(facts) : `store made: ${facts.kind}, ${facts.deskId}, ${dir}\nsite key: ${facts.siteKeyFingerprint ?? ''}\n\n恢复码（只显示这一次，请抄写并妥善保管）\nrecovery code (shown this once: write it down and keep it safe)\n\n    ${recoveryCode}\n`);
  return EXIT.done;
}

function failed(error: Refusal, terminal: Terminal): number {
  terminal.tell(refusalText(error));
  return error.code.startsWith('key-') || error.code.startsWith('recovery-code-') ? EXIT.refused : EXIT.store;
}

/** Opens the store for one command and closes it; a store that another process holds ends the command with 4. */
export async function withStore(place: CommandPlace, terminal: Terminal, work: (store: Store, key: StoreKey, place: CommandPlace) => Promise<number>): Promise<number> {
  const key = await openKey(place, terminal);
  if (!key.ok) return failed(key.error, terminal);
  const opened = await openStore({ dir: place.dataDir, key: key.value, ...(place.sqliteBinding === null ? {} : { nativeBinding: place.sqliteBinding }) });
  if (!opened.ok) return failed({ code: opened.error.code, params: { dir: place.dataDir } }, terminal);
  try {
    return await work(opened.value, key.value, { ...place, storeKey: key.value.toBytes() });
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

/** `audit verify`: recomputes the whole chain and names the first event that does not fit. */
export function verifyAudit(place: CommandPlace, options: { json: boolean }, terminal: Terminal): Promise<number> {
  return withStore(place, terminal, async (store) => {
    const finding = await verifyStoredChain(store);
    const words = finding.sound ? `sound: ${finding.events} events` : `broken at event ${finding.firstBroken}`;
    terminal.print(options.json ? JSON.stringify(finding) : words);
    return finding.sound ? EXIT.done : EXIT.problems;
  });
}
