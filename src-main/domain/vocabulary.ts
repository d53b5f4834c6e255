/**
 * The desk's words for plain values. All are strings in every store and on every wire.
 * Times are RFC 3339 with offset, days are `YYYY-MM-DD` in the site's time zone, digests lower-case hex SHA-256.
 */
export type RegistrationNo = string;
export type Sha256 = string;
export type StaffId = string;
export type DeskId = string;
export type Time = string;
export type Day = string;

/** What a person may do at the desk. One person may hold several. */
export const ROLES = ['reviewer', 'approver', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts, where and when: handed to every rule, so that no rule asks a clock or a session. */
export interface Actor {
  staffId: StaffId;
  roles: readonly Role[];
  deskId: DeskId;
}

/** A store is for real candidates or for practice, never both. */
export type StoreKind = 'live' | 'training';
