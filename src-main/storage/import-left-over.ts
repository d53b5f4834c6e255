import type { Transaction } from 'kysely';
import { ok, type Result } from '../domain/result';
import { appendEvent } from './audit-log';
import { openConnection, type StoreConnectionOptions } from './connection';
import { takeImportLock, type ImportRunning } from './import-lock';
import type { EventContext, StorageTrouble } from './store';
import type { DeskDatabase } from './tables/desk-database';

/**
 * Clears what a power cut left of an import. For the start of the desk, when no import runs; one that does run is left
 * alone. Answers with whether there was anything.
 */
export async function clearBrokenOffImport(dir: string, context: EventContext, options: StoreConnectionOptions): Promise<Result<boolean, ImportRunning | StorageTrouble>> {
  const lock = await takeImportLock(dir, options);
  if (!lock.ok) return lock;
  const connection = openConnection(dir, options);
  const cleared = await connection.inTransaction<boolean, never>(async (trx) => ok(await clearLeftOver(trx, null, context)));
  await connection.close();
  lock.value.release();
  return cleared;
}

/** All of it: the lock keeps every other import out, and an unconditional delete costs next to nothing. */
export async function clearStaged(trx: Transaction<DeskDatabase>): Promise<void> {
  await trx.deleteFrom('staged_registration').execute();
  await trx.deleteFrom('staged_material_image').execute();
}

/** Takes away every staged row; rows of an import that was cut off are told as such. Answers with whether there were any. */
export async function clearLeftOver(trx: Transaction<DeskDatabase>, importId: string | null, context: EventContext): Promise<boolean> {
  const leftOver = await trx.selectFrom('staged_registration').select('import_id').where('import_id', '<>', importId ?? '').limit(1).executeTakeFirst();
  await clearStaged(trx);
  if (leftOver === undefined) return false;
  await appendEvent(trx, context, { kind: 'import.abandoned', registrationNo: null, payload: { importId: leftOver.import_id, reason: 'broken-off' } });
  return true;
}
