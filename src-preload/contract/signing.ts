import type { BothLanguages, MaterialUrl, StoreKind } from './common';
import type { FieldKey } from './cases';

/** How far the candidate is, pushed to the staff window while the sheet is shown. */
export interface SigningProgress {
  registrationNo: string;
  phase: 'confirming' | 'signing' | 'doubted' | 'sealing' | 'sealed' | 'failed' | 'takenBack';
  /** In the order of the candidate's screen; field sections list their fields, so that a doubt leads back to them. */
  sections: readonly { id: string; fields: readonly FieldKey[]; confirmed: boolean }[];
  doubted: string | null;
  failure: string | null;
  /** Samples of ink so far, so that staff sees the hand move without seeing the hand. */
  samples: number;
}

/** The sheet's content as the candidate's screen draws it; the same object whose canonical JSON is digested. */
export interface SheetContentView {
  format: 'countersign.sheet';
  version: 1;
  exam: { name: string; year: number };
  zone: { code: string; name: string };
  site: { code: string; name: string };
  registrationNo: string;
  revision: number;
  fields: Readonly<Partial<Record<FieldKey, string>>>;
  corrections: readonly {
    field: FieldKey; old: string; new: string; reason: string; evidence: readonly string[];
    requestedBy: string; decidedBy: string; decidedAt: string;
  }[];
  materials: readonly { code: string; n: number; sha256: string | null; decision: string }[];
  photo: string | null;
  declaration: { id: string; version: number; lang: string; sha256: string };
  policyDigest: string;
}

export interface CandidateFrame {
  /** The server is away: nothing can be confirmed or signed this moment. */
  waiting?: boolean;
  kind: StoreKind;
  trial: boolean;
  site: string | null;
  exam: string | null;
}

/** What the candidate's screen shows now. */
export type CandidateView = CandidateFrame & (
  | { step: 'welcome' }
  | { step: 'handOver'; name: string; materials: readonly BothLanguages[] }
  | { step: 'correction'; name: string; field: FieldKey; old: string; new: string }
  | {
      step: 'confirm';
      sheet: SheetContentView;
      /** Sections in order; field sections list their fields, others are `corrections`, `materials`, `declaration`. */
      sections: readonly { id: string; fields: readonly FieldKey[]; confirmed: boolean }[];
      categoryNames: Readonly<Record<string, string>>;
      materialNames: Readonly<Record<string, BothLanguages>>;
      photoUrl: MaterialUrl | null;
      declaration: BothLanguages;
      finality: BothLanguages;
      minDwellSeconds: number;
      /** True when the application window is full screen over the staff window (no second display). */
      singleDisplay: boolean;
    }
  | { step: 'thanks'; name: string; receiptCode: string; singleDisplay: boolean }
  | { step: 'handBack' }
);

/** `[x, y, pressure 0-65535, tiltX, tiltY, t in µs from the start]`; null where the device gives none. x, y in px × 100. */
export type InkSample = readonly [number, number, number | null, number | null, number | null, number];

/** What the candidate's screen sends when the candidate signs. */
export interface CandidateSignature {
  revision: number;
  /** SHA-256 of the canonical JSON rebuilt from the values read back out of the drawn page. */
  digest: string;
  area: { w: number; h: number; scale100: number };
  device: { kind: 'pen' | 'touch' | 'mouse'; name: string };
  startedAt: string;
  durationMs: number;
  attempts: number;
  strokes: readonly (readonly InkSample[])[];
  shownMs: number;
}
