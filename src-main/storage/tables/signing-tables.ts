import type { Generated } from 'kysely';

/** A revision of the sheet that the candidate is asked to confirm. */
export interface SheetTable {
  registration_no: string;
  revision: number;
  content: string;
  digest: string;
  drawn_at: string;
  drawn_by: string;
  voided_at: string | null;
}

/** The candidate's ink. One per registration, ever. */
export interface SignatureTable {
  registration_no: string;
  /** Canonical bytes of signature.json as text. */
  content: string;
  sha256: string;
  sheet_revision: number;
}

/** A picture that a signature stands on: the candidate's screen, section by section, as it was confirmed. Guarded like the signature. */
export interface SignedPictureTable {
  registration_no: string;
  /** Section id. */
  section: string;
  sha256: string;
}

/** The seal. One per registration, ever; never changes. */
export interface SealTable {
  registration_no: string;
  content: string;
  sha256: string;
  signature: string;
  desk_id: string;
  signed_at: string;
  sheet_revision: number;
  /** Always `signed`: refers to the case's state, so that no transaction can end with a seal and a case that is not signed. */
  case_state: Generated<string>;
}

/** A PDF made from a seal, append-only; export and reprint use this file. */
export interface DocumentTable {
  id: string;
  registration_no: string;
  kind: string;
  revision: number;
  sha256: string;
  made_at: string;
}

/** A print or a saved copy, append-only. */
export interface PrintRecordTable {
  id: string;
  document_id: string;
  registration_no: string;
  kind: string;
  copy_no: number;
  printer: string | null;
  by_staff: string;
  at: string;
}

/** The audit chain. Never changes. */
export interface AuditEventTable {
  seq: number;
  at: string;
  desk_id: string;
  staff_id: string | null;
  kind: string;
  registration_no: string | null;
  payload: string;
  prev_hash: string;
  hash: string;
}

/** Public keys: the site's and each desk's, with the site key's signature over the desk's PEM file. */
export interface DeskKeyTable {
  desk_id: string;
  public_pem: string;
  site_signature: string | null;
  added_at: string;
}

/** What a command answered, so that a command sent twice is applied once. No guard; proves nothing. */
export interface CommandAnswerTable {
  command_id: string;
  at: string;
  answer: string;
}
