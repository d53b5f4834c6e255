import type { DeskReply } from '../../src-preload/contract/common';
import type { Desk, OpenDesk } from '../app/desk';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Actor } from '../domain/vocabulary';

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
