import type { RegistrationNo, Sha256, Time } from './vocabulary';

/** How far the desk has gone with a registration: `opened` once it has a case or a live claim. */
export type CaseStanding = 'unopened' | 'opened' | 'signed';

/** A registration that the store holds already, as far as import asks. */
export interface ExistingRegistration {
  registrationNo: RegistrationNo;
  revision: number;
  /** `createdAt` of the newest package that held it, or that withdrew it. */
  packageCreatedAt: Time;
  contentDigest: Sha256;
  idNumber: string;
  withdrawn: boolean;
  standing: CaseStanding;
}

/** What a package says of one registration. */
export interface IncomingRegistration {
  registrationNo: RegistrationNo;
  revision: number;
  contentDigest: Sha256;
  idNumber: string;
}

/**
 * `new` and `replaced` are applied. `unchanged` is not, but a later package confirms it. The others leave what is stored.
 */
export type RowDecision = 'new' | 'replaced' | 'unchanged' | 'superseded' | 'conflict' | 'refused-signed';

/** The rows of spec registration-package.md, "What import promises", from top to bottom; the first that fits holds. */
const DECISIONS: readonly { when: (facts: RowFacts) => boolean; decision: RowDecision }[] = [
  { when: ({ same, withdrawn }) => same && !withdrawn, decision: 'unchanged' },
  { when: ({ newer, standing }) => newer && standing === 'signed', decision: 'refused-signed' },
  { when: ({ newer, standing }) => newer && standing === 'opened', decision: 'conflict' },
  { when: ({ newer }) => newer, decision: 'replaced' },
];

interface RowFacts {
  same: boolean;
  newer: boolean;
  withdrawn: boolean;
  standing: CaseStanding;
}

/** Whether a time is after another; both RFC 3339, offsets may differ. */
export function isLater(time: Time, than: Time): boolean {
  return Date.parse(time) > Date.parse(than);
}

/** Decides what becomes of one row that is right by itself. Pure: the same store and the same row give the same answer. */
export function decideRow(existing: ExistingRegistration | null, incoming: IncomingRegistration, createdAt: Time): RowDecision {
  if (existing === null) return 'new';
  const facts: RowFacts = {
    same: existing.contentDigest === incoming.contentDigest,
    newer: isNewer(existing, incoming, createdAt),
    withdrawn: existing.withdrawn,
    standing: existing.standing,
  };
  return DECISIONS.find(({ when }) => when(facts))?.decision ?? 'superseded';
}

/** A higher revision, or an equal one from a later package. What a package withdrew only a later package brings back. */
function isNewer(existing: ExistingRegistration, incoming: IncomingRegistration, createdAt: Time): boolean {
  const later = isLater(createdAt, existing.packageCreatedAt);
  if (existing.withdrawn) return later && incoming.revision >= existing.revision;
  return incoming.revision > existing.revision || (incoming.revision === existing.revision && later);
}

/** Whether a registration that the package does not hold is withdrawn by it. */
export function isWithdrawnBy(existing: ExistingRegistration, createdAt: Time): boolean {
  return existing.standing === 'unopened' && !existing.withdrawn && isLater(createdAt, existing.packageCreatedAt);
}

/** Whether a later package that says the same moves the registration's package forward, so that an older one cannot undo it. */
export function isConfirmedBy(existing: ExistingRegistration, createdAt: Time): boolean {
  return existing.standing !== 'signed' && !existing.withdrawn && isLater(createdAt, existing.packageCreatedAt);
}
