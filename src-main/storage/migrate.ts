import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { SQLITE_SCHEMA } from './dialects/sqlite';
import { MIGRATION_NAMES, migrationsFor, versionOf } from './migrations';
import type { SchemaDialect } from './schema-dialect';
import type { DeskDatabase } from './tables/desk-database';

/** Version of the stores that this program makes, in both engines. */
export const KNOWN_VERSION = Math.max(...MIGRATION_NAMES.map(versionOf));

/** Brings a store to `version`, each migration in a transaction; throws when one fails. */
export async function migrateTo(db: Kysely<DeskDatabase>, version: number, dialect: SchemaDialect = SQLITE_SCHEMA): Promise<void> {
  const target = MIGRATION_NAMES.find((name) => versionOf(name) === version);
  if (target === undefined) throw new Error(`no migration makes version ${version}`);
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrationsFor(dialect)) } });
  const { error } = await migrator.migrateTo(target);
  if (error !== undefined) throw error;
}
