import type { Generated } from 'kysely';

/** The case beside a registration. Absent row = waiting, visit 0. */
export interface CaseTable {
  registration_no: string;
  state: string;
  visit: number;
  policy_digest: string;
  /** Rises with every write to the case: a write that read an older one is refused as changed elsewhere. */
  version: number;
  supplement: string | null;
  refusal: string | null;
  updated_at: string;
}

/** A desk's lease on a case. Not guarded: it ends before the case is signed. */
export interface ClaimTable {
  registration_no: string;
  desk_id: string;
  staff_id: string;
  since: string;
  lease_until: string;
}

export interface IdentityCheckTable {
  /** Rising with time of entry, as in every list below. */
  seq: Generated<number>;
  id: string;
  registration_no: string;
  method: string;
  at: string;
  day: string;
  visit: number;
  passed: number;
  results: string;
  validity: string;
  reason: string | null;
  by_staff: string;
  consent_by: string | null;
}

export interface FieldCheckTable {
  seq: Generated<number>;
  id: string;
  registration_no: string;
  field: string;
  material: string | null;
  value: string;
  result: string;
  how: string;
  note: string | null;
  by_staff: string;
  at: string;
}

export interface MaterialDecisionTable {
  seq: Generated<number>;
  id: string;
  registration_no: string;
  code: string;
  decision: string;
  finding: string | null;
  reason: string | null;
  by_staff: string;
  at: string;
}

export interface ReviewPassTable {
  seq: Generated<number>;
  id: string;
  registration_no: string;
  pass: number;
  outcome: string;
  reason: string | null;
  by_staff: string;
  at: string;
}

export interface CorrectionTable {
  seq: Generated<number>;
  id: string;
  registration_no: string;
  field: string;
  old_value: string;
  new_value: string;
  reason: string;
  state: string;
  requested_by: string;
  requested_at: string;
  decided_by: string | null;
  decided_at: string | null;
  decision_reason: string | null;
}

export interface EvidenceTable {
  correction_id: string;
  n: number;
  registration_no: string;
  sha256: string;
  kind: string;
  origin: string;
  by_staff: string;
  at: string;
}

/**
 * Where each registration that is not withdrawn stands, so that lists and counts need no search through all cases.
 * Kept by triggers beside `registration` and `review_case`; no guard; proves nothing.
 */
export interface CaseQueueTable {
  registration_no: string;
  state: string;
  /** As in `registration`: what the case is found by in its state. */
  name: Generated<string>;
  name_pinyin: Generated<string>;
  name_initials: Generated<string>;
}

/** How many rows of the queue are in each state. */
export interface CaseCountTable {
  state: string;
  n: number;
}
