import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../schema-dialect';
import { firstStore } from './001-first-store';
import { searchByState } from './002-search-by-state';
import { queueKeepsWhomItHas } from './003-queue-keeps-whom-it-has';
import { sealingTurnsTheStateAlone } from './004-sealing-turns-the-state-alone';
import { rulesWithoutASwitch } from './005-rules-without-a-switch';

/**
 * Every migration by its number, imported so that bundling cannot lose one. The next one is a file of its own and a line
 * here, for both engines. A shipped one is never edited; none rebuilds or back-fills a guarded table: they add nullable
 * columns or side tables.
 */
const MIGRATIONS: Readonly<Record<string, (dialect: SchemaDialect) => Migration>> = {
  '001-first-store': firstStore,
  '002-search-by-state': searchByState,
  '003-queue-keeps-whom-it-has': queueKeepsWhomItHas,
  '004-sealing-turns-the-state-alone': sealingTurnsTheStateAlone,
  '005-rules-without-a-switch': rulesWithoutASwitch,
};

/** Names of all migrations in their order. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS).toSorted();

/** The migrations as one engine takes them. */
export function migrationsFor(dialect: SchemaDialect): Record<string, Migration> {
  return Object.fromEntries(Object.entries(MIGRATIONS).map(([name, migration]) => [name, {
    async up(db) {
      await migration(dialect).up(db);
      await dialect.finishMigration(db);
    },
  } satisfies Migration]));
}

/** Version of a store after the migration of this name. */
export function versionOf(migrationName: string): number {
  return Number(migrationName.slice(0, 3));
}
