import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { SchemaDialect } from '../../schema-dialect';

async function createContentTables(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.finishTable(db.schema.createTable('package')
    .addColumn('package_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('imported_at', 'text', (c) => c.notNull())
    .addColumn('manifest_digest', 'text', (c) => c.notNull())
    .addColumn('sender', 'text')
    .addColumn('report', 'text', (c) => c.notNull()), 'plain').execute();
  await dialect.finishTable(db.schema.createTable('blob')
    .addColumn('sha256', 'text', (c) => c.primaryKey().notNull())
    .addColumn('bytes', 'integer', (c) => c.notNull())
    .addColumn('media_type', 'text', (c) => c.notNull())
    .addColumn('width', 'integer')
    .addColumn('height', 'integer'), 'clustered').execute();
}

/** The long texts come last, so that a search which looks at a row reads its first page alone. */
async function createRegistration(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.finishTable(db.schema.createTable('registration')
    .addColumn('registration_no', 'text', (c) => c.primaryKey().notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('withdrawn', 'integer', (c) => c.notNull().check(sql`withdrawn in (0, 1)`))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_pinyin', 'text', (c) => c.notNull())
    .addColumn('name_initials', 'text', (c) => c.notNull())
    .addColumn('id_number', 'text', (c) => c.notNull())
    .addColumn('id_tail', 'text', (c) => c.notNull())
    .addColumn('category', 'text', (c) => c.notNull())
    .addColumn('work_unit', 'text', (c) => c.notNull())
    .addColumn('point', 'text', (c) => c.notNull())
    .addColumn('content_digest', 'text', (c) => c.notNull())
    .addColumn('package_id', 'text', (c) => c.notNull())
    .addColumn('package_created_at', 'text', (c) => c.notNull())
    .addColumn('photo', 'text')
    .addColumn('received', 'text', (c) => c.notNull())
    .addColumn('fields', 'text', (c) => c.notNull())
    .addColumn('extra', 'text', (c) => c.notNull())
    .addForeignKeyConstraint('registration_package', ['package_id'], 'package', ['package_id'], (f) => f.deferrable().initiallyDeferred())
    .addForeignKeyConstraint('registration_photo', ['photo'], 'blob', ['sha256'], (f) => f.deferrable().initiallyDeferred()), 'plain').execute();
  await db.schema.createIndex('registration_photo_use').on('registration').column('photo').where('photo', 'is not', null).execute();
  await db.schema.createIndex('registration_by_id_number').on('registration').columns(['id_number', 'registration_no']).execute();
}

/** One index for each way in which a case is looked up; each ends with the number, which makes its order complete. */
async function createSearchIndexes(db: Kysely<unknown>): Promise<void> {
  const ways = {
    registration_by_no: ['registration_no', 'id_tail'],
    registration_by_name: ['name', 'registration_no'],
    registration_by_pinyin: ['name_pinyin', 'registration_no'],
    registration_by_initials: ['name_initials', 'registration_no', 'name_pinyin'],
    registration_by_id_tail: ['id_tail', 'registration_no'],
  };
  for (const [name, columns] of Object.entries(ways)) {
    await db.schema.createIndex(name).on('registration').columns(columns).where(sql.ref('withdrawn'), '=', 0).execute();
  }
}

async function createMaterialImage(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.finishTable(db.schema.createTable('material_image')
    .addColumn('registration_no', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('origin', 'text', (c) => c.notNull().check(sql`origin in ('uploaded', 'captured')`))
    .addColumn('online_state', 'text')
    .addColumn('online_opinion', 'text')
    .addColumn('flags', 'text', (c) => c.notNull())
    .addColumn('captured_by', 'text')
    .addColumn('captured_at', 'text')
    .addPrimaryKeyConstraint('material_image_key', ['registration_no', 'code', 'n'])
    .addForeignKeyConstraint('material_image_owner', ['registration_no'], 'registration', ['registration_no'], (f) => f.deferrable().initiallyDeferred())
    .addForeignKeyConstraint('material_image_bytes', ['sha256'], 'blob', ['sha256'], (f) => f.deferrable().initiallyDeferred()), 'clustered').execute();
  await db.schema.createIndex('material_image_use').on('material_image').column('sha256').execute();
}

async function createStagedTables(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  const texts = ['received', 'extra', 'content_digest', 'name', 'name_pinyin', 'name_initials', 'id_number', 'id_tail', 'category', 'work_unit', 'point'];
  const registration = db.schema.createTable('staged_registration')
    .addColumn('import_id', 'text', (c) => c.notNull())
    .addColumn('registration_no', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('photo', 'text')
    .addPrimaryKeyConstraint('staged_registration_key', ['import_id', 'registration_no']);
  await dialect.finishTable(texts.reduce((table, name) => table.addColumn(name, 'text', (c) => c.notNull()), registration), 'plain').execute();
  await dialect.finishTable(db.schema.createTable('staged_material_image')
    .addColumn('import_id', 'text', (c) => c.notNull())
    .addColumn('registration_no', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('online_state', 'text')
    .addColumn('online_opinion', 'text')
    .addColumn('flags', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('staged_material_image_key', ['import_id', 'registration_no', 'code', 'n']), 'clustered').execute();
}

/** Registrations with their images, the packages they came in, and the rows of an import under way. */
export async function createRegistrationTables(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await createContentTables(db, dialect);
  await createRegistration(db, dialect);
  await createSearchIndexes(db);
  await createMaterialImage(db, dialect);
  await createStagedTables(db, dialect);
}
