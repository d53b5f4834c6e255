import { join } from 'node:path';
import { highestMark, standingOf } from '../../domain/high-water';
import type { HighWaterMark, StoreStanding } from '../../domain/high-water';
import { err, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { getAuditHead, listEvents } from '../audit-log';
import { DATABASE_FILE, connectTo } from '../connection';
import type { DeskConnection } from '../connection';
import { writeDurably } from '../durable-files';
import { getFacts } from '../people';
import { listBackups } from './backup-place';
import type { OpenPlace } from './backup-place';
import { findBackupTrouble } from './backup-trouble';
import type { BackupTrouble } from './backup-trouble';
import { growPool, listPool } from './blob-pool';
import { makeFolderIn } from './place-files';
import { highWaterFile } from './high-water-file';
import { listEntries, readEntry, sealEntry } from './mirror-form';
import { gatherEntry } from './mirror-rows';
import type { StoreAccess } from './store-access';
import { materialFilesIn, materialNames } from './store-access';

const EVENTS_AN_ENTRY = 1_000;

/** How far the mirror is. */
export interface MirrorState {
  /** Last event that is in the mirror. */
  mirrored: number;
  head: number;
}

async function findHashAt(connection: DeskConnection, seq: number): Promise<string | null> {
  const [event] = await listEvents(connection.db, { fromSeq: seq, limit: 1 });
  return event?.seq === seq ? event.hash : null;
}

/** The last event whose whole way from the newest backup, or from the first event, is kept in the place. */
async function mirroredUpTo(place: OpenPlace): Promise<number> {
  const last = (await listEntries(place.dir)).at(-1);
  return last?.to ?? (await listBackups(place.dir)).at(-1)?.head.seq ?? 0;
}

/**
 * Where the store stands beside the marks that were kept of it and the mirror's own end. Asked when a store is opened,
 * before anything is written.
 */
export async function readStanding(dataDir: string, access: StoreAccess, marks: readonly (HighWaterMark | null)[], place: OpenPlace | null): Promise<StoreStanding> {
  const connection = connectTo(join(dataDir, DATABASE_FILE), 'read', access);
  try {
    const { storeId } = await getFacts(connection.db);
    const mark = highestMark([...marks, place === null ? null : await lastMirrored(place, storeId, access)], storeId);
    return standingOf(await getAuditHead(connection.db), mark, mark === null ? null : await findHashAt(connection, mark.seq));
  } finally {
    await connection.close();
  }
}

async function lastMirrored(place: OpenPlace, storeId: string, access: StoreAccess): Promise<HighWaterMark | null> {
  const last = (await listEntries(place.dir)).at(-1);
  const entry = last === undefined ? null : await readEntry(place.dir, last.name, access.key);
  const event = entry?.storeId === storeId ? entry.events.at(-1) : undefined;
  return event === undefined ? null : { storeId, seq: event.seq, hash: event.hash };
}

interface Mirroring {
  dataDir: string;
  access: StoreAccess;
  place: OpenPlace;
  alive: () => void;
}

async function mirrorNext({ dataDir, access, place, alive }: Mirroring, connection: DeskConnection, from: number): Promise<number> {
  const events = await listEvents(connection.db, { fromSeq: from, limit: EVENTS_AN_ENTRY });
  const last = events.at(-1);
  if (last === undefined) return from - 1;
  const { storeId } = await getFacts(connection.db);
  const entry = await gatherEntry(connection.db, storeId, events);
  const [own, pool] = await Promise.all([listPool(dataDir), listPool(place.dir)]);
  const names: string[] = [];
  for (const sha256 of entry.bytes) {
    const name = materialNames(access).nameOf(sha256);
    // A backup takes what the place holds for good: only what is as it was stored goes there.
    if (own.has(name) && !pool.has(name) && (await materialFilesIn(dataDir, access).read(sha256)).ok) names.push(name);
  }
  await growPool(dataDir, place.dir, names, async () => alive());
  const { name, bytes } = sealEntry(entry, access.key);
  await writeDurably(join(place.dir, 'mirror', name), bytes, 0o600);
  await highWaterFile(place.dir).keep({ storeId, seq: last.seq, hash: last.hash });
  return last.seq;
}

/**
 * Brings the mirror up to the end of the chain: the chain itself is the queue, so nothing is lost by a restart, and a place
 * that was away is caught up from where it was left. The bytes are there before the entry that names them. `alive` is called after
 * every file.
 */
export async function mirrorPending(dataDir: string, access: StoreAccess, place: OpenPlace, alive: () => void = () => undefined): Promise<Result<MirrorState, BackupTrouble>> {
  const connection = connectTo(join(dataDir, DATABASE_FILE), 'read', access);
  try {
    await makeFolderIn(place.dir, 'mirror');
    let mirrored = await mirroredUpTo(place);
    for (;;) {
      const head = (await getAuditHead(connection.db)).seq;
      if (mirrored >= head) return ok({ mirrored, head });
      mirrored = await mirrorNext({ dataDir, access, place, alive }, connection, mirrored + 1);
      alive();
    }
  } catch (error) {
    const trouble = findBackupTrouble(error, place.place);
    if (trouble === null) throw error;
    return err(trouble);
  } finally {
    await connection.close();
  }
}
