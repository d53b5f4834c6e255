import type {
  CaseCountTable, CaseQueueTable, CaseTable, ClaimTable, CorrectionTable, EvidenceTable, FieldCheckTable, IdentityCheckTable,
  MaterialDecisionTable, ReviewPassTable,
} from './case-tables';
import type { PolicyTable, StaffTable, StoreSettingTable } from './people-tables';
import type {
  BlobTable, MaterialBytesTable, MaterialImageTable, PackageTable, RegistrationTable, StagedMaterialImageTable, StagedRegistrationTable,
} from './registration-tables';
import type {
  AuditEventTable, CommandAnswerTable, DeskKeyTable, DocumentTable, PrintRecordTable, SealTable, SheetTable, SignatureTable,
  SignedPictureTable,
} from './signing-tables';

/** Every table of a store, by its name in the database. */
export interface DeskDatabase {
  store_setting: StoreSettingTable;
  staff: StaffTable;
  policy: PolicyTable;
  registration: RegistrationTable;
  material_image: MaterialImageTable;
  blob: BlobTable;
  material_bytes: MaterialBytesTable;
  package: PackageTable;
  staged_registration: StagedRegistrationTable;
  staged_material_image: StagedMaterialImageTable;
  review_case: CaseTable;
  case_queue: CaseQueueTable;
  case_count: CaseCountTable;
  claim: ClaimTable;
  identity_check: IdentityCheckTable;
  field_check: FieldCheckTable;
  material_decision: MaterialDecisionTable;
  review_pass: ReviewPassTable;
  correction: CorrectionTable;
  evidence: EvidenceTable;
  sheet: SheetTable;
  signature: SignatureTable;
  signed_picture: SignedPictureTable;
  seal: SealTable;
  document: DocumentTable;
  print_record: PrintRecordTable;
  audit_event: AuditEventTable;
  desk_key: DeskKeyTable;
  command_answer: CommandAnswerTable;
}
