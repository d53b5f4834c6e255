import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { SchemaDialect } from '../../schema-dialect';

async function createSheetAndSignature(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.finishTable(db.schema.createTable('sheet')
    .addColumn('registration_no', 'text', (c) => c.notNull().references('registration.registration_no'))
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('drawn_at', 'text', (c) => c.notNull())
    .addColumn('drawn_by', 'text', (c) => c.notNull())
    .addColumn('voided_at', 'text')
    .addPrimaryKeyConstraint('sheet_key', ['registration_no', 'revision']), 'plain').execute();
  await dialect.finishTable(db.schema.createTable('signature')
    .addColumn('registration_no', 'text', (c) => c.primaryKey().notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('sheet_revision', 'integer', (c) => c.notNull())
    .addForeignKeyConstraint('signature_sheet', ['registration_no', 'sheet_revision'], 'sheet', ['registration_no', 'revision']), 'plain').execute();
  await dialect.finishTable(db.schema.createTable('signed_picture')
    .addColumn('registration_no', 'text', (c) => c.notNull().references('signature.registration_no'))
    .addColumn('section', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('signed_picture_key', ['registration_no', 'section'])
    .addForeignKeyConstraint('signed_picture_bytes', ['sha256'], 'blob', ['sha256'], (f) => f.deferrable().initiallyDeferred()), 'clustered').execute();
  await db.schema.createIndex('signed_picture_use').on('signed_picture').column('sha256').execute();
}

/** The reference to the case's state is checked at commit: a seal and a case that is not signed cannot be committed together. */
async function createSeal(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.finishTable(db.schema.createTable('seal')
    .addColumn('registration_no', 'text', (c) => c.primaryKey().notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('signature', 'text', (c) => c.notNull())
    .addColumn('desk_id', 'text', (c) => c.notNull())
    .addColumn('signed_at', 'text', (c) => c.notNull())
    .addColumn('sheet_revision', 'integer', (c) => c.notNull())
    .addColumn('case_state', 'text', (c) => c.notNull().defaultTo('signed').check(sql`case_state = 'signed'`))
    .addForeignKeyConstraint('seal_sheet', ['registration_no', 'sheet_revision'], 'sheet', ['registration_no', 'revision'])
    .addForeignKeyConstraint('seal_case', ['registration_no', 'case_state'], 'review_case', ['registration_no', 'state'], (f) => f.deferrable().initiallyDeferred()), 'plain').execute();
}

async function createDocuments(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.finishTable(db.schema.createTable('document')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('registration_no', 'text', (c) => c.notNull().references('registration.registration_no'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addForeignKeyConstraint('document_bytes', ['sha256'], 'blob', ['sha256'], (f) => f.deferrable().initiallyDeferred()), 'plain').execute();
  await db.schema.createIndex('document_by_registration').on('document').column('registration_no').execute();
  await db.schema.createIndex('document_use').on('document').column('sha256').execute();
  await dialect.finishTable(db.schema.createTable('print_record')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('document_id', 'text', (c) => c.notNull().references('document.id'))
    .addColumn('registration_no', 'text', (c) => c.notNull().references('registration.registration_no'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('copy_no', 'integer', (c) => c.notNull())
    .addColumn('printer', 'text')
    .addColumn('by_staff', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull()), 'plain').execute();
  await db.schema.createIndex('print_record_by_registration').on('print_record').column('registration_no').execute();
}

async function createAuditEvent(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.finishTable(db.schema.createTable('audit_event')
    .addColumn('seq', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('desk_id', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('registration_no', 'text')
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('prev_hash', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull()), 'plain').execute();
  await db.schema.createIndex('audit_event_by_registration').on('audit_event').columns(['registration_no', 'seq']).where('registration_no', 'is not', null).execute();
}

/** Sheets, signatures, seals, the papers made from them, and the audit chain. */
export async function createSigningTables(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await createSheetAndSignature(db, dialect);
  await createSeal(db, dialect);
  await createDocuments(db, dialect);
  await createAuditEvent(db, dialect);
}
