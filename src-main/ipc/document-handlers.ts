import { rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Desk } from '../app/desk';
import type { Machine } from '../app/machine';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { PrintRecord, StoredDocument } from '../storage/store';
import type { Outcome } from '../workflows/ports';
import { localTime } from '../workflows/tell-log';
import type { Handlers } from './answer-call';
import { whenAtWork, type AtWork } from './guard';

interface FoundDocument {
  document: StoredDocument;
  bytes: Uint8Array;
  /** Copies printed before. */
  printed: number;
}

async function findDocument(at: AtWork, documentId: string): Promise<Outcome<FoundDocument>> {
  const { store, files } = at.open.ports;
  const document = await store.findDocument(documentId);
  if (document === null) return refusal('unknown-document');
  const bytes = await files.read(document.sha256);
  if (!bytes.ok) return refusal(bytes.error.code);
  const prints = await store.listPrintRecords(document.registrationNo);
  return ok({ document, bytes: bytes.value, printed: prints.filter((print) => print.documentId === documentId && print.kind !== 'saved').length });
}

async function tellPaper(at: AtWork, document: StoredDocument, kind: PrintRecord['kind'], copyNo: number, printer: string | null): Promise<Outcome<null>> {
  const { ports } = at.open;
  const time = await localTime(ports);
  return ports.store.inTransaction(async (tx) => {
    await tx.addPrintRecord({ id: ports.newId(), documentId: document.id, registrationNo: document.registrationNo, kind, copyNo, printer, by: at.actor.staffId, at: time });
    const context = { deskId: at.actor.deskId, staffId: at.actor.staffId, at: time };
    const event = kind === 'saved' ? 'document.saved' : 'document.printed';
    await tx.append(context, { kind: event, registrationNo: document.registrationNo, payload: { document: document.kind, revision: document.revision, copy: copyNo } });
    return ok(null);
  });
}

/** Written beside and renamed, so that a full stick leaves no half paper. */
async function writeWhole(target: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeFile(`${target}.part`, bytes);
    await rename(`${target}.part`, target);
    return true;
  } catch {
    return false;
  }
}

export function documentHandlers(desk: Desk, machine: Machine): Pick<Handlers, 'documents.print' | 'documents.save'> {
  return {
    'documents.print': ({ documentId }) => whenAtWork(desk, async (at) => {
      const found = await findDocument(at, documentId);
      if (!found.ok) return found;
      const { document, bytes, printed } = found.value;
      const sent = await machine.print(bytes, `${document.kind}-${document.registrationNo}-r${document.revision}`);
      if (!sent.ok) return sent;
      const told = await tellPaper(at, document, printed === 0 ? 'printed' : 'reprinted', printed + 1, sent.value.printer);
      if (!told.ok) return told;
      desk.announcer.announce('cases.changed', { registrationNo: document.registrationNo });
      return ok({ copyNo: printed + 1 });
    }),
    'documents.save': ({ documentId }) => whenAtWork(desk, async (at) => {
      const found = await findDocument(at, documentId);
      if (!found.ok) return found;
      const { document, bytes } = found.value;
      const target = await machine.chooseSaveTarget(`${document.kind}-${document.registrationNo}-r${document.revision}.pdf`);
      if (target === null) return refusal('save-cancelled');
      if (!(await writeWhole(target, bytes))) return refusal('save-failed', { file: basename(target) });
      const told = await tellPaper(at, document, 'saved', 0, null);
      return told.ok ? ok({ fileName: basename(target) }) : told;
    }),
  };
}
