import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../schema-dialect';

/** In the transaction that seals a case nothing of its row changes beside the state, its version and its time. Rows stay as they are. */
export function sealingTurnsTheStateAlone(dialect: SchemaDialect): Migration {
  return { up: (db) => dialect.narrowSealing(db) };
}
