import { basename, dirname } from 'node:path';
import type { AuditEvent } from '../domain/audit-event';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { DeskId, RegistrationNo, StaffId } from '../domain/vocabulary';
import type { ResultPackageTrouble } from '../packages/result-trouble';
import { writeResultPackage } from '../packages/result-writer';
import type { DeskKeys } from '../storage/desk-keys';
import type { Materials } from '../storage/materials';
import type { Store } from '../storage/store';
import type { ExportSummary, TaskWatch } from './package-ports';
import type { Clock, Outcome } from './ports';
import { localTime } from './tell-log';
import { verifyStoredRecord } from './verify-chain';

export interface ExportPorts {
  store: Store;
  files: Materials;
  keys: DeskKeys;
  clock: Clock;
  /** Makes and stores the papers of a sealed case that has none yet. */
  makePapers(registrationNo: RegistrationNo): Promise<Outcome<null>>;
}

/** A desk that lost power between seal and paper makes the papers now: the package holds the sheet of every seal. */
async function completePapers(ports: ExportPorts): Promise<Outcome<null>> {
  for (const registrationNo of await ports.store.listTouchedCases()) {
    if ((await ports.store.listDocuments(registrationNo)).length > 0) continue;
    const record = await ports.store.findCase(registrationNo);
    const made = record?.seal == null ? ok(null) : await ports.makePapers(registrationNo);
    if (!made.ok) return made;
  }
  return ok(null);
}

/** A record that is not as it was written is not exported: nobody could verify the package. */
async function findUnsound(store: Store): Promise<Outcome<never> | null> {
  const { chain, brokenSeal } = await verifyStoredRecord(store);
  if (!chain.sound) return refusal('store-damaged', { detail: `audit event ${chain.firstBroken}` });
  return brokenSeal === null ? null : refusal('seal-broken', { registrationNo: brokenSeal.registrationNo });
}

/** What is wrong with the place of the file is not told as trouble of the store. */
function asRefusal({ code }: ResultPackageTrouble, out: string): Outcome<never> {
  if (code === 'folder-unwritable') return refusal('save-failed', { file: basename(out) });
  if (code === 'disk-full') return refusal('export-place-full', { dir: dirname(out) });
  return refusal(code === 'export-event-missing' || code === 'sheet-missing' ? 'unexpected' : code);
}

/**
 * Writes the result package, after the whole record was checked. The log is told first, so that the package's own chain ends with the event that made it;
 * what happens at other desks meanwhile is in the next one.
 */
export async function exportResults(ports: ExportPorts, input: { out: string; deskId: DeskId; staffId: StaffId | null }, watch: TaskWatch): Promise<Outcome<ExportSummary>> {
  const context = { deskId: input.deskId, staffId: input.staffId, at: await localTime(ports) };
  const unsound = await findUnsound(ports.store);
  if (unsound !== null) return unsound;
  const completed = await completePapers(ports);
  if (!completed.ok) return completed;
  const started: Outcome<AuditEvent> = await ports.store.inTransaction(async (tx) => ok(await tx.append(context, { kind: 'export.started', registrationNo: null, payload: { plain: true } })));
  if (!started.ok) return started;
  const begun = Date.now();
  const written = await writeResultPackage({
    out: input.out, reader: ports.store, files: ports.files, keys: ports.keys, startedSeq: started.value.seq, signal: watch.signal,
    onProgress: (done, total) => {
      const remainingMs = done === 0 ? null : Math.round(((Date.now() - begun) / done) * (total - done));
      watch.onProgress({ phase: 'exporting', done, total, bytesDone: 0, bytesTotal: 0, remainingMs });
    },
  });
  if (!written.ok) return asRefusal(written.error, input.out);
  const { file, files, seals, events, sha256, awaitsSite } = written.value;
  const told: Outcome<null> = await ports.store.inTransaction(async (tx) => {
    await tx.append(context, { kind: 'export.completed', registrationNo: null, payload: { sha256, files, seals, ...(awaitsSite ? { awaitsSite } : {}) } });
    return ok(null);
  });
  return told.ok ? ok({ file, files, seals, events, siteKeyFingerprint: ports.keys.siteKeyFingerprint ?? '', awaitsSite }) : told;
}
