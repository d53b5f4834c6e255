import type { Input } from '../../src-preload/contract/desk-api';
import type { ReaderCarrier, ReaderChoice, ReaderSettingsView } from '../../src-preload/contract/readers';
import type { Desk, OpenDesk } from '../app/desk';
import { keepSettings } from '../app/desk-settings';
import type { Machine } from '../app/machine';
import { addressOf, findChoice, findReaderTrouble } from '../app/reader-choice';
import { readerFacts, readerView } from '../app/reader-view';
import type { TrainingReader } from '../app/training-reader';
import { BAUD_RATES } from '../devices/carriers/reader-address';
import { hasChip } from '../domain/identity-documents';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { cardOfKind, cardOfRegistration } from '../domain/training-card';
import { chooseReader } from '../workflows/choose-reader';
import type { Handlers } from './answer-call';
import { whenAllowed, whenAtWork, type AtWork } from './guard';

type ReaderCalls =
  | 'reader.get' | 'reader.facts' | 'reader.selfTest' | 'reader.settings' | 'reader.attached' | 'reader.choose' | 'reader.chooseProgram'
  | 'trainingReader.present' | 'trainingReader.lift' | 'trainingReader.command';

const ATTACHED_WAYS: readonly ReaderCarrier[] = ['auto', 'usb', 'hid', 'serial', 'helper'];

function settingsView(desk: Desk, { facts }: OpenDesk): ReaderSettingsView {
  const address = desk.readerAddress();
  const choice: ReaderChoice | null = address === null ? { carrier: facts.kind === 'training' ? 'simulated' : 'auto' } : findChoice(address);
  const carriers: readonly ReaderCarrier[] = facts.kind === 'training' ? [...ATTACHED_WAYS, 'tcp', 'simulated'] : ATTACHED_WAYS;
  return { choice, fixedBy: desk.config.readerAddress, carriers, baudRates: BAUD_RATES };
}

/** Where the log says that the reader is; the arguments of a program are not told. */
function placeOf(choice: ReaderChoice): string {
  return choice.carrier === 'helper' ? choice.program : addressOf(choice);
}

async function keepReader(desk: Desk, address: string): Promise<boolean> {
  const settings = { ...desk.settings, reader: address };
  if (!(await keepSettings(desk.config.dataDir, settings, desk.log))) return false;
  desk.settings = settings;
  return true;
}

async function choose(desk: Desk, { open, actor }: AtWork, choice: ReaderChoice): ReturnType<Handlers['reader.choose']> {
  const { fixedBy } = settingsView(desk, open);
  if (fixedBy !== null) return refusal('reader-set-by-environment', { address: fixedBy });
  const address = addressOf(choice);
  const chosen = await chooseReader(open.ports, {
    carrier: choice.carrier, at: placeOf(choice),
    findTrouble: () => findReaderTrouble(choice, { kind: open.facts.kind, platform: process.platform, listAttached: () => open.listAttached() }),
    keep: () => keepReader(desk, address),
  }, actor);
  if (!chosen.ok) return chosen;
  open.changeReader();
  return ok(settingsView(desk, open));
}

function obey(reader: TrainingReader, command: Input<'trainingReader.command'>): void {
  switch (command.do) {
    case 'fail':
      return reader.failNext(command.fault, command);
    case 'takeTime':
      return reader.takeTime({ read: command.readMs });
    default:
      return reader[command.do]();
  }
}

export function readerHandlers(desk: Desk, machine: Pick<Machine, 'chooseProgram'>): Pick<Handlers, ReaderCalls> {
  return {
    'reader.get': async () => ok(readerView(desk.findOpen())),
    'reader.facts': () => whenAtWork(desk, async ({ open }) => ok(readerFacts(open))),
    'reader.selfTest': () => whenAtWork(desk, async ({ open }) => ok({ outcome: await open.reader.selfTest() })),
    'reader.settings': () => whenAtWork(desk, async ({ open }) => ok(settingsView(desk, open))),
    'reader.attached': () => whenAtWork(desk, async ({ open }) => {
      const attached = await open.listAttached();
      return ok(attached === null ? { devices: [], blind: ['hid', 'usb', 'serial'] } : { devices: attached.devices, blind: attached.blind.map(({ way }) => way) });
    }),
    'reader.choose': (choice) => whenAllowed(desk, 'reader.choose', (at) => choose(desk, at, choice)),
    'reader.chooseProgram': () => whenAllowed(desk, 'reader.chooseProgram', async ({ actor }) => {
      if (!actor.roles.includes('administrator')) return refusal('role-missing', { role: 'administrator' });
      return ok({ program: await machine.chooseProgram() });
    }),
    'trainingReader.present': ({ registrationNo, card: kind }) => whenAtWork(desk, async ({ open }) => {
      if (open.trainingReader === null) return refusal('reader-not-simulated');
      const record = await open.ports.store.findCase(registrationNo);
      if (record === null) return refusal('unknown-registration', { registrationNo });
      const { fields } = record.registration;
      const card = cardOfRegistration(fields, desk.tables);
      if (card === null) return hasChip(fields.idType ?? '') ? refusal('value-invalid', { field: 'idNumber' }) : refusal('document-without-chip', { document: fields.idType ?? '' });
      open.trainingReader.present(cardOfKind(card, kind ?? 'own'));
      return ok(null);
    }),
    'trainingReader.lift': () => whenAtWork(desk, async ({ open }) => {
      if (open.trainingReader === null) return refusal('reader-not-simulated');
      open.trainingReader.lift();
      return ok(null);
    }),
    'trainingReader.command': (command) => whenAtWork(desk, async ({ open }) => {
      if (open.trainingReader === null || !desk.sessionView().readerDock) return refusal('reader-not-simulated');
      obey(open.trainingReader, command);
      return ok(null);
    }),
  };
}
