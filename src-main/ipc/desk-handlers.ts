import type { Desk } from '../app/desk';
import type { Machine } from '../app/machine';
import { readerFacts, readerView } from '../app/reader-view';
import { readinessChecks } from '../app/readiness';
import { cardOfRegistration } from '../domain/training-card';
import { verifyStoredChain } from '../workflows/verify-chain';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Handlers } from './answer-call';
import { whenAtWork } from './guard';

type DeskCalls = 'reader.get' | 'reader.facts' | 'reader.selfTest' | 'readiness.get' | 'audit.verify' | 'trainingReader.present' | 'trainingReader.lift';

export function deskHandlers(desk: Desk, machine: Machine): Pick<Handlers, DeskCalls> {
  return {
    'reader.get': async () => ok(readerView(desk.findOpen())),
    'reader.facts': () => whenAtWork(desk, async ({ open }) => ok(readerFacts(open))),
    'reader.selfTest': () => whenAtWork(desk, async ({ open }) => ok({ outcome: await open.reader.selfTest() })),
    'readiness.get': () => whenAtWork(desk, async () => ok(await readinessChecks(desk, machine))),
    'audit.verify': () => whenAtWork(desk, async ({ open }) => ok(await verifyStoredChain(open.ports.store))),
    'trainingReader.present': ({ registrationNo }) => whenAtWork(desk, async ({ open }) => {
      if (open.trainingReader === null) return refusal('reader-not-simulated');
      const record = await open.ports.store.findCase(registrationNo);
      if (record === null) return refusal('unknown-registration', { registrationNo });
      const card = cardOfRegistration(record.registration.fields, desk.tables);
      if (card === null) return refusal('value-invalid', { field: 'idNumber' });
      open.trainingReader.present(card);
      return ok(null);
    }),
    'trainingReader.lift': () => whenAtWork(desk, async ({ open }) => {
      if (open.trainingReader === null) return refusal('reader-not-simulated');
      open.trainingReader.lift();
      return ok(null);
    }),
  };
}
