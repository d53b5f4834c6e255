import type { Desk } from '../app/desk';
import { tellIncident } from '../app/incident';
import type { RegistrationNo } from '../domain/vocabulary';
import { ensureDocuments } from '../workflows/make-documents';
import type { AtWork } from './guard';

/** Makes the papers of a signed case. When that fails the case is signed all the same, and they are made at its next opening. */
export async function makePapers(desk: Desk, { open, actor }: AtWork, registrationNo: RegistrationNo): Promise<void> {
  try {
    const made = await ensureDocuments(open.ports, open.work, registrationNo, actor);
    if (!made.ok) desk.log.error({ code: made.error.code }, 'papers not made');
  } catch (cause) {
    tellIncident(desk.log, {}, 'papers not made', cause);
  }
}
