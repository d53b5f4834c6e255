import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../schema-dialect';

/** What a session can switch off as a check holds as a rule, too: two people for a correction, and no seal beside another state. Rows stay as they are. */
export function rulesWithoutASwitch(dialect: SchemaDialect): Migration {
  return { up: (db) => dialect.holdChecksAsRules(db) };
}
