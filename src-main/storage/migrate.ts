import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { SQLITE_SCHEMA } from './dialects/sqlite';
import { migrationsFor, versionOf } from './migrations';
import type { DeskDatabase } from './tables/desk-database';

const MIGRATIONS = migrationsFor(SQLITE_SCHEMA);
const NAMES = Object.keys(MIGRATIONS).toSorted();

/** Version of the stores that this program makes. */
export const KNOWN_VERSION = Math.max(...NAMES.map(versionOf));

/** Brings a store to `version`, each migration in a transaction; throws when one fails. */
export async function migrateTo(db: Kysely<DeskDatabase>, version: number): Promise<void> {
  const target = NAMES.find((name) => versionOf(name) === version);
  if (target === undefined) throw new Error(`no migration makes version ${version}`);
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateTo(target);
  if (error !== undefined) throw error;
}
