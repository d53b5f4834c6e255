import type { DeskReply } from '../../src-preload/contract/common';
import type { Desk, OpenDesk } from '../app/desk';
import { ok } from '../domain/result';
import { refusal, type RefusalCode } from '../domain/refusal';
import type { Actor } from '../domain/vocabulary';
import { tellRefused } from '../workflows/change-case';

export interface AtWork {
  open: OpenDesk;
  actor: Actor;
}

/** Most calls need an open store and a signed-in person; the refusal tells which is missing. */
export function atWork(desk: Desk): DeskReply<AtWork> {
  const open = desk.findOpen();
  if (open === null) return refusal('store-missing');
  const actor = desk.findActor();
  return actor === null ? refusal('not-signed-in') : ok({ open, actor });
}

/** Runs `work` for the signed-in person at the open store. */
export async function whenAtWork<T>(desk: Desk, work: (at: AtWork) => Promise<DeskReply<T>>): Promise<DeskReply<T>> {
  const at = atWork(desk);
  return at.ok ? work(at.value) : at;
}

/** A rule of the site stood against it. What failed, was mistyped or called off is no attempt that was refused. */
const AGAINST_THE_RULES: ReadonlySet<RefusalCode> = new Set<RefusalCode>(['role-missing', 'same-person', 'site-closed', 'code-not-confirmed', 'sample-only-in-training', 'reader-only-in-training', 'desk-file-of-other-site', 'desk-file-of-other-desk', 'desk-file-damaged', 'desk-is-site']);

/** As `whenAtWork`, for what is done to the site and to no single case: the log is told of an attempt that the rules refused. */
export function whenAllowed<T>(desk: Desk, action: string, work: (at: AtWork) => Promise<DeskReply<T>>): Promise<DeskReply<T>> {
  return whenAtWork(desk, async (at) => {
    const reply = await work(at);
    if (!reply.ok && AGAINST_THE_RULES.has(reply.error.code)) await tellRefused(at.open.ports, { actor: at.actor, name: action, registrationNo: null }, reply.error);
    return reply;
  });
}
