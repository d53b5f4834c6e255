import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { connectToServer } from './connection';
import { POSTGRES_SCHEMA } from './dialects/postgres';
import { grantToDesks, letDesksIn } from './dialects/postgres-roles';
import { KNOWN_VERSION, migrateTo } from './migrate';
import { versionOf } from './migrations';
import type { ServerAddress } from './server-address';
import type { DeskDatabase } from './tables/desk-database';

/** Version of the store in a database, 0 when there is none. */
export async function findServerVersion(db: Kysely<DeskDatabase>): Promise<number> {
  const { rows: [found] } = await sql<{ is_there: boolean }>`select to_regclass('public.kysely_migration') is not null as is_there`.execute(db);
  if (!found?.is_there) return 0;
  const { rows } = await sql<{ name: string }>`select name from public.kysely_migration`.execute(db);
  return Math.max(0, ...rows.map((row) => versionOf(row.name)));
}

/**
 * Makes a database ready for the desks of a site, or brings it to this program's version: tables and rules belong to the
 * owner's role, the desks' role only reads and writes rows. The one place where DDL is run on a server. Throws when the
 * server refuses; nothing is changed then.
 */
export async function prepareDatabase(owner: ServerAddress, deskRole: string, version = KNOWN_VERSION): Promise<void> {
  const connection = connectToServer(owner, { mode: 'write', patient: true });
  try {
    await letDesksIn(connection.db, deskRole);
    await migrateTo(connection.db, version, POSTGRES_SCHEMA);
    await grantToDesks(connection.db, deskRole);
  } finally {
    await connection.close();
  }
}
