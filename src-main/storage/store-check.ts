import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { sha256Hex } from '../canonical/canonical-json';
import { verifyChain } from '../domain/audit-chain';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import { getAuditHead, hashEvent, listEvents, readChain } from './audit-log';
import { connectTo } from './connection';
import type { ConnectionOptions } from './connection';
import { STORE_FILE_MARK, listSchema, quickCheck } from './dialects/sqlite';
import { isEngineError, isRefusedWrite } from './dialects/sqlite-trouble';
import { findTrouble } from './dialects/trouble';
import { KNOWN_VERSION, migrateTo } from './migrate';
import { versionOf } from './migrations';
import { findHeaderFault, sizeOf, wasClosed } from './store-file';
import { createStoreReader } from './store-reader';
import type { OpenStoreTrouble } from './store';
import type { DeskDatabase } from './tables/desk-database';

/** Trouble of opening, before a copy is kept aside. */
type Fault = Exclude<OpenStoreTrouble, { code: 'store-damaged' }> | { code: 'store-damaged'; detail: string };

/** Up to this size a file is read whole at every start; a larger one only when it was not closed, and when the desk is idle. */
const READ_WHOLE_BYTES = 32 * 1024 * 1024;
const EVENTS_AT_OPEN = 1_000;

async function findVersion(db: Kysely<DeskDatabase>): Promise<number> {
  const rows = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return Math.max(0, ...rows.rows.map((row) => versionOf(row.name)));
}

async function schemaDigest(db: Kysely<DeskDatabase>): Promise<string> {
  return sha256Hex((await listSchema(db)).join('\n'));
}

/** What the schema of a store of this version is, by making an empty one. */
async function expectedSchemaDigest(version: number, options: ConnectionOptions): Promise<string> {
  const empty = connectTo(':memory:', 'write', options);
  try {
    await migrateTo(empty.db, version);
    return await schemaDigest(empty.db);
  } finally {
    await empty.close();
  }
}

async function findSchemaFault(db: Kysely<DeskDatabase>, options: ConnectionOptions): Promise<Fault | null> {
  const version = await findVersion(db);
  if (version > KNOWN_VERSION) return { code: 'store-newer', found: version, known: KNOWN_VERSION };
  if (version < 1) return { code: 'store-damaged', detail: 'no version' };
  const isAsMade = await schemaDigest(db) === await expectedSchemaDigest(version, options);
  return isAsMade ? null : { code: 'store-damaged', detail: 'tables or rules are not as they were made' };
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

async function findFault(db: Kysely<DeskDatabase>, readWhole: boolean, options: ConnectionOptions): Promise<Fault | null> {
  const schema = await findSchemaFault(db, options);
  if (schema !== null) return schema;
  const pages = readWhole ? await quickCheck(db) : null;
  if (pages !== null) return { code: 'store-damaged', detail: pages };
  return findRecentChainFault(db);
}

/**
 * Checks a store's file before it is opened for writing: header, version, schema, pages, last events.
 * Opens it for reading only, and no other connection of this process may be open on it.
 */
export async function checkStoreFile(file: string, options: ConnectionOptions = {}): Promise<Result<null, Fault>> {
  const header = await findHeaderFault(file, STORE_FILE_MARK);
  if (header !== null) return err({ code: 'store-damaged', detail: header });
  const readWhole = !(await wasClosed(file)) || (await sizeOf(file)) <= READ_WHOLE_BYTES;
  try {
    const connection = connectTo(file, 'read', options);
    try {
      const fault = await findFault(connection.db, readWhole, options);
      return fault === null ? ok(null) : err(fault);
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (!isEngineError(error)) throw error;
    const trouble = findTrouble(error);
    if (trouble?.code === 'disk-full') return err({ code: 'disk-full' });
    if (isRefusedWrite(error)) return err({ code: 'folder-unwritable', dir: dirname(file) });
    return err({ code: 'store-damaged', detail: error.message });
  }
}
