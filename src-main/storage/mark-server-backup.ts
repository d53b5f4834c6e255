import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import type { Time } from '../domain/vocabulary';
import { connectToServer } from './connection';
import { findFacts, markServerBackup } from './people';
import { parseServerAddress } from './server-address';
import type { ServerAddress } from './server-address';
import { asServerTrouble } from './server-check';
import type { OpenStoreTrouble, StorageTrouble } from './store';

/** Tells the desks of a site that a backup of its server, which began at `began`, is done. As any role that may write rows. */
export async function markBackupOf(server: ServerAddress, began: Time): Promise<Result<null, OpenStoreTrouble | StorageTrouble | { code: 'store-missing' }>> {
  const place = parseServerAddress(server);
  if (!place.ok) return place;
  const connection = connectToServer(server, { mode: 'write' });
  try {
    return await connection.inTransaction(async (trx) => {
      if (await findFacts(trx) === null) return err({ code: 'store-missing' as const });
      await markServerBackup(trx, began);
      return ok(null);
    });
  } catch (error) {
    return err(asServerTrouble(error));
  } finally {
    await connection.close();
  }
}
