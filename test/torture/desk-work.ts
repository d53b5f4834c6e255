import { ok } from '../../src-main/domain/result';
import type { Result } from '../../src-main/domain/result';
import type { AuditEvent } from '../../src-main/domain/audit-event';
import { MaterialTrouble } from '../../src-main/storage/material-files';
import type { MaterialFiles } from '../../src-main/storage/material-files';
import type { Store, StoreWriter } from '../../src-main/storage/store';
import { AT_DESK, CASE_AT, correctionOf, digestNamed, signCaseOf } from '../support/stored-cases';
import { registrationFields, registrationNoOf } from '../support/stored-registrations';

export interface DeskAtWork {
  store: Store;
  files: MaterialFiles;
  /** Called with each event whose transaction the store said to have kept. */
  told(event: Pick<AuditEvent, 'seq' | 'hash'>): void;
  /** Steps that are done: work that was broken off goes on behind them. */
  readonly done: Set<string>;
}

export type WorkDone = Result<null, { code: string }>;

/** Bytes whose digest `digestNamed(name)` is, made lasting before any row refers to them. */
async function keepBytes({ files }: DeskAtWork, name: string): Promise<WorkDone> {
  try {
    const { sha256 } = await files.stage(Buffer.from(name));
    await files.publish([sha256]);
    return ok(null);
  } catch (error) {
    if (error instanceof MaterialTrouble) return { ok: false, error: { code: error.code } };
    throw error;
  }
}

async function keepRows(desk: DeskAtWork, step: string, work: (tx: StoreWriter) => Promise<AuditEvent>): Promise<WorkDone> {
  if (desk.done.has(step)) return ok(null);
  const kept = await desk.store.inTransaction<AuditEvent, never>(async (tx) => ok(await work(tx)));
  if (!kept.ok) return kept;
  desk.told(kept.value);
  desk.done.add(step);
  return ok(null);
}

/** Steps in their order; the first that is refused ends them. */
async function inOrder(...steps: readonly (() => Promise<WorkDone>)[]): Promise<WorkDone> {
  for (const step of steps) {
    const done = await step();
    if (!done.ok) return done;
  }
  return ok(null);
}

/** Signs case `n`, which is ready, and stores its paper. */
export function signCase(desk: DeskAtWork, n: number): Promise<WorkDone> {
  const no = registrationNoOf(n);
  return inOrder(
    () => keepBytes(desk, `picture ${no}`),
    () => keepRows(desk, `signing ${no}`, async (tx) => {
      await signCaseOf(tx, no);
      const { seq } = await tx.getAuditHead();
      const [event] = await tx.listEvents({ fromSeq: seq, limit: 1 });
      if (event === undefined) throw new Error('a signing without its event');
      return event;
    }),
    () => keepBytes(desk, `paper ${no}`),
    () => keepRows(desk, `paper ${no}`, async (tx) => {
      await tx.addBlob({ sha256: digestNamed(`paper ${no}`), bytes: 1000, mediaType: 'application/pdf', width: null, height: null });
      await tx.addDocument({ id: `paper-${no}`, registrationNo: no, kind: 'sheet', revision: 1, sha256: digestNamed(`paper ${no}`), madeAt: CASE_AT });
      return tx.append(AT_DESK, { kind: 'document.stored', registrationNo: no, payload: { sha256: digestNamed(`paper ${no}`) } });
    }),
  );
}

/** Asks for a correction of case `n`, which is in review, and has it approved. */
export function correctCase(desk: DeskAtWork, n: number): Promise<WorkDone> {
  const no = registrationNoOf(n);
  const asked = correctionOf(no, digestNamed(`evidence ${no}`));
  return inOrder(
    () => keepBytes(desk, `evidence ${no}`),
    () => keepRows(desk, `request ${no}`, async (tx) => {
      await tx.addBlob({ sha256: digestNamed(`evidence ${no}`), bytes: 1000, mediaType: 'image/jpeg', width: 800, height: 600 });
      await tx.addCorrection(no, asked);
      return tx.append(AT_DESK, { kind: 'correction.requested', registrationNo: no, payload: { field: 'workUnit' } });
    }),
    () => keepRows(desk, `decision ${no}`, async (tx) => {
      await tx.decideCorrection(no, { ...asked, state: 'approved', decidedBy: 'approver-1', decidedAt: CASE_AT }, registrationFields(n, { workUnit: asked.new }));
      return tx.append(AT_DESK, { kind: 'correction.approved', registrationNo: no, payload: { field: 'workUnit' } });
    }),
  );
}
