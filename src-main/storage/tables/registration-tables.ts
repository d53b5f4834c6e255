/** One registration; guarded once its case is signed. `received` never changes, `fields` carries approved corrections. */
export interface RegistrationTable {
  registration_no: string;
  revision: number;
  package_id: string;
  /** `createdAt` of the package's manifest: decides between equal revisions. */
  package_created_at: string;
  received: string;
  fields: string;
  extra: string;
  /** SHA-256 of the canonical JSON of what the package said of this registration, images included. */
  content_digest: string;
  photo: string | null;
  withdrawn: number;
  /** Search columns, kept equal to `fields`. */
  name: string;
  /** Name in pinyin without spaces or tones, and its initials, lower case. */
  name_pinyin: string;
  name_initials: string;
  id_number: string;
  id_tail: string;
  category: string;
  work_unit: string;
  point: string;
}

/** One image of a registration. */
export interface MaterialImageTable {
  registration_no: string;
  code: string;
  n: number;
  sha256: string;
  origin: string;
  online_state: string | null;
  online_opinion: string | null;
  /** JSON array of image problem codes. */
  flags: string;
  captured_by: string | null;
  captured_at: string | null;
}

/** Facts of stored bytes; the bytes themselves lie in the material files. */
export interface BlobTable {
  sha256: string;
  bytes: number;
  media_type: string;
  width: number | null;
  height: number | null;
}

/** Pieces of stored bytes in their order, as they lie (PostgreSQL only; beside a store of its own they are files). */
export interface MaterialBytesTable {
  name: string;
  n: number;
  bytes: Buffer;
}

export interface PackageTable {
  package_id: string;
  created_at: string;
  imported_at: string;
  /** SHA-256 of manifest.json's bytes. */
  manifest_digest: string;
  sender: string | null;
  /** JSON: the report of the import as the command line prints it. */
  report: string;
}

/** Rows of an import that is under way. Nothing here is visible to the desk; left-overs go at the next start. */
export interface StagedRegistrationTable {
  import_id: string;
  registration_no: string;
  action: string;
  revision: number;
  received: string;
  extra: string;
  content_digest: string;
  photo: string | null;
  name: string;
  name_pinyin: string;
  name_initials: string;
  id_number: string;
  id_tail: string;
  category: string;
  work_unit: string;
  point: string;
}

export interface StagedMaterialImageTable {
  import_id: string;
  registration_no: string;
  code: string;
  n: number;
  sha256: string;
  online_state: string | null;
  online_opinion: string | null;
  flags: string;
}
