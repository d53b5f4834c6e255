import type { BothLanguages } from '../../src-main/domain/policy';
import type { Refusal } from '../../src-main/domain/refusal';
import type { Result } from '../../src-main/domain/result';
import type { Role, StoreKind } from '../../src-main/domain/vocabulary';

export type { BothLanguages, Refusal, Result, Role, StoreKind };

/** What every call answers: the value, or a refusal with what its text needs. `incident` names the log entry of a bug. */
export type DeskReply<T> = Result<T, Refusal & { incident?: string }>;

/** The address of an image of the desk, for `<img src>`; see material-protocol. */
export type MaterialUrl = string;

/** A person who consents at this desk with their own PIN, without the signed-in person leaving. */
export interface Credential {
  staffId: string;
  pin: string;
}
