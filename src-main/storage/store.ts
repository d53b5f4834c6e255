import type {
  CaseRecord, CaseState, Claim, Correction, FieldCheck, IdentityCheck, MaterialDecision, MaterialImage, Registration, ReviewPass, SealRecord, Sheet,
  StaffMember,
} from '../domain/case-record';
import type { ChainFinding } from '../domain/audit-chain';
import type { AuditEvent, AuditHead, AuditKind, JsonValue } from '../domain/audit-event';
import type { Result } from '../domain/result';
import type { SealFault } from '../domain/sealed-record';
import type { SitePolicy } from '../domain/policy';
import type { StoreKey } from './keys/store-key';
import type { BrokenSeal } from './seal-faults';
import type { ServerAddress } from './server-address';
import type { Day, DeskId, RegistrationNo, Sha256, StaffId, StoreKind, Time } from '../domain/vocabulary';

/** What the store says of itself. Set when it is made; `site` and `examYear` by the first package. */
export interface StoreFacts {
  storeId: string;
  kind: StoreKind;
  deskId: DeskId;
  points: readonly string[];
  site: { code: string; name: string } | null;
  zone: { code: string; name: string } | null;
  exam: { name: string; year: number } | null;
}

/** Who and where, for the audit event that every write leaves. */
export interface EventContext {
  deskId: DeskId;
  staffId: StaffId | null;
  at: Time;
}

export interface NewEvent {
  kind: AuditKind;
  registrationNo: RegistrationNo | null;
  payload: { readonly [key: string]: JsonValue };
}

/** Who closed the site, and when: from then on every outcome is frozen for export. */
export interface SiteClosing {
  at: Time;
  by: StaffId;
}

/** The policy.json of an imported package, which waits until an administrator has seen what it would change (spec policy.md). */
export interface ProposedPolicy {
  packageId: string;
  importedAt: Time;
  /** The file as it came. */
  text: string;
}

/** The newest event of a registration that is of one of these kinds, of this desk, of any desk but this one. */
export interface LastEventQuery {
  registrationNo: RegistrationNo;
  kinds?: readonly AuditKind[];
  deskId?: DeskId;
  notDeskId?: DeskId;
}

export interface CaseListQuery {
  /** Name prefix, pinyin or initials, registration number, last four digits of the ID number; empty = all. */
  text: string;
  states: readonly CaseState[];
  offset: number;
  limit: number;
}

export interface CaseListRow {
  registrationNo: RegistrationNo;
  name: string;
  idNumber: string;
  category: string;
  workUnit: string;
  point: string;
  state: CaseState;
  photo: Sha256 | null;
  claim: Claim | null;
  /** Last day for the papers that are owed; null when none are. */
  supplementUntil: Day | null;
  updatedAt: Time | null;
}

/** A text that finds very many is followed to a limit: `total` then is that limit, `isTotalExact` false, and rows end there. */
export interface CaseListPage {
  rows: readonly CaseListRow[];
  total: number;
  isTotalExact: boolean;
}

export interface StoredDocument {
  id: string;
  registrationNo: RegistrationNo;
  kind: 'sheet' | 'receipt';
  revision: number;
  sha256: Sha256;
  madeAt: Time;
}

export interface PrintRecord {
  id: string;
  documentId: string;
  registrationNo: RegistrationNo;
  kind: 'printed' | 'saved' | 'reprinted';
  copyNo: number;
  printer: string | null;
  by: StaffId;
  at: Time;
}

export interface StaffAccount extends StaffMember {
  pinHash: string;
}

/** Reads. Given by the store itself (own snapshot each) and by a transaction (its own view). */
export interface StoreReader {
  getFacts(): Promise<StoreFacts>;
  /** Registration points that alone are served by this store; empty for all, as for a store that several desks share. */
  listPointsServed(): Promise<readonly string[]>;
  findPolicy(digest: Sha256): Promise<SitePolicy | null>;
  findCurrentPolicy(): Promise<{ policy: SitePolicy; digest: Sha256 } | null>;
  listStaff(): Promise<readonly StaffAccount[]>;
  findCase(registrationNo: RegistrationNo): Promise<CaseRecord | null>;
  /** The version counter of the case row, 0 when it has none yet. */
  getCaseVersion(registrationNo: RegistrationNo): Promise<number>;
  /** Every case whose claim a desk took last and did not give back, lapsed or not. */
  listClaimedBy(deskId: DeskId): Promise<readonly RegistrationNo[]>;
  findRegistrationsByIdNumber(idNumber: string): Promise<readonly RegistrationNo[]>;
  /** Registrations that are not withdrawn; in the order of numbers, or of what was searched. */
  listCases(query: CaseListQuery): Promise<CaseListPage>;
  countCasesByState(): Promise<Readonly<Record<CaseState, number>>>;
  listOpenCorrections(): Promise<readonly { registrationNo: RegistrationNo; correction: Correction }[]>;
  getAuditHead(): Promise<AuditHead>;
  /** Events in order, a page at a time. */
  listEvents(query: { fromSeq: number; limit: number; registrationNo?: RegistrationNo }): Promise<readonly AuditEvent[]>;
  /** Recomputes the hash of every event, and names the first that does not follow from the one before. */
  verifyChain(): Promise<ChainFinding>;
  /** Compares every seal with its case, the desk's key and the log, and names the signing that was told first of those that do not hold. */
  findBrokenSeal(): Promise<BrokenSeal | null>;
  findLastEvent(query: LastEventQuery): Promise<AuditEvent | null>;
  /** The recovery code's slot as text (keys/key-slots.ts), for desks that join; null for a store in a file, which has it beside. */
  findRecoverySlots(): Promise<string | null>;
  /** When the backup by the server's own tools that was marked last began; null when none was, and for a store in a file. */
  findServerBackup(): Promise<Time | null>;
  findSiteClosing(): Promise<SiteClosing | null>;
  findProposedPolicy(): Promise<ProposedPolicy | null>;
  listDocuments(registrationNo: RegistrationNo): Promise<readonly StoredDocument[]>;
  findDocument(id: string): Promise<StoredDocument | null>;
  listPrintRecords(registrationNo: RegistrationNo): Promise<readonly PrintRecord[]>;
  findSignature(registrationNo: RegistrationNo): Promise<{ content: string; sha256: Sha256 } | null>;
  listPackages(): Promise<readonly { packageId: string; createdAt: Time; importedAt: Time; sender: string | null; report: JsonValue }[]>;
  listDeskKeys(): Promise<readonly { deskId: DeskId; publicPem: string; siteSignature: string | null }[]>;
  findBlob(sha256: Sha256): Promise<{ sha256: Sha256; bytes: number; mediaType: string; width: number | null; height: number | null } | null>;
  findCommandAnswer(commandId: string): Promise<JsonValue | null>;
  /** Every registration that has a case row, by number: what an export walks. */
  listTouchedCases(): Promise<readonly RegistrationNo[]>;
  /** Rows for results.csv, every registration, by number. */
  listAllCases(): AsyncIterable<CaseListRow>;
  /** Every registration whose image, evidence, section picture, document or photo these bytes are. */
  listBlobUses(sha256: Sha256): Promise<readonly RegistrationNo[]>;
}

/** Writes, inside one transaction only. Every method writes the row; the audit event is appended by `append`. */
export interface StoreWriter extends StoreReader {
  saveFacts(facts: StoreFacts): Promise<void>;
  /** The recovery code's slot as text; for a store on a server alone. */
  saveRecoverySlots(text: string): Promise<void>;
  adoptPolicy(policy: { content: string; digest: Sha256; adoptedAt: Time; adoptedBy: StaffId | null }): Promise<void>;
  addStaff(account: StaffAccount, createdAt: Time): Promise<void>;
  /** Creates or changes the case row; `expectedVersion` guards against a change by another desk. False = changed elsewhere. */
  saveCase(change: {
    registrationNo: RegistrationNo;
    expectedVersion: number;
    state: CaseState;
    visit: number;
    policyDigest: Sha256;
    supplement: CaseRecord['supplement'];
    refusal: CaseRecord['refusal'];
    at: Time;
  }): Promise<boolean>;
  saveClaim(registrationNo: RegistrationNo, claim: Claim): Promise<void>;
  endClaim(registrationNo: RegistrationNo): Promise<void>;
  addIdentityCheck(registrationNo: RegistrationNo, check: IdentityCheck): Promise<void>;
  addFieldChecks(registrationNo: RegistrationNo, checks: readonly FieldCheck[]): Promise<void>;
  addMaterialDecision(registrationNo: RegistrationNo, decision: MaterialDecision): Promise<void>;
  addMaterialImage(registrationNo: RegistrationNo, image: MaterialImage, by: StaffId, at: Time): Promise<void>;
  addReviewPass(registrationNo: RegistrationNo, pass: ReviewPass): Promise<void>;
  addCorrection(registrationNo: RegistrationNo, correction: Correction): Promise<void>;
  /** Writes the decision; an approved one changes the registration's current value (and search columns) in the same transaction. */
  decideCorrection(registrationNo: RegistrationNo, correction: Correction, changedFields: Registration['fields'] | null): Promise<void>;
  addSheet(registrationNo: RegistrationNo, sheet: Sheet): Promise<void>;
  voidSheet(registrationNo: RegistrationNo, revision: number, at: Time): Promise<void>;
  addSignature(registrationNo: RegistrationNo, signature: { content: string; sha256: Sha256; sheetRevision: number }): Promise<void>;
  addSeal(registrationNo: RegistrationNo, seal: SealRecord): Promise<void>;
  addDocument(document: StoredDocument): Promise<void>;
  addPrintRecord(record: PrintRecord): Promise<void>;
  addBlob(blob: { sha256: Sha256; bytes: number; mediaType: string; width: number | null; height: number | null }): Promise<void>;
  addDeskKey(key: { deskId: DeskId; publicPem: string; siteSignature: string | null; addedAt: Time }): Promise<void>;
  saveCommandAnswer(commandId: string, at: Time, answer: JsonValue): Promise<void>;
  /** Forgets the answers of commands from before this time; answers how many. */
  sweepCommandAnswers(before: Time): Promise<number>;
  closeSite(closing: SiteClosing): Promise<void>;
  /** Null: none waits any more. */
  proposePolicy(proposed: ProposedPolicy | null): Promise<void>;
  /** Appends to the chain and answers with the event as written. */
  append(context: EventContext, event: NewEvent): Promise<AuditEvent>;
}

/** Why the storage could not do what was asked; the state before holds. */
export type StorageTrouble =
  | { code: 'disk-full' }
  | { code: 'disk-read-only' }
  | { code: 'disk-failed'; detail: string }
  | { code: 'store-busy' }
  | { code: 'store-damaged'; detail: string }
  /** The rows of a signed case are not what its seal says: nothing of it is shown. */
  | { code: 'seal-broken'; registrationNo: RegistrationNo; part: SealFault }
  /** Signed cases that the store once had are missing, or its chain is not the one that was seen: it is open for reading only. */
  | { code: 'store-behind' | 'store-diverged' }
  /** The shared server does not answer; nothing was begun. */
  | { code: 'server-unreachable' }
  /**
   * The shared server went away in the middle. `no`: nothing was done. `unknown`: it was lost while it committed; the same
   * command sent again, under its id, is applied once.
   */
  | { code: 'server-lost'; applied: 'no' | 'unknown' }
  /** The database itself refused a write to a sealed registration. */
  | { code: 'case-signed' };

/** One open store. Whoever opens it closes it. */
export interface Store extends StoreReader {
  readonly dir: string;
  /**
   * The only way to write. A refusal (`ok: false`) rolls everything back. A lock held elsewhere is waited for
   * without blocking the thread; trouble of the disk comes back as a typed error.
   */
  inTransaction<T, E>(work: (tx: StoreWriter) => Promise<Result<T, E>>): Promise<Result<T, E | StorageTrouble>>;
  close(): Promise<void>;
}

export type OpenStoreTrouble =
  | { code: 'store-missing'; dir: string }
  /** Only from making a store: there is one already. */
  | { code: 'store-exists'; dir: string }
  | { code: 'store-in-use'; dir: string }
  | { code: 'store-newer'; found: number; known: number }
  /** Whole, as far as can be told, and made with another key. */
  | { code: 'store-key-wrong'; dir: string }
  /** Made by a version that did not encrypt. */
  | { code: 'store-unencrypted'; dir: string }
  | { code: 'store-damaged'; detail: string; copy: string | null }
  | { code: 'folder-unwritable'; dir: string }
  | { code: 'disk-full' }
  | OpenServerTrouble;

/** What a server that answers does not accept: password, database, this desk's wish for a checked certificate, or something that its words tell. */
export type ServerRefusal = 'password' | 'database' | 'certificate' | 'other';

/** What keeps a store on a site's server from being opened. */
export type OpenServerTrouble =
  | { code: 'server-address-malformed'; detail: string }
  | { code: 'server-tls-required'; host: string }
  | { code: 'server-unreachable' }
  | { code: 'server-refused'; detail: string; why: ServerRefusal }
  /** The role could change the rules of the record: it owns them, is a superuser, or may run DDL. */
  | { code: 'server-role-too-strong'; role: string; detail: string }
  | { code: 'server-not-prepared'; found: number; known: number }
  | { code: 'server-not-durable'; setting: string }
  /** Only from making a store: the site has one, which a further desk joins. */
  | { code: 'server-has-store' }
  /** Only from joining: another desk of the store has this name. */
  | { code: 'desk-name-taken'; deskId: DeskId }
  /** The folder was made for another store than the one in the database. */
  | { code: 'store-other' };

export interface CreateStoreInput {
  dir: string;
  key: StoreKey;
  /** Puts the key into its slots, before anything is written under it. */
  keepKey?: () => Promise<void>;
  /** Of a store on a server: the recovery code's slot as text, for desks that join. */
  recoverySlots?: string;
  facts: StoreFacts;
  createdAt: Time;
  nativeBinding?: string;
  /** Makes the store in a prepared database on a server instead of a file. */
  server?: ServerAddress;
}

/** Day and time of the site's clock, for rules that ask "today". */
export interface LocalNow {
  now: Time;
  day: Day;
}
