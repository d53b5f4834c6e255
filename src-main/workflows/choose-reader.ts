import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Actor } from '../domain/vocabulary';
import { tellLog } from './tell-log';
import type { DeskPorts, Outcome } from './ports';

export interface ReaderWish {
  /** By which way it is reached; told to the log with where, without the arguments of a program. */
  carrier: string;
  at: string;
  /** Why it cannot be used, or null. */
  findTrouble(): Promise<ReturnType<typeof refusal> | null>;
  /** False when it cannot be kept for the next start: then nothing is changed. */
  keep(): Promise<boolean>;
}

/** An administrator chooses the card reader of this desk. The log knows of it before it is in force. */
export async function chooseReader(ports: DeskPorts, wish: ReaderWish, actor: Actor): Promise<Outcome<null>> {
  if (!actor.roles.includes('administrator')) return refusal('role-missing', { role: 'administrator' });
  const trouble = await wish.findTrouble();
  if (trouble !== null) return trouble;
  const told = await tellLog(ports, actor, { kind: 'reader.chosen', registrationNo: null, payload: { carrier: wish.carrier, at: wish.at } });
  if (!told.ok) return told;
  return (await wish.keep()) ? ok(null) : refusal('settings-not-kept');
}
