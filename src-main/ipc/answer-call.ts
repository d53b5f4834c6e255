import { CANDIDATE_CHANNELS, STAFF_CHANNELS } from '../../src-preload/contract/channels';
import type { DeskReply } from '../../src-preload/contract/common';
import type { Channel, Input, Outputs } from '../../src-preload/contract/desk-api';
import { INPUTS } from '../../src-preload/contract/schemas';
import { tellIncident } from '../app/incident';
import type { Log } from '../app/logger';
import { refusal, type RefusalCode } from '../domain/refusal';
import { MaterialTrouble } from '../storage/material-files';
import { StorageFailure } from '../storage/storage-failure';

export type WindowRole = 'staff' | 'candidate';
export type Handler<C extends Channel> = (input: Input<C>) => Promise<DeskReply<Outputs[C]>>;
/** Main provides a handler for every call of the contract; a missing one does not compile. */
export type Handlers = { [C in Channel]: Handler<C> };

const CHANNELS_OF: Readonly<Record<WindowRole, readonly string[]>> = { staff: STAFF_CHANNELS, candidate: CANDIDATE_CHANNELS };

export function isOffered(role: WindowRole, channel: string): channel is Channel {
  return CHANNELS_OF[role].includes(channel);
}

function unexpected(log: Log, channel: string, cause: unknown): DeskReply<never> {
  const incident = tellIncident(log, { channel }, 'call failed', cause);
  return { ok: false, error: { code: 'unexpected', params: { incident }, incident } };
}

/** Disk and store refuse a read or a staged file by throwing: for the window it is a refusal like any other. */
function findStorageTrouble(cause: unknown): RefusalCode | null {
  if (cause instanceof StorageFailure) return cause.trouble.code;
  if (!(cause instanceof MaterialTrouble)) return null;
  return cause.code === 'too-large' ? 'image-too-large' : cause.code;
}

/** What a window learns of a thrown error: trouble of disk and store by its code, a bug by its incident number. */
export function answerThrown(log: Log, channel: string, cause: unknown): DeskReply<never> {
  const trouble = findStorageTrouble(cause);
  return trouble === null ? unexpected(log, channel, cause) : refusal(trouble);
}

/** Half a character has no canonical form and no digest; a NUL no server stores. Neither comes from a keyboard. */
const UNSTORABLE = /[\p{Cs}\0]/u;

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value);
  if (Array.isArray(value)) return value.every(isStorable);
  return typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.entries(value).every(([key, each]) => isStorable(key) && isStorable(each));
}

/**
 * One way for every call: offered to this window, input as the schema says, answer in an envelope. A thrown error is a
 * bug: it is logged under an incident number, which is all that the window learns.
 */
export async function answerCall(handlers: Handlers, log: Log, role: WindowRole, channel: string, rawInput: unknown): Promise<DeskReply<unknown>> {
  if (!isOffered(role, channel)) return refusal('bad-input', { channel });
  const parsed = INPUTS[channel].safeParse(rawInput ?? {});
  if (!parsed.success) {
    log.warn({ channel, paths: parsed.error.issues.map((issue) => issue.path.join('.')) }, 'input refused');
    return refusal('bad-input', { channel });
  }
  if (!isStorable(parsed.data)) {
    log.warn({ channel }, 'input with text that cannot be stored refused');
    return refusal('bad-input', { channel });
  }
  try {
    return await (handlers[channel] as Handler<Channel>)(parsed.data as never);
  } catch (cause) {
    return answerThrown(log, channel, cause);
  }
}
