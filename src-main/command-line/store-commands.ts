import type { WorkPlace } from '../app/heavy-tasks';
import { argon2PinHashing } from '../app/pin-hashing';
import { storeOptionsOf } from '../app/store-options';
import type { Refusal } from '../domain/refusal';
import { keyFingerprint, openDeskKeys } from '../storage/desk-keys';
import { openStore } from '../storage/open-store';
import type { Store } from '../storage/store';
import { refusalOf, setUpStore } from '../workflows/set-up-store';
import { joinStore } from '../workflows/join-store';
import { verifyStoredChain } from '../workflows/verify-chain';
import { refusalText } from './refusal-text';
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
export async function initStore(place: WorkPlace, options: InitOptions, terminal: Terminal): Promise<number> {
  if (!/^[a-z0-9-]{1,16}$/.test(options.desk) || (options.kind !== 'live' && options.kind !== 'training')) {
    terminal.tell('init: --desk takes 1 to 16 of a-z 0-9 -, --kind takes live or training');
    return EXIT.usage;
  }
  const points = options.points.split(',').map((point) => point.trim()).filter((point) => point !== '');
  const { dataDir: dir } = place;
  const at = { dir, options: storeOptionsOf(place), pins: argon2PinHashing(), clock };
  const made = options.join ? await joinStore(at, { deskId: options.desk, points }) : await setUpStore(at, { kind: options.kind, deskId: options.desk, points, staff: [] });
  if (!made.ok) return failed(made.error, terminal);
  const { kind } = await made.value.getFacts();
  await made.value.close();
  const keys = await openDeskKeys(dir);
  const facts = { deskId: options.desk, kind, folder: dir, siteKeyFingerprint: keys.ok ? keys.value.siteKeyFingerprint : null, deskKeyFingerprint: keys.ok ? keyFingerprint(keys.value.deskPublicPem) : null };
  terminal.print(options.json ? JSON.stringify(facts) : `store ${options.join ? 'joined' : 'made'}: ${facts.kind}, ${facts.deskId}, ${dir}\nsite key: ${facts.siteKeyFingerprint ?? 'on another desk: approve this one there'}\ndesk key: ${facts.deskKeyFingerprint ?? ''}`);
  return EXIT.done;
}

function failed(error: Refusal, terminal: Terminal): number {
  terminal.tell(refusalText(error));
  return EXIT.store;
}

/** Opens the store for one command and closes it; a store that another process holds ends the command with 4. */
export async function withStore(place: WorkPlace, terminal: Terminal, work: (store: Store) => Promise<number>): Promise<number> {
  const opened = await openStore({ dir: place.dataDir, ...storeOptionsOf(place) });
  if (!opened.ok) return failed(refusalOf(opened.error, place.dataDir), terminal);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** `audit verify`: recomputes the whole chain and names the first event that does not fit. */
export function verifyAudit(place: WorkPlace, options: { json: boolean }, terminal: Terminal): Promise<number> {
  return withStore(place, terminal, async (store) => {
    const finding = await verifyStoredChain(store);
    const words = finding.sound ? `sound: ${finding.events} events` : `broken at event ${finding.firstBroken}`;
    terminal.print(options.json ? JSON.stringify(finding) : words);
    return finding.sound ? EXIT.done : EXIT.problems;
  });
}
