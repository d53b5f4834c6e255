import type { Kysely, Transaction } from 'kysely';
import type { JsonValue } from '../domain/audit-event';
import type { Sha256 } from '../domain/vocabulary';
import { fromJson } from './codecs';
import type { StoreReader, StoreWriter } from './store';
import type { DeskDatabase } from './tables/desk-database';

/** Packages in the order in which they were imported. */
export async function listPackages(db: Kysely<DeskDatabase>): ReturnType<StoreReader['listPackages']> {
  const rows = await db.selectFrom('package').selectAll().orderBy('imported_at').orderBy('package_id').execute();
  return rows.map((row) => ({
    packageId: row.package_id, createdAt: row.created_at, importedAt: row.imported_at, sender: row.sender, report: fromJson<JsonValue>(row.report),
  }));
}

export async function findBlob(db: Kysely<DeskDatabase>, sha256: Sha256): ReturnType<StoreReader['findBlob']> {
  const row = await db.selectFrom('blob').selectAll().where('sha256', '=', sha256).executeTakeFirst();
  return row === undefined ? null : { sha256: row.sha256, bytes: row.bytes, mediaType: row.media_type, width: row.width, height: row.height };
}

/** Adds the facts of stored bytes. Bytes that are known already stay as they are. */
export async function addBlob(trx: Transaction<DeskDatabase>, blob: Parameters<StoreWriter['addBlob']>[0]): Promise<void> {
  await trx.insertInto('blob')
    .values({ sha256: blob.sha256, bytes: blob.bytes, media_type: blob.mediaType, width: blob.width, height: blob.height })
    .onConflict((c) => c.column('sha256').doNothing()).execute();
}
