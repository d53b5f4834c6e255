import { rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Desk } from '../app/desk';
import type { Machine } from '../app/machine';
import { reasonAgainst } from '../domain/case-rules';
import { err, ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { RegistrationNo } from '../domain/vocabulary';
import type { PrintRecord, StoredDocument, StoreReader, StoreWriter } from '../storage/store';
import { tellRefused } from '../workflows/change-case';
import { findAnswer } from '../workflows/command-answer';
import { loadScene } from '../workflows/load-scene';
import type { Outcome } from '../workflows/ports';
import { runCommand } from '../workflows/run-command';
import { localTime } from '../workflows/tell-log';
import type { Handlers } from './answer-call';
import { whenAtWork, type AtWork } from './guard';

interface FoundDocument {
  document: StoredDocument;
  bytes: Uint8Array;
}

/** Whoever may not take papers of this case out of the desk is told so, and the attempt stands in the log. */
async function admit({ open, actor }: AtWork, action: 'documents.print' | 'documents.save', registrationNo: RegistrationNo): Promise<Outcome<null>> {
  const loaded = await loadScene(open.ports.store, open.ports.clock, actor, registrationNo);
  if (!loaded.ok) return loaded;
  const against = reasonAgainst('printDocuments', loaded.value.scene);
  if (against === null) return ok(null);
  await tellRefused(open.ports, { actor, name: action, registrationNo }, against);
  return err(against);
}

async function findDocument(at: AtWork, action: 'documents.print' | 'documents.save', documentId: string): Promise<Outcome<FoundDocument>> {
  const { store, files } = at.open.ports;
  const document = await store.findDocument(documentId);
  if (document === null) return refusal('unknown-document');
  const admitted = await admit(at, action, document.registrationNo);
  if (!admitted.ok) return admitted;
  const bytes = await files.read(document.sha256);
  return bytes.ok ? ok({ document, bytes: bytes.value }) : refusal(bytes.error.code);
}

/** Copies printed so far, at whatever desk. */
async function countCopies(reader: StoreReader, document: StoredDocument): Promise<number> {
  const prints = await reader.listPrintRecords(document.registrationNo);
  return prints.filter((print) => print.documentId === document.id && print.kind !== 'saved').length;
}

/** Where the paper came out: at a printer, or as a file (null). */
async function tellPaper(at: AtWork, tx: StoreWriter, document: StoredDocument, printer: string | null, time: string): Promise<number> {
  const copyNo = printer === null ? 0 : (await countCopies(tx, document)) + 1;
  const kind: PrintRecord['kind'] = printer === null ? 'saved' : copyNo === 1 ? 'printed' : 'reprinted';
  const { registrationNo, revision } = document;
  await tx.addPrintRecord({ id: at.open.ports.newId(), documentId: document.id, registrationNo, kind, copyNo, printer, by: at.actor.staffId, at: time });
  const context = { deskId: at.actor.deskId, staffId: at.actor.staffId, at: time };
  const event = kind === 'saved' ? 'document.saved' : 'document.printed';
  await tx.append(context, { kind: event, registrationNo, payload: { document: document.kind, revision, copy: copyNo } });
  return copyNo;
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

type Sent = Outcome<{ printer: string }>;

/** A command that is sent again while its paper is on the way, or after it came out, prints no second copy. */
class PrintsOnce {
  readonly #sent = new Map<string, Promise<Sent>>();

  async send(commandId: string, print: () => Promise<Sent>): Promise<Sent> {
    const sending = this.#sent.get(commandId) ?? print();
    this.#sent.set(commandId, sending);
    const sent = await sending;
    if (!sent.ok) this.#sent.delete(commandId);
    return sent;
  }
}

export function documentHandlers(desk: Desk, machine: Machine): Pick<Handlers, 'documents.print' | 'documents.save'> {
  const prints = new PrintsOnce();
  return {
    'documents.print': ({ documentId, commandId }) => whenAtWork(desk, async (at) => {
      const { ports } = at.open;
      const command = { name: 'documents.print' as const, commandId, registrationNo: null, actor: at.actor, payload: { documentId } };
      const before = await findAnswer(ports.store, command);
      if (!before.ok) return before;
      if (before.value !== null) return ok(before.value.value as { copyNo: number });
      const found = await findDocument(at, command.name, documentId);
      if (!found.ok) return found;
      const { document, bytes } = found.value;
      const sent = await prints.send(commandId, () => machine.print(bytes, `${document.kind}-${document.registrationNo}-r${document.revision}`));
      if (!sent.ok) return sent;
      return runCommand(ports, command, async (tx, { at: time }) => ok({ copyNo: await tellPaper(at, tx, document, sent.value.printer, time) }));
    }),
    'documents.save': ({ documentId }) => whenAtWork(desk, async (at) => {
      const found = await findDocument(at, 'documents.save', documentId);
      if (!found.ok) return found;
      const { document, bytes } = found.value;
      const target = await machine.chooseSaveTarget(`${document.kind}-${document.registrationNo}-r${document.revision}.pdf`);
      if (target === null) return refusal('save-cancelled');
      if (!(await writeWhole(target, bytes))) return refusal('save-failed', { file: basename(target) });
      const time = await localTime(at.open.ports);
      const told: Outcome<number> = await at.open.ports.store.inTransaction(async (tx) => ok(await tellPaper(at, tx, document, null, time)));
      return told.ok ? ok({ fileName: basename(target) }) : told;
    }),
  };
}
