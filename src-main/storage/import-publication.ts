import type { Transaction } from 'kysely';
import { canonicalJson } from '../canonical/canonical-json';
import type { JsonValue } from '../domain/audit-event';
import { err, ok, type Result } from '../domain/result';
import type { RegistrationNo, Sha256, Time } from '../domain/vocabulary';
import { inStatements, stagedNumbers } from './import-rows';
import type { DeskDatabase } from './tables/desk-database';

type Trx = Transaction<DeskDatabase>;

export interface ImportedPackage {
  packageId: string;
  createdAt: Time;
  manifestDigest: Sha256;
  sender: string | null;
  importedAt: Time;
  report: JsonValue;
  /** The same manifest was imported before: what was written of the package then stays. */
  repeated: boolean;
}

export interface BlobFacts {
  sha256: Sha256;
  bytes: number;
  mediaType: string;
  width: number;
  height: number;
}

/** Cases that were opened after the import had decided; nothing has been published. */
export interface OpenedMeanwhile {
  code: 'opened-meanwhile';
  registrationNos: readonly RegistrationNo[];
}

/**
 * Turns staged rows into registrations, set by set, in the order that the references need. The caller's transaction holds
 * the write lock for exactly this.
 */
export async function publishStaged(trx: Trx, importId: string, from: ImportedPackage, blobs: readonly BlobFacts[]): Promise<Result<null, OpenedMeanwhile>> {
  const opened = await findOpened(trx, importId, from.importedAt);
  if (opened.length > 0) return err({ code: 'opened-meanwhile', registrationNos: opened });
  await savePackage(trx, from);
  for (const rows of inStatements(blobs)) await addBlobs(trx, rows);
  await moveMarked(trx, importId, from);
  await replaceRegistrations(trx, importId, from);
  await addRegistrations(trx, importId, from);
  await addImages(trx, importId);
  return ok(null);
}

/** Leases are compared as text: all times of a store carry the site's offset. */
async function findOpened(trx: Trx, importId: string, now: Time): Promise<readonly RegistrationNo[]> {
  const changing = stagedNumbers(trx, importId, ['replaced', 'withdrawn']);
  const cases = await changing.innerJoin('review_case as c', 'c.registration_no', 's.registration_no').execute();
  const claims = await changing.innerJoin('claim as k', 'k.registration_no', 's.registration_no').where('k.lease_until', '>', now).execute();
  return [...new Set([...cases, ...claims].map((row) => row.registration_no))];
}

async function savePackage(trx: Trx, from: ImportedPackage): Promise<void> {
  const row = {
    created_at: from.createdAt, imported_at: from.importedAt, manifest_digest: from.manifestDigest, sender: from.sender, report: canonicalJson(from.report),
  };
  await trx.insertInto('package').values({ package_id: from.packageId, ...row })
    .onConflict((c) => (from.repeated ? c.column('package_id').doNothing() : c.column('package_id').doUpdateSet(row))).execute();
}

async function addBlobs(trx: Trx, blobs: readonly BlobFacts[]): Promise<void> {
  await trx.insertInto('blob')
    .values(blobs.map(({ sha256, bytes, mediaType, width, height }) => ({ sha256, bytes, media_type: mediaType, width, height })))
    .onConflict((c) => c.column('sha256').doNothing()).execute();
}

async function moveMarked(trx: Trx, importId: string, from: ImportedPackage): Promise<void> {
  const moved = { package_id: from.packageId, package_created_at: from.createdAt };
  await trx.updateTable('registration').set(moved).where('registration_no', 'in', stagedNumbers(trx, importId, ['confirmed']))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('seal').select('seal.registration_no').whereRef('seal.registration_no', '=', 'registration.registration_no')))).execute();
  await trx.updateTable('registration').set({ ...moved, withdrawn: 1 }).where('registration_no', 'in', stagedNumbers(trx, importId, ['withdrawn'])).execute();
}

async function replaceRegistrations(trx: Trx, importId: string, from: ImportedPackage): Promise<void> {
  await trx.deleteFrom('material_image').where('registration_no', 'in', stagedNumbers(trx, importId, ['replaced'])).where('origin', '=', 'uploaded').execute();
  await trx.updateTable('registration').from('staged_registration as s')
    .set(({ ref }) => ({
      revision: ref('s.revision'), received: ref('s.received'), fields: ref('s.received'), extra: ref('s.extra'), content_digest: ref('s.content_digest'),
      photo: ref('s.photo'), withdrawn: 0, name: ref('s.name'), name_pinyin: ref('s.name_pinyin'), name_initials: ref('s.name_initials'),
      id_number: ref('s.id_number'), id_tail: ref('s.id_tail'), category: ref('s.category'), work_unit: ref('s.work_unit'), point: ref('s.point'),
      package_id: from.packageId, package_created_at: from.createdAt,
    }))
    .where('s.import_id', '=', importId).where('s.action', '=', 'replaced').whereRef('registration.registration_no', '=', 's.registration_no').execute();
}

async function addRegistrations(trx: Trx, importId: string, from: ImportedPackage): Promise<void> {
  const same = [
    'registration_no', 'revision', 'received', 'extra', 'content_digest', 'photo', 'name', 'name_pinyin', 'name_initials', 'id_number', 'id_tail',
    'category', 'work_unit', 'point',
  ] as const;
  await trx.insertInto('registration')
    .columns([...same, 'fields', 'withdrawn', 'package_id', 'package_created_at'])
    .expression((eb) => eb.selectFrom('staged_registration as s').select(same.map((column) => `s.${column}` as const))
      .select(['s.received as fields'])
      .select([eb.lit(0).as('withdrawn'), eb.val(from.packageId).as('package_id'), eb.val(from.createdAt).as('package_created_at')])
      .where('s.import_id', '=', importId).where('s.action', '=', 'new').orderBy('s.registration_no'))
    .execute();
}

async function addImages(trx: Trx, importId: string): Promise<void> {
  const same = ['registration_no', 'code', 'n', 'sha256', 'online_state', 'online_opinion', 'flags'] as const;
  await trx.insertInto('material_image')
    .columns([...same, 'origin'])
    .expression((eb) => eb.selectFrom('staged_material_image as s').select(same.map((column) => `s.${column}` as const)).select([eb.val('uploaded').as('origin')])
      .where('s.import_id', '=', importId).orderBy('s.registration_no').orderBy('s.code').orderBy('s.n'))
    .execute();
}
