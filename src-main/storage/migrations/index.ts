import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../schema-dialect';
import { firstStore } from './001-first-store';

/**
 * Every migration by its number, imported so that bundling cannot lose one. A shipped one is never edited;
 * none rebuilds or back-fills a guarded table: they add nullable columns or side tables.
 */
export function migrationsFor(dialect: SchemaDialect): Readonly<Record<string, Migration>> {
  return {
    '001-first-store': firstStore(dialect),
  };
}

/** Version of a store after the migration of this name. */
export function versionOf(migrationName: string): number {
  return Number(migrationName.slice(0, 3));
}
