import type { ColumnDefinitionBuilder, CreateTableBuilder, Kysely } from 'kysely';
import type { AppendOnlyTable, GuardedTable } from './guarded-tables';

/**
 * What the migrations ask of an engine beyond plain DDL. Whatever is shipped here for a migration number stays as it is:
 * the schema of a store is compared with what its migrations make.
 */
export interface SchemaDialect {
  /** Primary key that rises with every row. */
  risingKey(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder;
  /** Ends a table definition; `clustered` keeps the rows in the order of the primary key. */
  finishTable<T extends string, C extends string>(table: CreateTableBuilder<T, C>, layout: 'plain' | 'clustered'): CreateTableBuilder<T, C>;
  /** Triggers that make a signed case final, logs append-only, and the audit chain gap-free. */
  createRecordRules(db: Kysely<unknown>, tables: { guarded: readonly GuardedTable[]; appendOnly: readonly AppendOnlyTable[] }): Promise<void>;
  /** Triggers that keep `case_queue` and `case_count` beside registrations and cases. */
  createQueueRules(db: Kysely<unknown>): Promise<void>;
  /** A table for the bytes of materials, where they do not lie in files beside the store. */
  createByteTable(db: Kysely<unknown>): Promise<void>;
  /** Done after each migration, in its transaction: what holds for every table of the engine. */
  finishMigration(db: Kysely<unknown>): Promise<void>;
  /** Replaces triggers of the queue so that it carries what names are found by. */
  createSearchRules(db: Kysely<unknown>): Promise<void>;
  /** Replaces triggers of the queue by which a registration that was written again could leave it. */
  mendQueueRules(db: Kysely<unknown>): Promise<void>;
  /** Replaces the rule that lets a sealed case turn: only what the sealing needs changes in that turn. */
  narrowSealing(db: Kysely<unknown>): Promise<void>;
  /** Adds rules for what a session could switch off as a check of the table. */
  holdChecksAsRules(db: Kysely<unknown>): Promise<void>;
}
