import type { AuditEvent, AuditKind } from '../domain/audit-event';
import type { Refusal } from '../domain/refusal';
import type { RegistrationNo } from '../domain/vocabulary';
import type { StoreReader } from '../storage/store';
import type { SentCommand } from './command-answer';

type EventReader = Pick<StoreReader, 'findLastEvent' | 'listStaff'>;
type OnCase = Pick<SentCommand, 'name' | 'actor'> & { registrationNo: RegistrationNo };

const TAKES_CLAIM: readonly AuditKind[] = ['case.claimed', 'case.takenOver', 'case.reopened'];
const ENDS_CLAIM: readonly AuditKind[] = ['case.released', 'case.supplementOwed', 'case.refused', 'case.signed'];

async function nameOf(reader: EventReader, staffId: string | null): Promise<string> {
  return (await reader.listStaff()).find((account) => account.id === staffId)?.name ?? '';
}

async function wonBy(reader: EventReader, { deskId, staffId, at }: AuditEvent): Promise<Refusal> {
  return { code: 'changed-elsewhere', params: { desk: deskId, name: await nameOf(reader, staffId), at } };
}

/** The desk had the case and never let go of it: its screen still shows the case as its own. */
async function hadCase(reader: EventReader, { registrationNo, actor }: OnCase): Promise<boolean> {
  const mine = await reader.findLastEvent({ registrationNo, kinds: [...TAKES_CLAIM, ...ENDS_CLAIM], deskId: actor.deskId });
  return mine !== null && TAKES_CLAIM.includes(mine.kind);
}

/** What somebody else did, that the command of this desk came too late for. Null when nothing of the kind happened. */
async function findWinningEvent(reader: EventReader, command: OnCase, code: Refusal['code']): Promise<AuditEvent | null> {
  const { registrationNo, actor } = command;
  const elsewhere = { registrationNo, notDeskId: actor.deskId };
  switch (code) {
    case 'changed-elsewhere': return reader.findLastEvent(elsewhere);
    case 'claimed-elsewhere': return (await hadCase(reader, command)) ? reader.findLastEvent({ ...elsewhere, kinds: TAKES_CLAIM }) : null;
    case 'case-signed': return command.name === 'candidate.sign' ? reader.findLastEvent({ ...elsewhere, kinds: ['case.signed'] }) : null;
    default: return null;
  }
}

/**
 * The loser of a race is told `changed-elsewhere`, with who and when (spec case-and-finality.md, Several desks): the case was
 * taken over from this desk, changed under its hands, or signed at another one.
 */
export async function nameWinner(reader: EventReader, command: OnCase, reason: Refusal): Promise<Refusal> {
  const winning = await findWinningEvent(reader, command, reason.code);
  return winning === null ? reason : wonBy(reader, winning);
}
