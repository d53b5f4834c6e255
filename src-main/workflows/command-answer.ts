import { digestOf } from '../canonical/canonical-json';
import type { JsonValue } from '../domain/audit-event';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Actor, RegistrationNo, Sha256, Time } from '../domain/vocabulary';
import type { StoreReader, StoreWriter } from '../storage/store';
import type { Outcome } from './ports';

/** One command as it was sent. A command whose answer was lost is sent again under the same id, and applied once. */
export interface SentCommand {
  /** Name in the log when the command is refused. */
  name: string;
  /** Null for a command that may repeat. */
  commandId: string | null;
  registrationNo: RegistrationNo | null;
  actor: Actor;
  /** What was asked for, without credentials: the same id with another payload is a mistake, never "done already". */
  payload: JsonValue;
}

/** What a command that was applied answered. */
export interface CommandAnswer {
  value: JsonValue;
}

/** Days for which answers are kept: far longer than any desk waits before it sends a command again. */
export const ANSWERS_KEPT_DAYS = 14;

function markOf({ name, registrationNo, actor, payload }: SentCommand): Sha256 {
  return digestOf({ name, registrationNo, desk: actor.deskId, staff: actor.staffId, payload });
}

interface StoredAnswer {
  mark: Sha256;
  value: JsonValue;
}

function isStoredAnswer(stored: JsonValue): stored is JsonValue & StoredAnswer {
  return typeof stored === 'object' && stored !== null && 'mark' in stored && 'value' in stored;
}

/** The answer of a command that was applied before; null when it was not, refused when the id stood for something else. */
export async function findAnswer(reader: Pick<StoreReader, 'findCommandAnswer'>, command: SentCommand): Promise<Outcome<CommandAnswer | null>> {
  const stored = command.commandId === null ? null : await reader.findCommandAnswer(command.commandId);
  if (stored === null) return ok(null);
  if (!isStoredAnswer(stored) || stored.mark !== markOf(command)) return refusal('bad-input', { channel: command.name });
  return ok({ value: stored.value });
}

/** Keeps the answer in the transaction of what the command did. */
export async function keepAnswer(tx: StoreWriter, command: SentCommand, at: Time, value: JsonValue): Promise<void> {
  if (command.commandId !== null) await tx.saveCommandAnswer(command.commandId, at, { mark: markOf(command), value });
}
