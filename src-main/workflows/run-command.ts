import type { JsonValue } from '../domain/audit-event';
import { ok } from '../domain/result';
import type { EventContext, StoreWriter } from '../storage/store';
import { findAnswer, keepAnswer, type SentCommand } from './command-answer';
import type { DeskPorts, Outcome } from './ports';
import { localTime } from './tell-log';

/** Runs a command on no single case in one transaction; sent again, it is not applied again and answers as before. */
export async function runCommand<T>(ports: DeskPorts, command: SentCommand, act: (tx: StoreWriter, context: EventContext) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const at = await localTime(ports);
  return ports.store.inTransaction(async (tx) => {
    const answered = await findAnswer(tx, command);
    if (!answered.ok) return answered;
    if (answered.value !== null) return ok(answered.value.value as T);
    const outcome = await act(tx, { deskId: command.actor.deskId, staffId: command.actor.staffId, at });
    if (outcome.ok) await keepAnswer(tx, command, at, outcome.value as JsonValue);
    return outcome;
  });
}
