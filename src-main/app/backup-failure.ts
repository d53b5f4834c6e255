import { ok } from '../domain/result';
import type { RefusalCode } from '../domain/refusal';
import type { EventContext, Store } from '../storage/store';

/** A backup that was not written stands in the log, with its reason: whoever reads the log sees what the site went without. */
export async function tellBackupFailed(store: Pick<Store, 'inTransaction'>, context: EventContext, code: RefusalCode): Promise<boolean> {
  const told = await store.inTransaction<null, never>(async (tx) => {
    await tx.append(context, { kind: 'backup.failed', registrationNo: null, payload: { code } });
    return ok(null);
  });
  return told.ok;
}
