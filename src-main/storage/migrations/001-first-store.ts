import type { Migration } from 'kysely/migration';
import { APPEND_ONLY_TABLES, GUARDED_TABLES } from '../guarded-tables';
import type { SchemaDialect } from '../schema-dialect';
import { createCaseTables } from './001-first-store/cases';
import { createPeopleTables } from './001-first-store/people';
import { createRegistrationTables } from './001-first-store/registrations';
import { createSigningTables } from './001-first-store/signing';

/** The first store: every table of the desk, and the rules that keep a signed case final. */
export function firstStore(dialect: SchemaDialect): Migration {
  return {
    async up(db) {
      await createPeopleTables(db, dialect);
      await createRegistrationTables(db, dialect);
      await createCaseTables(db, dialect);
      await createSigningTables(db, dialect);
      await dialect.createRecordRules(db, { guarded: GUARDED_TABLES, appendOnly: APPEND_ONLY_TABLES });
      await dialect.createQueueRules(db);
      await dialect.createByteTable(db);
    },
  };
}
