import type { Kysely } from 'kysely';
import type { CaseRecord, Correction, SealRecord, Sheet } from '../domain/case-record';
import type { DeskId, RegistrationNo, Sha256 } from '../domain/vocabulary';
import {
  toCaseFacts, toClaim, toCorrection, toFieldCheck, toIdentityCheck, toMaterialDecision, toMaterialImage, toRegistration, toReviewPass,
} from './codecs';
import { findCurrentPolicyDigest } from './people';
import { brokenSeal, checkSealed } from './seal-check';
import type { DeskDatabase } from './tables/desk-database';

type Db = Kysely<DeskDatabase>;

async function listImages(db: Db, registrationNo: RegistrationNo): Promise<CaseRecord['images']> {
  const rows = await db.selectFrom('material_image').innerJoin('blob', 'blob.sha256', 'material_image.sha256')
    .selectAll('material_image').select(['blob.bytes', 'blob.media_type', 'blob.width', 'blob.height'])
    .where('registration_no', '=', registrationNo).orderBy('code').orderBy('n').execute();
  return rows.map(toMaterialImage);
}

async function listWork(db: Db, registrationNo: RegistrationNo): Promise<Pick<CaseRecord, 'identityChecks' | 'fieldChecks' | 'decisions' | 'passes'>> {
  const identityChecks = await db.selectFrom('identity_check').selectAll().where('registration_no', '=', registrationNo).orderBy('seq').execute();
  const fieldChecks = await db.selectFrom('field_check').selectAll().where('registration_no', '=', registrationNo).orderBy('seq').execute();
  const decisions = await db.selectFrom('material_decision').selectAll().where('registration_no', '=', registrationNo).orderBy('seq').execute();
  const passes = await db.selectFrom('review_pass').selectAll().where('registration_no', '=', registrationNo).orderBy('seq').execute();
  return {
    identityChecks: identityChecks.map(toIdentityCheck),
    fieldChecks: fieldChecks.map(toFieldCheck),
    decisions: decisions.map(toMaterialDecision),
    passes: passes.map(toReviewPass),
  };
}

async function listCorrections(db: Db, registrationNo: RegistrationNo): Promise<readonly Correction[]> {
  const rows = await db.selectFrom('correction').selectAll().where('registration_no', '=', registrationNo).orderBy('seq').execute();
  if (rows.length === 0) return [];
  const evidence = await db.selectFrom('evidence').selectAll().where('correction_id', 'in', rows.map((row) => row.id)).orderBy('n').execute();
  return rows.map((row) => toCorrection(row, evidence));
}

/** The newest revision, also when it was voided: the next one counts on from it. */
async function findNewestSheet(db: Db, registrationNo: RegistrationNo): Promise<Sheet | null> {
  const row = await db.selectFrom('sheet').selectAll().where('registration_no', '=', registrationNo).orderBy('revision', 'desc').limit(1).executeTakeFirst();
  if (row === undefined) return null;
  return { revision: row.revision, content: row.content, digest: row.digest, drawnAt: row.drawn_at, drawnBy: row.drawn_by, voidedAt: row.voided_at };
}

async function findSeal(db: Db, registrationNo: RegistrationNo): Promise<SealRecord | null> {
  const row = await db.selectFrom('seal').selectAll().where('registration_no', '=', registrationNo).executeTakeFirst();
  if (row === undefined) return null;
  return { content: row.content, sha256: row.sha256, signature: row.signature, deskId: row.desk_id, signedAt: row.signed_at, sheetRevision: row.sheet_revision };
}

/** The log tells that this case was signed. */
async function isToldSigned(db: Db, registrationNo: RegistrationNo): Promise<boolean> {
  const told = await db.selectFrom('audit_event').select('seq').where('registration_no', '=', registrationNo).where('kind', '=', 'case.signed').limit(1).executeTakeFirst();
  return told !== undefined;
}

/**
 * A case with everything the rules look at; null when no such registration was imported. A signed one is compared with its
 * seal: values that are not the sealed ones are never given out, but thrown as `seal-broken`; so is a case that lost its seal.
 */
export async function findCase(db: Db, registrationNo: RegistrationNo): Promise<CaseRecord | null> {
  const registration = await db.selectFrom('registration').selectAll().where('registration_no', '=', registrationNo).executeTakeFirst();
  if (registration === undefined) return null;
  const row = await db.selectFrom('review_case').selectAll().where('registration_no', '=', registrationNo).executeTakeFirst();
  const claim = await db.selectFrom('claim').selectAll().where('registration_no', '=', registrationNo).executeTakeFirst();
  const record: CaseRecord = {
    registration: toRegistration(registration),
    ...toCaseFacts(row, row === undefined ? await findCurrentPolicyDigest(db) ?? '' : ''),
    images: await listImages(db, registrationNo),
    ...await listWork(db, registrationNo),
    corrections: await listCorrections(db, registrationNo),
    sheet: await findNewestSheet(db, registrationNo),
    seal: await findSeal(db, registrationNo),
    claim: claim === undefined ? null : toClaim(claim),
  };
  if (record.seal === null && (await isToldSigned(db, registrationNo))) throw brokenSeal(registrationNo, 'seal');
  checkSealed(record, record.seal === null ? null : await findSignature(db, registrationNo));
  return record;
}

/** The version counter of the case row, 0 when it has none yet. */
export async function getCaseVersion(db: Db, registrationNo: RegistrationNo): Promise<number> {
  const row = await db.selectFrom('review_case').select('version').where('registration_no', '=', registrationNo).executeTakeFirst();
  return row?.version ?? 0;
}

/** Registrations with this ID number; a withdrawn one has given its number free. */
export async function listClaimedBy(db: Db, deskId: DeskId): Promise<readonly RegistrationNo[]> {
  const rows = await db.selectFrom('claim').select('registration_no').where('desk_id', '=', deskId).orderBy('registration_no').execute();
  return rows.map((row) => row.registration_no);
}

export async function findRegistrationsByIdNumber(db: Db, idNumber: string): Promise<readonly RegistrationNo[]> {
  const rows = await db.selectFrom('registration').select('registration_no')
    .where('id_number', '=', idNumber.toUpperCase()).where('withdrawn', '=', 0).orderBy('registration_no').execute();
  return rows.map((row) => row.registration_no);
}

/** Open corrections of all cases, the longest waiting first. */
export async function listOpenCorrections(db: Db): Promise<readonly { registrationNo: RegistrationNo; correction: Correction }[]> {
  const rows = await db.selectFrom('correction').selectAll().where('state', '=', 'requested').orderBy('seq').execute();
  if (rows.length === 0) return [];
  const evidence = await db.selectFrom('evidence').selectAll().where('correction_id', 'in', rows.map((row) => row.id)).orderBy('n').execute();
  return rows.map((row) => ({ registrationNo: row.registration_no, correction: toCorrection(row, evidence) }));
}

/** Every registration that has a case row, by number. */
export async function listTouchedCases(db: Db): Promise<readonly RegistrationNo[]> {
  const rows = await db.selectFrom('review_case').select('registration_no').orderBy('registration_no').execute();
  return rows.map((row) => row.registration_no);
}

/** Every registration in whose record these bytes stand, each once: a unit's licence stands in those of all its people. */
export async function listBlobUses(db: Db, sha256: Sha256): Promise<readonly RegistrationNo[]> {
  const found = new Set<RegistrationNo>();
  for (const table of ['material_image', 'evidence', 'signed_picture', 'document'] as const) {
    const rows = await db.selectFrom(table).select('registration_no').distinct().where('sha256', '=', sha256).execute();
    for (const row of rows) found.add(row.registration_no);
  }
  const photos = await db.selectFrom('registration').select('registration_no').where('photo', '=', sha256).execute();
  for (const row of photos) found.add(row.registration_no);
  return [...found].toSorted();
}

export async function findSignature(db: Db, registrationNo: RegistrationNo): Promise<{ content: string; sha256: Sha256 } | null> {
  const row = await db.selectFrom('signature').select(['content', 'sha256']).where('registration_no', '=', registrationNo).executeTakeFirst();
  return row ?? null;
}
