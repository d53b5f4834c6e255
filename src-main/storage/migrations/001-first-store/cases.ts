import { sql } from 'kysely';
import type { CreateTableBuilder, Kysely } from 'kysely';
import type { SchemaDialect } from '../../schema-dialect';

const CASE_STATES = ['waiting', 'checkedIn', 'inReview', 'readyToSign', 'signed', 'supplementOwed', 'refused'];
const STATE_CHECK = sql.raw<boolean>(`state in (${CASE_STATES.map((state) => `'${state}'`).join(', ')})`);

/** Columns that every piece of review work begins with. */
function workTable(db: Kysely<unknown>, dialect: SchemaDialect, name: string): CreateTableBuilder<string, string> {
  return db.schema.createTable(name)
    .addColumn('seq', 'integer', (c) => dialect.risingKey(c))
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('registration_no', 'text', (c) => c.notNull())
    .addForeignKeyConstraint(`${name}_owner`, ['registration_no'], 'registration', ['registration_no']);
}

async function createWorkTable(db: Kysely<unknown>, dialect: SchemaDialect, name: string, required: readonly string[], optional: readonly string[]): Promise<void> {
  const withRequired = required.reduce((table, column) => table.addColumn(column, 'text', (c) => c.notNull()), workTable(db, dialect, name));
  const whole = optional.reduce((table, column) => table.addColumn(column, 'text'), withRequired);
  await dialect.finishTable(whole, 'plain').execute();
  await db.schema.createIndex(`${name}_by_registration`).on(name).columns(['registration_no', 'seq']).execute();
}

async function createCase(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.finishTable(db.schema.createTable('review_case')
    .addColumn('registration_no', 'text', (c) => c.primaryKey().notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(STATE_CHECK))
    .addColumn('visit', 'integer', (c) => c.notNull())
    .addColumn('policy_digest', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('supplement', 'text')
    .addColumn('refusal', 'text')
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('review_case_state', ['registration_no', 'state'])
    .addForeignKeyConstraint('review_case_owner', ['registration_no'], 'registration', ['registration_no'])
    .addForeignKeyConstraint('review_case_policy', ['policy_digest'], 'policy', ['digest']), 'plain').execute();
  await dialect.finishTable(db.schema.createTable('claim')
    .addColumn('registration_no', 'text', (c) => c.primaryKey().notNull().references('registration.registration_no'))
    .addColumn('desk_id', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('since', 'text', (c) => c.notNull())
    .addColumn('lease_until', 'text', (c) => c.notNull()), 'plain').execute();
}

/** Requester and approver differ; a decision names who and when; one open correction for a field. */
async function createCorrection(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  const required = ['field', 'old_value', 'new_value', 'reason', 'state', 'requested_by', 'requested_at'];
  const optional = ['decided_by', 'decided_at', 'decision_reason'];
  const withRequired = required.reduce((table, column) => table.addColumn(column, 'text', (c) => c.notNull()), workTable(db, dialect, 'correction'));
  const whole = optional.reduce((table, column) => table.addColumn(column, 'text'), withRequired)
    .addUniqueConstraint('correction_of_registration', ['id', 'registration_no'])
    .addCheckConstraint('correction_state', sql`state in ('requested', 'approved', 'refused', 'withdrawn')`)
    .addCheckConstraint('correction_two_people', sql`decided_by is null or decided_by <> requested_by or state = 'withdrawn'`)
    .addCheckConstraint('correction_decided', sql`case state when 'requested' then decided_by is null and decided_at is null when 'withdrawn' then 1 = 1 else decided_by is not null and decided_at is not null end`);
  await dialect.finishTable(whole, 'plain').execute();
  await db.schema.createIndex('correction_by_registration').on('correction').columns(['registration_no', 'seq']).execute();
  await db.schema.createIndex('correction_open').unique().on('correction').columns(['registration_no', 'field']).where(sql.ref('state'), '=', 'requested').execute();
}

async function createEvidence(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.finishTable(db.schema.createTable('evidence')
    .addColumn('correction_id', 'text', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('registration_no', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('origin', 'text', (c) => c.notNull().check(sql`origin in ('captured', 'file', 'material')`))
    .addColumn('by_staff', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('evidence_key', ['correction_id', 'n'])
    .addForeignKeyConstraint('evidence_correction', ['correction_id', 'registration_no'], 'correction', ['id', 'registration_no'])
    .addForeignKeyConstraint('evidence_bytes', ['sha256'], 'blob', ['sha256'], (f) => f.deferrable().initiallyDeferred()), 'clustered').execute();
  await db.schema.createIndex('evidence_use').on('evidence').column('sha256').execute();
}

/** Unguarded: answers "how many" and "which next" without walking all cases. */
async function createQueue(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.finishTable(db.schema.createTable('case_queue')
    .addColumn('registration_no', 'text', (c) => c.primaryKey().notNull())
    .addColumn('state', 'text', (c) => c.notNull()), 'clustered').execute();
  await db.schema.createIndex('case_queue_by_state').on('case_queue').columns(['state', 'registration_no']).execute();
  await dialect.finishTable(db.schema.createTable('case_count')
    .addColumn('state', 'text', (c) => c.primaryKey().notNull())
    .addColumn('n', 'integer', (c) => c.notNull()), 'plain').execute();
  for (const state of CASE_STATES) {
    await sql`insert into case_count (state, n) values (${sql.lit(state)}, 0)`.execute(db);
  }
}

/** The case and the work that people did on it. */
export async function createCaseTables(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await createCase(db, dialect);
  const check = workTable(db, dialect, 'identity_check')
    .addColumn('method', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('visit', 'integer', (c) => c.notNull())
    .addColumn('passed', 'integer', (c) => c.notNull().check(sql`passed in (0, 1)`))
    .addColumn('results', 'text', (c) => c.notNull())
    .addColumn('validity', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('by_staff', 'text', (c) => c.notNull())
    .addColumn('consent_by', 'text');
  await dialect.finishTable(check, 'plain').execute();
  await db.schema.createIndex('identity_check_by_registration').on('identity_check').columns(['registration_no', 'seq']).execute();
  await createWorkTable(db, dialect, 'field_check', ['field', 'value', 'result', 'how', 'by_staff', 'at'], ['material', 'note']);
  await createWorkTable(db, dialect, 'material_decision', ['code', 'decision', 'by_staff', 'at'], ['finding', 'reason']);
  await createReviewPass(db, dialect);
  await createCorrection(db, dialect);
  await createEvidence(db, dialect);
  await createQueue(db, dialect);
}

async function createReviewPass(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  const table = workTable(db, dialect, 'review_pass')
    .addColumn('pass', 'integer', (c) => c.notNull().check(sql`pass in (1, 2)`))
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('by_staff', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull());
  await dialect.finishTable(table, 'plain').execute();
  await db.schema.createIndex('review_pass_by_registration').on('review_pass').columns(['registration_no', 'seq']).execute();
}
