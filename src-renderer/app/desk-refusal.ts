import type { DeskReply, Refusal } from '../../src-preload/contract/common';

type RefusalReply = Extract<DeskReply<unknown>, { ok: false }>['error'];

/** A refusal of the desk as an error object, so that queries and commands can carry it. Shown by `RefusalNotice`. */
export class DeskRefusal extends Error {
  readonly code: Refusal['code'];
  readonly params: Readonly<Record<string, string | number>>;
  /** Names the log entry of a bug, for support. */
  readonly incident: string | null;
  /** The answer never came: whether the desk did it is unknown, so the same command may be sent again. */
  readonly lost: boolean;

  constructor(refusal: RefusalReply, lost = false) {
    super(refusal.code);
    this.name = 'DeskRefusal';
    this.code = refusal.code;
    this.params = refusal.params ?? {};
    this.incident = refusal.incident ?? null;
    this.lost = lost;
  }
}

/** Any thrown value as a refusal: what is none counts as a lost answer. */
export function asRefusal(thrown: unknown): DeskRefusal {
  return thrown instanceof DeskRefusal ? thrown : new DeskRefusal({ code: 'unexpected' }, true);
}
