import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { ServerPlace } from '../server-address';
import type { DeskDatabase } from '../tables/desk-database';
import { loadPostgresClient } from './postgres-client';
import { clientConfig } from './postgres-pool';
import { IMPORT_LOCK } from './postgres-record-rules';
import { ServerFailure, isConnectionLost } from './postgres-trouble';

/** The lock of the site's one import, on a session of its own: it ends with the session, however that ends. */
export interface ServerImportLock {
  /** Asked inside the transaction that publishes: a session that was cut off may have let another desk's import in. */
  isHeld(db: Kysely<DeskDatabase>): Promise<boolean>;
  release(): void;
}

const CONNECT_WITHIN_MS = 5_000;

async function holdOn(client: pg.Client): Promise<ServerImportLock | null> {
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ held: boolean; pid: number }>(`select pg_try_advisory_lock(${IMPORT_LOCK}) as held, pg_backend_pid() as pid`);
  const [found] = rows;
  if (!found?.held) return null;
  return {
    async isHeld(db) {
      const [classId, objectId] = IMPORT_LOCK.split(', ').map(Number);
      const held = await sql`select 1 from pg_locks where locktype = 'advisory' and granted and classid::bigint = ${classId} and objid::bigint = ${objectId} and pid = ${found.pid}
        and database = (select oid from pg_database where datname = current_database())`.execute(db);
      return held.rows.length > 0;
    },
    release: () => { void client.end(); },
  };
}

/** Null when an import of any desk is running. Throws `ServerFailure` when the server does not answer. */
export async function holdImportLock(place: ServerPlace): Promise<ServerImportLock | null> {
  const library = await loadPostgresClient();
  const client = new library.Client({ ...clientConfig(library, place, 0), connectionTimeoutMillis: CONNECT_WITHIN_MS });
  try {
    const lock = await holdOn(client);
    if (lock === null) await client.end();
    return lock;
  } catch (error) {
    throw isConnectionLost(error) ? new ServerFailure({ code: 'server-unreachable' }, error) : error;
  }
}
