import type { AvailableAction, OpenItem } from '../../src-main/domain/case-action';
import type { CaseState, CorrectionState, FieldResult, IdentityMethod, MaterialDecisionKind, OnlineState } from '../../src-main/domain/case-record';
import type { Finding } from '../../src-main/domain/commitment-rules';
import type { FieldKey } from '../../src-main/domain/fields';
import type { ConsentWhy } from '../../src-main/domain/identity-consent';
import type { ShownDocument } from '../../src-main/domain/identity-documents';
import type { SecondIdentifier, TypedPaper } from '../../src-main/domain/shown-paper';
import type { BothLanguages, MaterialUrl } from './common';

export type { AvailableAction, CaseState, CorrectionState, FieldKey, ConsentWhy, FieldResult, Finding, IdentityMethod, ShownDocument, MaterialDecisionKind, OnlineState, OpenItem, SecondIdentifier, TypedPaper };

export interface ClaimView {
  deskId: string;
  staffName: string;
  since: string;
  mine: boolean;
}

export interface CaseListItem {
  registrationNo: string;
  name: string;
  maskedIdNumber: string;
  category: string;
  categoryName: string;
  workUnit: string;
  point: string;
  state: CaseState;
  /** Papers are owed and their last day is over. */
  lapsed: boolean;
  claim: ClaimView | null;
  photoUrl: MaterialUrl | null;
}

export interface CaseListPage {
  items: readonly CaseListItem[];
  /** How many rows there are to page through. */
  total: number;
  /** False when a text finds more than `total`: it is too short to be a search, and rows end there. */
  isTotalExact: boolean;
  countsByState: Readonly<Record<CaseState, number>>;
}

/** A character whose glyph alone does not tell what it is. `kind` has a text under `identity.rare.<kind>`. */
export interface RareCharacterView {
  character: string;
  /** `U+20BB7`. */
  code: string;
  kind: 'rare' | 'privateUse' | 'broken';
}

/** One line of chip against registration. `why` has a text under `identity.why.<why>`. */
export interface IdentityRow {
  field: 'name' | 'idNumber' | 'sex' | 'birthDate' | 'nation' | 'validity' | 'documentKind';
  chip: string;
  registration: string;
  result: 'same' | 'equivalent' | 'differs' | 'needsHuman';
  why: string | null;
  /** Of the validity: the day by which it was judged. The registration says nothing of it. */
  judgedOn?: string;
  /** Of a name that holds such characters, on either side. */
  rare?: { chip: readonly RareCharacterView[]; registration: readonly RareCharacterView[] };
}

/** A way to show who one is without a chip, and what is typed of it. */
export interface IdentityPaperView {
  document: ShownDocument;
  lastDay: 'asked' | 'ifAny';
  secondIdentifier: boolean;
  /** 长期 may stand in the place of its last day. */
  longTerm: boolean;
}

/** A document of which no chip was read. */
export interface ShownPaperView {
  document: ShownDocument;
  reason: string;
  /** Why an approver has to consent; texts under `identity.consentWhy.<why>`. Empty when the clerk alone decides. */
  consent: readonly ConsentWhy[];
  /** As it was typed, to mend a slip; null for a passport, whose lines are read again. */
  typed: TypedPaper | null;
}

/** A card that lies in memory for this case, or a paper that was taken down, waiting for the clerk's decision. */
export interface PendingCardView {
  readId: string;
  rows: readonly IdentityRow[];
  /** Nothing differs and nothing waits for a human. */
  clean: boolean;
  passable: boolean;
  /** False unless the site has its vendor's decoder. */
  photoDecoded: boolean;
  /** Told where no chip was read. */
  paper?: ShownPaperView;
  /** The chip's photo as a `data:` URL, when decoded. In memory until the case leaves the counter. */
  photo?: string;
}

export interface IdentityCheckView {
  method: IdentityMethod;
  /** The document that a person compared and let pass; texts under `identity.document.<kind>`. */
  document?: ShownDocument;
  at: string;
  by: string;
  consentBy: string | null;
  passed: boolean;
  reason: string | null;
  /** Holds for signing today. */
  holdsForSigning: boolean;
}

/** A field as the paper in view shows it. */
export interface PaperFieldView {
  field: FieldKey;
  value: string;
  /** Value before approved corrections, null when unchanged. */
  received: string | null;
  proves: boolean;
  result: FieldResult | null;
  how: 'together' | 'single' | null;
  by: string | null;
  note: string | null;
  /** Why one key is not enough for this field; text under `review.ownKey.<why>`. */
  ownKey: 'highRisk' | 'contested' | 'onlineReturned' | 'untypedCharacter' | null;
  correctable: boolean;
  openCorrection: boolean;
}

export interface PaperImageView {
  n: number;
  sha256: string;
  url: MaterialUrl;
  width: number;
  height: number;
  bytes: number;
  origin: 'uploaded' | 'captured';
  onlineState: OnlineState | null;
  onlineOpinion: string | null;
  flags: readonly string[];
}

/** One material of the case with its images and the fields compared on it. Code `-` is the list checked by hand. */
export interface MaterialView {
  code: string;
  name: BothLanguages;
  required: boolean;
  /** Conditions that make it required; text under `review.because.<condition>` or the condition itself. */
  because: readonly string[];
  min: number;
  max: number;
  state: 'missing' | 'open' | 'accepted' | 'acceptedWithCommitment' | 'contested';
  decidedBy: string | null;
  reason: string | null;
  /** Findings with which it is taken on a signed commitment, the likeliest first; empty where the site takes none. */
  commitment: readonly Finding[];
  images: readonly PaperImageView[];
  fields: readonly PaperFieldView[];
}

export interface CorrectionView {
  id: string;
  registrationNo: string;
  candidateName: string;
  field: FieldKey;
  old: string;
  new: string;
  reason: string;
  state: CorrectionState;
  highRisk: boolean;
  requestedBy: string;
  requestedById: string;
  requestedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  evidence: readonly { sha256: string; kind: string; url: MaterialUrl }[];
}

/** What the site asks before a correction of a field may be requested, shown beside the form. */
export interface CorrectionRuleView {
  field: FieldKey;
  correctable: boolean;
  risk: 'normal' | 'high';
  evidenceKinds: readonly string[];
  insideSchedule: boolean;
  /** Text of the days on which corrections are taken, e.g. `2026-02-20–2026-03-05 08:00-12:00`. */
  days: readonly string[];
}

export interface DocumentView {
  id: string;
  kind: 'sheet' | 'receipt';
  revision: number;
  madeAt: string;
  copies: number;
}

export interface HistoryLine {
  seq: number;
  at: string;
  kind: string;
  by: string | null;
  deskId: string;
}

/** Everything the case screen shows. `step` is where the clerk is in the counter flow. */
export interface CaseView {
  registrationNo: string;
  state: CaseState;
  step: 'identity' | 'compare' | 'secondCheck' | 'sign' | 'done' | 'aside';
  readOnly: boolean;
  name: string;
  maskedIdNumber: string;
  category: string;
  categoryName: string;
  workUnit: string;
  point: string;
  appointmentAt: string | null;
  onlineStatus: string | null;
  onlineOpinion: string | null;
  photoUrl: MaterialUrl | null;
  claim: ClaimView | null;
  pendingCard: PendingCardView | null;
  identity: IdentityCheckView | null;
  /** How this candidate shows who they are: by a card with a chip, or by a registered document that has none and is taken down. */
  awaits: 'card' | 'paper';
  /** What may be shown instead of a chip, by what the candidate registered with; what an approver may do without any stands beside it. */
  identityPapers: readonly IdentityPaperView[];
  materials: readonly MaterialView[];
  /** All values for the overview, with the received value where a correction changed it. */
  values: readonly { field: FieldKey; value: string; received: string | null }[];
  extra: Readonly<Record<string, string>>;
  corrections: readonly CorrectionView[];
  correctionRules: readonly CorrectionRuleView[];
  passes: readonly { pass: 1 | 2; outcome: 'passed' | 'sentBack'; by: string; at: string; reason: string | null }[];
  openItems: readonly OpenItem[];
  actions: readonly AvailableAction[];
  sheet: { revision: number; digest: string; drawnAt: string } | null;
  seal: { signedAt: string; digest: string; deskId: string; auditSeq: number; auditHash: string } | null;
  documents: readonly DocumentView[];
  /** `lapsed`: the last day is over, and only an approver takes the case up again. */
  supplement: { missing: readonly string[]; lastDay: string; reason: string; lapsed: boolean } | null;
  refusal: { reason: string; returned: readonly string[] } | null;
  history: readonly HistoryLine[];
}
