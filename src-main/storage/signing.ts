import type { Kysely, Transaction } from 'kysely';
import type { SealRecord, Sheet } from '../domain/case-record';
import type { RegistrationNo, Sha256, Time } from '../domain/vocabulary';
import { fromJson } from './codecs';
import type { PrintRecord, StoredDocument } from './store';
import type { DeskDatabase } from './tables/desk-database';
import type { DocumentTable } from './tables/signing-tables';

type Db = Kysely<DeskDatabase>;
type Trx = Transaction<DeskDatabase>;

export async function addSheet(trx: Trx, registrationNo: RegistrationNo, sheet: Sheet): Promise<void> {
  await trx.insertInto('sheet').values({
    registration_no: registrationNo,
    revision: sheet.revision,
    content: sheet.content,
    digest: sheet.digest,
    drawn_at: sheet.drawnAt,
    drawn_by: sheet.drawnBy,
    voided_at: sheet.voidedAt,
  }).execute();
}

export async function voidSheet(trx: Trx, registrationNo: RegistrationNo, revision: number, at: Time): Promise<void> {
  await trx.updateTable('sheet').set({ voided_at: at })
    .where('registration_no', '=', registrationNo).where('revision', '=', revision).where('voided_at', 'is', null).execute();
}

interface ConfirmedSections {
  sections?: readonly { id: string; picture: Sha256 }[];
}

/** The sections stand before the strokes in canonical JSON. The strokes are nearly all of it, and are not looked at here. */
function confirmedSections(content: string): NonNullable<ConfirmedSections['sections']> {
  const end = content.indexOf(',"sheetDigest":');
  return fromJson<ConfirmedSections>(end === -1 ? content : `${content.slice(0, end)}}`).sections ?? [];
}

/**
 * Order inside the signing transaction: sheet is there, `addSignature`, `addSeal`, then the case turns to `signed`.
 * After the seal nothing else of the record can be written; a seal without the turned state cannot be committed.
 */
export async function addSignature(trx: Trx, registrationNo: RegistrationNo, signature: { content: string; sha256: Sha256; sheetRevision: number }): Promise<void> {
  await trx.insertInto('signature').values({
    registration_no: registrationNo, content: signature.content, sha256: signature.sha256, sheet_revision: signature.sheetRevision,
  }).execute();
  const pictures = confirmedSections(signature.content).map(({ id, picture }) => ({ registration_no: registrationNo, section: id, sha256: picture }));
  if (pictures.length > 0) await trx.insertInto('signed_picture').values(pictures).execute();
}

export async function addSeal(trx: Trx, registrationNo: RegistrationNo, seal: SealRecord): Promise<void> {
  await trx.insertInto('seal').values({
    registration_no: registrationNo,
    content: seal.content,
    sha256: seal.sha256,
    signature: seal.signature,
    desk_id: seal.deskId,
    signed_at: seal.signedAt,
    sheet_revision: seal.sheetRevision,
  }).execute();
}

export async function addDocument(trx: Trx, document: StoredDocument): Promise<void> {
  await trx.insertInto('document').values({
    id: document.id, registration_no: document.registrationNo, kind: document.kind, revision: document.revision, sha256: document.sha256, made_at: document.madeAt,
  }).execute();
}

export async function addPrintRecord(trx: Trx, record: PrintRecord): Promise<void> {
  await trx.insertInto('print_record').values({
    id: record.id,
    document_id: record.documentId,
    registration_no: record.registrationNo,
    kind: record.kind,
    copy_no: record.copyNo,
    printer: record.printer,
    by_staff: record.by,
    at: record.at,
  }).execute();
}

function toDocument(row: DocumentTable): StoredDocument {
  return { id: row.id, registrationNo: row.registration_no, kind: row.kind as StoredDocument['kind'], revision: row.revision, sha256: row.sha256, madeAt: row.made_at };
}

export async function findDocument(db: Db, id: string): Promise<StoredDocument | null> {
  const row = await db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toDocument(row);
}

export async function listDocuments(db: Db, registrationNo: RegistrationNo): Promise<readonly StoredDocument[]> {
  const rows = await db.selectFrom('document').selectAll().where('registration_no', '=', registrationNo).orderBy('made_at').orderBy('id').execute();
  return rows.map(toDocument);
}

export async function listPrintRecords(db: Db, registrationNo: RegistrationNo): Promise<readonly PrintRecord[]> {
  const rows = await db.selectFrom('print_record').selectAll().where('registration_no', '=', registrationNo).orderBy('at').orderBy('copy_no').execute();
  return rows.map((row) => ({
    id: row.id,
    documentId: row.document_id,
    registrationNo: row.registration_no,
    kind: row.kind as PrintRecord['kind'],
    copyNo: row.copy_no,
    printer: row.printer,
    by: row.by_staff,
    at: row.at,
  }));
}
