import type { FieldKey } from './fields';
import type { Day } from './vocabulary';

/** A text in both languages of the desk. */
export interface BothLanguages {
  'zh-CN': string;
  en: string;
}

export type CategoryGroup = 'physician' | 'assistant' | 'apprenticeship';

/** One stretch of days with its hours, in the site's time zone: `hours: ["08:00-12:00", "14:30-17:30"]`. */
export interface ScheduleSpan {
  from: Day;
  to: Day;
  hours: readonly string[];
}

export interface MaterialRule {
  name: BothLanguages;
  min: number;
  max: number;
  /** Fields that this paper proves. */
  proves: readonly FieldKey[];
  /** Fields that stand on it too and are compared on it. */
  alsoShows: readonly FieldKey[];
  keptBySite: boolean;
}

export interface FieldRule {
  compare: boolean;
  correctable: boolean;
  evidence: readonly string[];
  risk: 'normal' | 'high';
  selfContact: boolean;
}

export type Condition =
  | 'always'
  | 'freshGraduate'
  | 'hasAssistantCertificate'
  | 'unitChanged'
  | 'diplomaNameDiffers'
  | 'certificationPending'
  | 'military'
  | `category.group = ${string}`
  | `category = ${string}`
  | `idType = ${string}`;

export interface IdentityDocumentRule {
  accepted: 'yes' | 'approver' | 'no';
  chip: 'required' | 'optional' | 'none';
  expired: 'refuse' | 'approver';
}

/** One site's decisions for one exam year (spec policy.md). Digest = SHA-256 of its canonical JSON. */
export interface SitePolicy {
  format: 'countersign.policy';
  version: 1;
  site: { code: string; name: string };
  zone: { code: string; name: string };
  exam: { name: string; year: number };
  schedule: readonly ScheduleSpan[];
  corrections: readonly ScheduleSpan[];
  supplementsUntil: Day | null;
  timeZone: string;
  mode: 'candidate-in-person' | 'unit-delegate';
  checks: { count: 1 | 2; samePersonMayDoBoth: boolean };
  identityDocuments: Readonly<Record<string, IdentityDocumentRule>>;
  categories: Readonly<Record<string, { name: string; group: CategoryGroup }>>;
  materials: Readonly<Record<string, MaterialRule>>;
  required: readonly { when: Condition; materials: readonly string[] }[];
  images: {
    maxBytes: number;
    formats: readonly ('jpeg' | 'png')[];
    minWidth: number;
    minHeight: number;
    maxPixels: number;
    upright: boolean;
  };
  fields: Readonly<Partial<Record<FieldKey, FieldRule>>>;
  pendingCertification: 'refuse' | { commitment: true; dueDate: Day };
  texts: {
    declaration: { id: string; version: number; text: BothLanguages };
    finality: BothLanguages;
    receipt: BothLanguages;
    watermark: BothLanguages;
    commitments: BothLanguages;
  };
  signing: { legalOriginal: 'electronic' | 'ink'; minDwellSeconds: number; sectionsConfirmed: boolean };
  paper: { sheetCopies: number; candidateCopy: boolean; sheetSize: 'A4'; receipt: 'A5' | '80mm'; kept: readonly string[] };
  retentionDays: number;
}
