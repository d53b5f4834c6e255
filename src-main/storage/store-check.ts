import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { sha256Hex } from '../canonical/canonical-json';
import { verifyChain } from '../domain/audit-chain';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import { getAuditHead, hashEvent, listEvents, readChain } from './audit-log';
import { connectTo } from './connection';
import type { StoreConnectionOptions } from './connection';
import { accountedSize, listSchema, quickCheck } from './dialects/sqlite';
import { findBeginning } from './dialects/sqlite-cipher';
import { isEngineError, isRefusedWrite } from './dialects/sqlite-trouble';
import { findTroubleIn } from './ask-disk';
import { KNOWN_VERSION } from './migrate';
import { versionOf } from './migrations';
import { FILE_SCHEMA_DIGESTS } from './migrations/file-schema-digests';
import type { StoreKey } from './keys/store-key';
import { readBeginning, sizeOf, wasClosed } from './store-file';
import { createStoreReader } from './store-reader';
import type { OpenStoreTrouble } from './store';
import type { DeskDatabase } from './tables/desk-database';

/** Trouble of opening, before a copy is kept aside. */
type Fault = Exclude<OpenStoreTrouble, { code: 'store-damaged' }> | { code: 'store-damaged'; detail: string };

/** Up to this size a file is read whole at every start; a larger one only when it was not closed, and when the desk is idle. */
const READ_WHOLE_BYTES = 32 * 1024 * 1024;
const EVENTS_AT_OPEN = 1_000;

export async function findVersion(db: Kysely<DeskDatabase>): Promise<number> {
  const rows = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return Math.max(0, ...rows.rows.map((row) => versionOf(row.name)));
}

async function schemaDigest(db: Kysely<DeskDatabase>): Promise<string> {
  return sha256Hex((await listSchema(db)).join('\n'));
}

function findSchemaFault(version: number, digest: string): Fault | null {
  if (version > KNOWN_VERSION) return { code: 'store-newer', found: version, known: KNOWN_VERSION };
  if (version < 1) return { code: 'store-damaged', detail: 'no version' };
  return digest === FILE_SCHEMA_DIGESTS[version] ? null : { code: 'store-damaged', detail: 'tables or rules are not as they were made' };
}

/** Checks the last 1,000 events against each other. */
export async function findRecentChainFault(db: Kysely<DeskDatabase>): Promise<{ code: 'store-damaged'; detail: string } | null> {
  const head = await getAuditHead(db);
  const from = Math.max(1, head.seq - EVENTS_AT_OPEN);
  const [first] = await listEvents(db, { fromSeq: from, limit: 1 });
  const reader = createStoreReader((read) => read(db));
  const finding = from === 1 || first === undefined
    ? await verifyChain(readChain(reader), hashEvent)
    : await verifyChain(readChain(reader, from + 1), hashEvent, first);
  return finding.sound ? null : { code: 'store-damaged', detail: `audit event ${finding.firstBroken} does not follow from the one before` };
}

/** What the beginning of the file says: whose it is, and in what form. */
async function findBeginningFault(file: string, key: StoreKey): Promise<Fault | null> {
  switch (findBeginning(await readBeginning(file), key)) {
    case 'own': return null;
    case 'other-key': return { code: 'store-key-wrong', dir: dirname(file) };
    case 'unencrypted': return { code: 'store-unencrypted', dir: dirname(file) };
    case 'newer': return { code: 'store-newer', found: KNOWN_VERSION + 1, known: KNOWN_VERSION };
    case 'unknown': return { code: 'store-damaged', detail: 'not a store of this desk' };
  }
}

/** A store that was closed is as long as it says. */
async function findSizeFault(db: Kysely<DeskDatabase>, size: number | null): Promise<Fault | null> {
  const whole = size === null ? null : await accountedSize(db);
  return size === whole ? null : { code: 'store-damaged', detail: `file has ${size} bytes instead of ${whole}` };
}

async function findFault(db: Kysely<DeskDatabase>, version: number, readWhole: boolean): Promise<Fault | null> {
  const schema = findSchemaFault(version, await schemaDigest(db));
  if (schema !== null) return schema;
  const pages = readWhole ? await quickCheck(db) : null;
  if (pages !== null) return { code: 'store-damaged', detail: pages };
  return findRecentChainFault(db);
}

/**
 * Checks a store's file before it is opened for writing: header, version, schema, pages, last events. Answers its version.
 * Opens it for reading only, and no other connection of this process may be open on it.
 */
export async function checkStoreFile(file: string, options: StoreConnectionOptions): Promise<Result<number, Fault>> {
  const beginning = await findBeginningFault(file, options.key);
  if (beginning !== null) return err(beginning);
  const closedSize = await wasClosed(file) ? await sizeOf(file) : null;
  const readWhole = closedSize === null || closedSize <= READ_WHOLE_BYTES;
  try {
    const connection = connectTo(file, 'read', options);
    try {
      const { db } = connection;
      const version = await findVersion(db);
      const fault = await findSizeFault(db, closedSize) ?? await findFault(db, version, readWhole);
      return fault === null ? ok(version) : err(fault);
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (!isEngineError(error)) throw error;
    const trouble = findTroubleIn(dirname(file), error);
    if (trouble?.code === 'disk-full') return err({ code: 'disk-full' });
    if (isRefusedWrite(error)) return err({ code: 'folder-unwritable', dir: dirname(file) });
    return err({ code: 'store-damaged', detail: error.message });
  }
}
