import type Database from 'better-sqlite3';
import { canonicalJson, sha256Hex } from '../../canonical/canonical-json';
import type { AuditEvent } from '../../domain/audit-event';
import { hashEvent } from '../audit-log';
import { toAuditEvent } from '../codecs';
import { isEngineError } from '../dialects/sqlite-trouble';
import { isSealSigned } from '../seal-check';
import type { AuditEventTable, DeskKeyTable, DocumentTable, SealTable, SignatureTable } from '../tables/signing-tables';

/** A seal that was read whole: its bytes have their digest, and a key of the desk signed them. */
export interface SalvagedSeal {
  registrationNo: string;
  content: string;
  sha256: string;
  signature: string;
  deskId: string;
  revision: number;
}

/** What a damaged database still gives. Everything in it was proven; what could not be read or proven is not in it. */
export interface SalvagedRecord {
  seals: readonly SalvagedSeal[];
  /** Rows of seals that were read and are not what was signed. */
  broken: readonly string[];
  deskKeys: readonly DeskKeyTable[];
  events: readonly AuditEvent[];
  /** Of every signed case that the readable events tell of, its seal's digest. */
  told: ReadonlyMap<string, string>;
  findSignature(registrationNo: string, sha256: string): string | null;
  listDocuments(registrationNo: string): readonly DocumentTable[];
  findMediaType(sha256: string): string | null;
}

/** Rows are probed one by one past what can be read in order; so many misses in a row end it. */
const MISSES_AT_MOST = 3_000;

/** One read of a damaged file: what it cannot give is as if it were not there. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isEngineError(error)) return null;
    throw error;
  }
}

/** Every row that can be read, by its row number: a damaged page takes its own rows along and no others. */
function probeRows<T>(db: Database.Database, table: string): readonly T[] {
  const one = attempt(() => db.prepare(`select * from ${table} where rowid = ?`));
  if (one === null) return [];
  const last = attempt(() => db.prepare(`select max(rowid) as n from ${table}`).pluck().get() as number | null) ?? 0;
  const rows: T[] = [];
  for (let rowid = 1, misses = 0; rowid <= last || misses < MISSES_AT_MOST; rowid += 1) {
    const row = attempt(() => one.get(rowid) as T | undefined);
    misses = row === null || row === undefined ? misses + 1 : 0;
    if (row !== null && row !== undefined) rows.push(row);
  }
  return rows;
}

/** The key that signed a seal, null when it is not what was signed. */
function findSigner(row: SealTable, keys: readonly DeskKeyTable[], ownKeyPem: string | null): DeskKeyTable | null {
  if (sha256Hex(row.content) !== row.sha256) return null;
  const own = ownKeyPem === null ? [] : [{ desk_id: row.desk_id, public_pem: ownKeyPem, site_signature: null, added_at: '' }];
  return [...keys, ...own].find((key) => key.desk_id === row.desk_id && isSealSigned(row, key.public_pem)) ?? null;
}

/** An event whose own hash fits is as it was written, wherever the chain around it is broken. */
function soundEvent(row: AuditEventTable): AuditEvent | null {
  const event = toAuditEvent(row);
  const { hash, ...content } = event;
  try {
    return hashEvent(content) === hash ? event : null;
  } catch {
    return null;
  }
}

function toldSeals(events: readonly AuditEvent[]): ReadonlyMap<string, string> {
  return new Map(events.flatMap(({ kind, registrationNo, payload }) => (kind === 'case.signed' && registrationNo !== null && typeof payload['seal'] === 'string' ? [[registrationNo, payload['seal']] as const] : [])));
}

/**
 * Reads what a damaged database still gives, row by row. `ownKeyPem`: the desk's public key out of its own key file; it counts
 * beside those that the database itself names.
 */
export function readSalvage(db: Database.Database, ownKeyPem: string | null): SalvagedRecord {
  const found = probeRows<DeskKeyTable>(db, 'desk_key');
  const rows = probeRows<SealTable>(db, 'seal');
  const signers = new Map(rows.flatMap((row) => { const key = findSigner(row, found, ownKeyPem); return key === null ? [] : [[row, key] as const]; }));
  const proven = rows.filter((row) => signers.has(row));
  const events = probeRows<AuditEventTable>(db, 'audit_event').flatMap((row) => soundEvent(row) ?? []);
  return {
    seals: proven.map((row) => ({
      registrationNo: row.registration_no, content: row.content, sha256: row.sha256, signature: row.signature, deskId: row.desk_id, revision: row.sheet_revision,
    })),
    broken: rows.filter((row) => !proven.includes(row)).map((row) => row.registration_no),
    deskKeys: [...found, ...signers.values()], events, told: toldSeals(events),
    findSignature(registrationNo, sha256) {
      const one = attempt(() => db.prepare('select * from signature where registration_no = ?').get(registrationNo) as SignatureTable | undefined)
        ?? probeRows<SignatureTable>(db, 'signature').find((row) => row.registration_no === registrationNo);
      return one !== undefined && sha256Hex(one.content) === sha256 ? one.content : null;
    },
    listDocuments: (registrationNo) => attempt(() => db.prepare('select * from document where registration_no = ?').all(registrationNo) as DocumentTable[]) ?? [],
    findMediaType: (sha256) => attempt(() => db.prepare('select media_type from blob where sha256 = ?').pluck().get(sha256) as string | undefined) ?? null,
  };
}

/** A line of audit.jsonl. */
export function eventLine(event: AuditEvent): string {
  return `${canonicalJson({ ...event })}\n`;
}
