import { sha256Hex } from '../canonical/canonical-json';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Actor, RegistrationNo } from '../domain/vocabulary';
import type { StoredDocument, StoreWriter } from '../storage/store';
import type { HeavyWork } from './package-ports';
import type { DeskPorts, Outcome } from './ports';
import { localTime } from './tell-log';

interface NewPaper {
  kind: StoredDocument['kind'];
  bytes: Uint8Array;
}

async function storePaper(ports: DeskPorts, tx: StoreWriter, paper: NewPaper, of: { registrationNo: RegistrationNo; revision: number; at: string; actor: Actor }): Promise<void> {
  const sha256 = sha256Hex(paper.bytes);
  await tx.addBlob({ sha256, bytes: paper.bytes.byteLength, mediaType: 'application/pdf', width: null, height: null });
  await tx.addDocument({ id: ports.newId(), registrationNo: of.registrationNo, kind: paper.kind, revision: of.revision, sha256, madeAt: of.at });
  const context = { deskId: of.actor.deskId, staffId: of.actor.staffId, at: of.at };
  await tx.append(context, { kind: 'document.stored', registrationNo: of.registrationNo, payload: { document: paper.kind, revision: of.revision, sha256 } });
}

/**
 * Makes sheet and receipt from the seal and stores them beside the case; export and reprint use these files
 * (spec case-and-finality.md, Signing 4). Harmless when they are there already: a desk that lost power in between
 * makes them when the case is opened next.
 */
export async function ensureDocuments(ports: DeskPorts, work: Pick<HeavyWork, 'drawPapers'>, registrationNo: RegistrationNo, actor: Actor): Promise<Outcome<null>> {
  const record = await ports.store.findCase(registrationNo);
  if (record?.seal == null) return refusal('wrong-state', { state: record?.state ?? '' });
  if ((await ports.store.listDocuments(registrationNo)).length > 0) return ok(null);
  const drawn = await work.drawPapers({ registrationNo });
  if (!drawn.ok) return drawn;
  const papers: readonly NewPaper[] = [{ kind: 'sheet', bytes: drawn.value.sheet }, { kind: 'receipt', bytes: drawn.value.receipt }];
  const staged: string[] = [];
  for (const paper of papers) staged.push((await ports.files.stage(paper.bytes)).sha256);
  await ports.files.publish(staged);
  const of = { registrationNo, revision: record.seal.sheetRevision, at: await localTime(ports), actor };
  return ports.store.inTransaction(async (tx) => {
    if ((await tx.listDocuments(registrationNo)).length > 0) return ok(null);
    for (const paper of papers) await storePaper(ports, tx, paper, of);
    return ok(null);
  });
}
