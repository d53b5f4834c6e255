import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { sha256Hex } from '../canonical/canonical-json';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import { connectToServer } from './connection';
import type { ConnectionOptions } from './connection';
import { findRoleStrength } from './dialects/postgres-roles';
import { listPostgresSchema } from './dialects/postgres-schema-listing';
import { ServerFailure, findSqlState, isConnectionLost } from './dialects/postgres-trouble';
import { KNOWN_VERSION } from './migrate';
import { SERVER_SCHEMA_DIGESTS } from './migrations/server-schema-digests';
import { findServerVersion } from './prepare-database';
import { parseServerAddress } from './server-address';
import type { ServerAddress } from './server-address';
import { findRecentChainFault } from './store-check';
import type { OpenStoreTrouble, ServerRefusal, StoreFacts } from './store';
import { findFacts } from './people';
import type { DeskDatabase } from './tables/desk-database';

type Db = Kysely<DeskDatabase>;

async function findVersionTrouble(db: Db): Promise<OpenStoreTrouble | null> {
  const found = await findServerVersion(db);
  if (found > KNOWN_VERSION) return { code: 'store-newer', found, known: KNOWN_VERSION };
  return found < KNOWN_VERSION ? { code: 'server-not-prepared', found, known: KNOWN_VERSION } : null;
}

/** The digest of what the catalogue says, against the one that this version's migrations make. */
async function findSchemaTrouble(db: Db): Promise<OpenStoreTrouble | null> {
  const digest = sha256Hex((await listPostgresSchema(db)).join('\n'));
  return digest === SERVER_SCHEMA_DIGESTS[KNOWN_VERSION] ? null : { code: 'store-damaged', detail: 'tables or rules are not as they were made', copy: null };
}

/** A desk works with a role that can do nothing to the rules of the record, or not at all. */
async function findRoleTrouble(db: Db): Promise<OpenStoreTrouble | null> {
  const { role, tooStrong } = await findRoleStrength(db);
  return tooStrong === null ? null : { code: 'server-role-too-strong', role, detail: tooStrong };
}

/** What a live store asks of its server: a commit that was confirmed outlives a power cut. */
async function findDurabilityTrouble(db: Db, facts: StoreFacts | null): Promise<OpenStoreTrouble | null> {
  if (facts?.kind !== 'live') return null;
  const { rows } = await sql<{ name: string }>`select name from pg_settings where name in ('fsync', 'full_page_writes') and setting = 'off' order by name`.execute(db);
  const [first] = rows;
  return first === undefined ? null : { code: 'server-not-durable', setting: first.name };
}

async function findTroubleOf(db: Db): Promise<OpenStoreTrouble | null> {
  const trouble = await findRoleTrouble(db) ?? await findVersionTrouble(db) ?? await findSchemaTrouble(db);
  if (trouble !== null) return trouble;
  const facts = await findFacts(db);
  const weak = await findDurabilityTrouble(db, facts);
  if (weak !== null || facts === null) return weak;
  const broken = await findRecentChainFault(db);
  return broken === null ? null : { ...broken, copy: null };
}

/** Refusals before any row is read (unknown role, wrong password, no database, a certificate that does not fit) name themselves. */
export function asServerTrouble(error: unknown): OpenStoreTrouble {
  const cause = error instanceof ServerFailure ? error.cause : error;
  if (isConnectionLost(cause)) return { code: 'server-unreachable' };
  if (cause instanceof Error && (error instanceof ServerFailure || /^(28|3D|42501|42704|53)/.test(findSqlState(cause) ?? ''))) return { code: 'server-refused', detail: cause.message, why: whyRefused(cause) };
  throw error;
}

/** 28P01: wrong password; 3D000: no such database. What has no SQLSTATE fails before the server has said a word: TLS, or no password at all. */
function whyRefused(cause: Error): ServerRefusal {
  const state = findSqlState(cause);
  if (state === null) return /password/.test(cause.message) ? 'password' : 'certificate';
  return state === '28P01' ? 'password' : state === '3D000' ? 'database' : 'other';
}

/**
 * Looks at a server before a desk works with it: address and TLS, role, version, schema, durability, last events. Answers
 * with the store's facts; null when the database is prepared and no store has been made in it.
 */
export async function checkServerStore(address: ServerAddress, options: ConnectionOptions = {}): Promise<Result<StoreFacts | null, OpenStoreTrouble>> {
  const place = parseServerAddress(address);
  if (!place.ok) return place;
  const connection = connectToServer(address, { mode: 'read' }, options);
  try {
    const trouble = await findTroubleOf(connection.db);
    return trouble === null ? ok(await findFacts(connection.db)) : err(trouble);
  } catch (error) {
    return err(asServerTrouble(error));
  } finally {
    await connection.close();
  }
}
