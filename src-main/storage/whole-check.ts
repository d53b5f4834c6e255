import type { Kysely } from 'kysely';
import { verifyChain } from '../domain/audit-chain';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import { hashEvent, readChain } from './audit-log';
import { integrityCheck } from './dialects/sqlite';
import { findOwners } from './material-owners';
import type { MaterialOwner } from './material-owners';
import type { Materials } from './materials';
import { walkSeals } from './seal-faults';
import type { BrokenSeal } from './seal-faults';
import { StorageFailure, namingTrouble } from './storage-failure';
import { createStoreReader } from './store-reader';
import type { DeskDatabase } from './tables/desk-database';

/** One thing in a store that is not as it was written. */
export type StoreFault =
  | { code: 'pages'; detail: string }
  | { code: 'chain-broken'; seq: number }
  | { code: 'seal-broken'; registrationNo: RegistrationNo; part: BrokenSeal['part'] }
  | MaterialFault;

/** Bytes that are lost or damaged, and whose they are. */
export interface MaterialFault {
  code: 'blob-missing' | 'blob-damaged';
  sha256: Sha256;
  owners: readonly MaterialOwner[];
}

export interface WholeFinding {
  events: number;
  seals: number;
  blobs: number;
  /** Empty for a sound store; ends with as many as were asked for. */
  faults: readonly StoreFault[];
}

export interface WholeCheck {
  files: Pick<Materials, 'read' | 'has'>;
  /** Which bytes are read and hashed; of the others it is asked whether they are there. */
  isRead: (sha256: Sha256) => boolean;
  /** Waited for between the steps: a check beside the desk's work rests here, and ends early by throwing. */
  pace: () => Promise<void>;
  /** False on a site's server, whose pages are its own affair. */
  hasPages?: boolean;
  /** How many faults are told, `FAULTS_TOLD` unless given. */
  faultsTold?: number;
}

export function isMaterialFault(fault: StoreFault): fault is MaterialFault {
  return fault.code === 'blob-missing' || fault.code === 'blob-damaged';
}

export const FAULTS_TOLD = 50;
const ROWS_A_PAGE = 100;

/** Every seal, and every signing that the log tells of. */
async function* sealFaults(db: Kysely<DeskDatabase>, count: { seals: number }, pace: WholeCheck['pace']): AsyncGenerator<StoreFault> {
  for await (const { checked, broken } of walkSeals((work) => work(db), pace)) {
    count.seals += checked;
    for (const { registrationNo, part } of broken) yield { code: 'seal-broken', registrationNo, part };
  }
}

async function findBytesFault(files: WholeCheck['files'], sha256: Sha256, isRead: boolean): Promise<MaterialFault['code'] | null> {
  if (!isRead) return await files.has(sha256) ? null : 'blob-missing';
  const read = await files.read(sha256);
  return read.ok ? null : read.error.code;
}

async function* blobFaults(db: Kysely<DeskDatabase>, count: { blobs: number }, { files, isRead, pace }: WholeCheck): AsyncGenerator<StoreFault> {
  for (let after = ''; ;) {
    const page = await db.selectFrom('blob').select('sha256').where('sha256', '>', after).orderBy('sha256').limit(ROWS_A_PAGE).execute();
    for (const { sha256 } of page) {
      count.blobs += 1;
      const code = await findBytesFault(files, sha256, isRead(sha256));
      if (code !== null) yield { code, sha256, owners: await findOwners(db, sha256) };
    }
    after = page.at(-1)?.sha256 ?? '';
    if (page.length < ROWS_A_PAGE) return;
    await pace();
  }
}

async function findChainFault(db: Kysely<DeskDatabase>, count: { events: number }, pace: WholeCheck['pace']): Promise<StoreFault | null> {
  const reader = createStoreReader((read) => read(db));
  const paced = async function* (): AsyncGenerator<Awaited<ReturnType<typeof reader.listEvents>>[number]> {
    for await (const event of readChain(reader)) {
      if (event.seq % 500 === 0) await pace();
      yield event;
    }
  };
  const finding = await verifyChain(paced(), hashEvent);
  count.events = finding.events;
  return finding.sound ? null : { code: 'chain-broken', seq: finding.firstBroken ?? 0 };
}

async function take(faults: StoreFault[], found: AsyncIterable<StoreFault>, most: number): Promise<void> {
  for await (const fault of found) {
    faults.push(fault);
    if (faults.length >= most) return;
  }
}

async function check(db: Kysely<DeskDatabase>, input: WholeCheck): Promise<WholeFinding> {
  const count = { events: 0, seals: 0, blobs: 0 };
  const faults: StoreFault[] = [];
  const { hasPages = true, faultsTold = FAULTS_TOLD } = input;
  const pages = hasPages ? await integrityCheck(db) : null;
  if (pages !== null) return { ...count, faults: [{ code: 'pages', detail: pages }] };
  await input.pace();
  const chain = await findChainFault(db, count, input.pace);
  if (chain !== null) faults.push(chain);
  await take(faults, sealFaults(db, count, input.pace), faultsTold);
  if (faults.length < faultsTold) await take(faults, blobFaults(db, count, input), faultsTold);
  return { ...count, faults };
}

/**
 * Checks everything that a store holds: pages and indexes, the whole audit chain, every seal, every blob. Reads alone; the
 * schema and the file's beginning are checked when it is opened (store-check.ts). What the engine cannot read is a fault, too.
 */
export async function checkWhole(db: Kysely<DeskDatabase>, input: WholeCheck): Promise<WholeFinding> {
  try {
    return await namingTrouble(() => check(db, input));
  } catch (error) {
    if (!(error instanceof StorageFailure) || error.trouble.code !== 'store-damaged') throw error;
    return { events: 0, seals: 0, blobs: 0, faults: [{ code: 'pages', detail: error.trouble.detail }] };
  }
}
