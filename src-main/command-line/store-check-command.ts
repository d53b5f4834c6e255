import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { accessOf } from '../app/backup-tasks';
import { checkStoreNow, runMaterialsBack } from '../app/check-tasks';
import { refusal, type Refusal } from '../domain/refusal';
import { ok } from '../domain/result';
import type { Sha256 } from '../domain/vocabulary';
import { openPlace, readBackupPlan, storeFolder } from '../storage/backup/backup-place';
import { findWholeIn } from '../storage/backup/material-loss';
import type { Store } from '../storage/store';
import { isMaterialFault, type StoreFault, type WholeFinding } from '../storage/whole-check';
import type { Outcome } from '../workflows/ports';
import type { CommandPlace } from './command-place';
import { refusalText } from './refusal-text';
import { withCurrentStore, withStore } from './store-commands';
import { EXIT, type Terminal } from './terminal';

export interface StoreCheckOptions {
  place?: string;
  bringBack: boolean;
  json: boolean;
}

const UNWATCHED = { onProgress: () => undefined, signal: new AbortController().signal };

/** A fault, and whether the backup place has the bytes whole; null while no place can be asked. */
type ToldFault = StoreFault & { inPlace?: boolean | null };

function lostOf(faults: readonly StoreFault[]): readonly Sha256[] {
  return faults.filter(isMaterialFault).map(({ sha256 }) => sha256);
}

/** Where the store's pictures and papers lie in the place that is named or chosen; null when it cannot be reached. */
async function findPool(work: CommandPlace, store: Store, { place }: StoreCheckOptions): Promise<string | null> {
  const { storeId } = await store.getFacts();
  if (place === undefined) {
    const opened = await openPlace(work.dataDir, await readBackupPlan(work.dataDir), storeId);
    return opened.ok ? opened.value.dir : null;
  }
  const folder = storeFolder(resolve(place), storeId);
  return existsSync(folder) ? folder : null;
}

async function bringBack(work: CommandPlace, lost: readonly Sha256[], pool: string | null): Promise<Outcome<readonly Sha256[]>> {
  if (lost.length === 0) return ok([]);
  return pool === null ? refusal('backup-place-away') : runMaterialsBack(work, { shas: lost, staffId: null, from: pool }, UNWATCHED);
}

function faultWords(fault: ToldFault): string {
  if (fault.code === 'pages') return `pages: ${fault.detail}`;
  if (fault.code === 'chain-broken') return `chain-broken: at event ${fault.seq}`;
  if (fault.code === 'seal-broken') return `seal-broken: ${fault.registrationNo} (${fault.part})`;
  const whose = fault.owners.map(({ registrationNo, use, name }) => `${registrationNo} ${use} ${name}`.trim()).join('; ');
  const kept = fault.inPlace == null ? '' : fault.inPlace ? ', whole in the backup place: --bring-back takes it from there' : ', not whole in the backup place either';
  return `${fault.code}: ${whose === '' ? 'used by nobody' : whose} (${fault.sha256})${kept}`;
}

function findingWords({ events, seals, blobs }: WholeFinding, faults: readonly ToldFault[], back: number): string {
  const counts = `${events} events, ${seals} seals, ${blobs} pictures and papers`;
  const came = back === 0 ? [] : [`${back} pictures and papers came back from the backup place: check the data disk`];
  return [faults.length === 0 ? `sound: ${counts}` : `not sound: ${faults.length} faults in ${counts}`, ...came, ...faults.map(faultWords)].join('\n');
}

function failed(error: Refusal, terminal: Terminal): number {
  terminal.tell(refusalText(error));
  return EXIT.problems;
}

async function check(work: CommandPlace, store: Store, options: StoreCheckOptions, terminal: Terminal): Promise<number> {
  const found = await checkStoreNow(work, UNWATCHED);
  if (!found.ok) return failed(found.error, terminal);
  const lost = lostOf(found.value.faults);
  const pool = lost.length === 0 ? null : await findPool(work, store, options);
  const back = options.bringBack ? await bringBack(work, lost, pool) : ok([]);
  if (!back.ok) return failed(back.error, terminal);
  const came = new Set(back.value);
  const left = found.value.faults.filter((fault) => !isMaterialFault(fault) || !came.has(fault.sha256));
  const held = pool === null ? null : await findWholeIn(pool, accessOf(work), lostOf(left));
  const faults = left.map((fault): ToldFault => (isMaterialFault(fault) ? { ...fault, inPlace: held === null ? null : held.has(fault.sha256) } : fault));
  const { events, seals, blobs } = found.value;
  terminal.print(options.json ? JSON.stringify({ events, seals, blobs, broughtBack: came.size, faults }) : findingWords(found.value, faults, came.size));
  return faults.length === 0 ? EXIT.done : EXIT.problems;
}

/**
 * `store check [--bring-back]`: pages, schema, chain, every seal, and the bytes of every picture and paper; says whose are lost
 * or damaged and whether the backup place has them, and takes them from there when asked.
 */
export function storeCheckCommand(place: CommandPlace, options: StoreCheckOptions, terminal: Terminal): Promise<number> {
  const open = options.bringBack ? withCurrentStore : withStore;
  return open(place, terminal, (store, _key, work) => check(work, store, options, terminal));
}
