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

/** Tells the log of failures: once for each reason while the desk tries again by itself, each time for a person who asked. */
export class FailureLog {
  private readonly tell: (code: RefusalCode, staffId: string | null) => Promise<boolean>;
  private told: RefusalCode | null = null;

  /** `tell` answers false when nothing could be written. */
  constructor(tell: (code: RefusalCode, staffId: string | null) => Promise<boolean>) {
    this.tell = tell;
  }

  async failed(code: RefusalCode, staffId: string | null): Promise<void> {
    if (staffId === null && code === this.told) return;
    if (await this.tell(code, staffId)) this.told = code;
  }

  backupWritten(): void {
    this.told = null;
  }

  /** The next time that it is away is news. */
  placeAnswered(): void {
    if (this.told === 'backup-place-away' || this.told === 'backup-place-hangs') this.told = null;
  }
}
