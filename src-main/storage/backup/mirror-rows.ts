import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { AuditEvent } from '../../domain/audit-event';
import type { RegistrationNo, Sha256 } from '../../domain/vocabulary';
import { FINAL_TABLES } from '../guarded-tables';
import type { DeskDatabase } from '../tables/desk-database';
import type { MirrorEntry, Row, Rows } from './mirror-form';

type Db = Kysely<DeskDatabase>;

async function rowsWhere(db: Db, table: string, column: string, values: readonly string[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const value of values) {
    const found = await sql<Row>`select * from ${sql.table(table)} where ${sql.ref(column)} = ${value}`.execute(db);
    rows.push(...found.rows);
  }
  return rows;
}

async function allRows(db: Db, table: string): Promise<readonly Row[]> {
  return (await sql<Row>`select * from ${sql.table(table)}`.execute(db)).rows;
}

async function finalRows(db: Db, registrationNo: RegistrationNo): Promise<Rows> {
  const rows: Record<string, readonly Row[]> = {};
  for (const table of FINAL_TABLES) rows[table] = await rowsWhere(db, table, 'registration_no', [registrationNo]);
  return rows;
}

/** Which rows beside the cases an event tells of. */
const TOLD_BY: Readonly<Record<string, readonly string[]>> = {
  'staff.added': ['staff'], 'policy.adopted': ['policy', 'store_setting'], 'desk.keyAccepted': ['desk_key'], 'desk.approvalAccepted': ['desk_key'], 'import.completed': ['package', 'store_setting'], 'store.created': ['store_setting'], 'site.closed': ['store_setting'],
};

/** Where rows name material bytes. */
const BYTES_IN: readonly (readonly [table: string, column: string])[] = [['material_image', 'sha256'], ['registration', 'photo'], ['evidence', 'sha256'], ['signed_picture', 'sha256'], ['document', 'sha256']];

function bytesNamed(groups: readonly Rows[]): readonly Sha256[] {
  const found = groups.flatMap((rows) => BYTES_IN.flatMap(([table, column]) => (rows[table] ?? []).map((row) => row[column])));
  return [...new Set(found.filter((sha256) => typeof sha256 === 'string'))];
}

/** Gathers what a stretch of the chain leaves behind for good, on one snapshot. */
export async function gatherEntry(db: Db, storeId: string, events: readonly AuditEvent[]): Promise<MirrorEntry> {
  const numbers = (kind: AuditEvent['kind']): readonly string[] => [...new Set(events.flatMap((event) => (event.kind === kind && event.registrationNo !== null ? [event.registrationNo] : [])))];
  const cases: { registrationNo: RegistrationNo; rows: Rows }[] = [];
  for (const registrationNo of numbers('case.signed')) cases.push({ registrationNo, rows: await finalRows(db, registrationNo) });
  const beside: Record<string, readonly Row[]> = { document: await rowsWhere(db, 'document', 'registration_no', numbers('document.stored')) };
  for (const table of new Set(events.flatMap(({ kind }) => TOLD_BY[kind] ?? []))) beside[table] = await allRows(db, table);
  const bytes = bytesNamed([...cases.map(({ rows }) => rows), beside]);
  return { format: 'countersign.mirror', version: 1, storeId, events, cases, beside: { ...beside, blob: await rowsWhere(db, 'blob', 'sha256', bytes) }, bytes };
}
