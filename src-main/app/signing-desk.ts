import type { CandidateFrame, CandidateSignature, CandidateView, SigningProgress } from '../../src-preload/contract/signing';
import type { Announcer } from './announcer';
import { partId, WHOLE, type SectionPart } from '../domain/section-parts';
import type { SheetSection } from '../domain/sheet-sections';
import { sectionsOf } from '../domain/sheet-sections';
import type { SignatureForm } from '../domain/signature-form';
import { formatTime, localDay } from '../domain/local-time';
import type { BothLanguages, SitePolicy } from '../domain/policy';
import { fillGaps, reviewPurpose } from '../domain/policy-texts';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import type { Clock } from '../workflows/ports';
import type { PresentedSheet } from '../workflows/present-sheet';

/** What the screen shows while no sheet is on it; the frame around it is added when it is told. */
type WithoutFrame<V> = V extends unknown ? Omit<V, keyof CandidateFrame> : never;
export type CompanionStep = WithoutFrame<Extract<CandidateView, { step: 'welcome' | 'handOver' | 'correction' }>>;
type IdleStep = CompanionStep | { step: 'handBack' };

/** A section, or a part of one, as it stood on the candidate's screen when it was confirmed. */
interface Confirmation {
  id: string;
  part: SectionPart;
  atMs: number;
  picture: Sha256;
}

export interface Presentation {
  /** Counts showings: what comes late from an earlier one is not taken for this one. */
  turn: number;
  registrationNo: RegistrationNo;
  sheet: PresentedSheet;
  policy: SitePolicy;
  photo: Sha256 | null;
  shownAt: Date;
  confirmations: readonly Confirmation[];
}

/**
 * What stands on the candidate's screen, and how far the candidate is. In memory only: after a power cut the sheet is
 * shown again from its stored revision, and unsent strokes are gone (spec experience.md).
 */
export class SigningDesk {
  private readonly announcer: Announcer;
  private readonly clock: Clock;
  private readonly frame: () => CandidateFrame;
  private readonly singleDisplay: () => boolean;
  private presentation: Presentation | null = null;
  private progress: SigningProgress | null = null;
  private thanks: { turn: number; view: Extract<CandidateView, { step: 'thanks' }> } | null = null;
  private turns = 0;
  private isSealing = false;
  private idle: IdleStep = { step: 'welcome' };

  constructor(announcer: Announcer, clock: Clock, frame: () => CandidateFrame, singleDisplay: () => boolean) {
    this.announcer = announcer;
    this.clock = clock;
    this.frame = frame;
    this.singleDisplay = singleDisplay;
  }

  findPresentation(): Presentation | null {
    return this.presentation;
  }

  findProgress(): SigningProgress | null {
    return this.progress;
  }

  present(registrationNo: RegistrationNo, sheet: PresentedSheet, policy: SitePolicy, photo: Sha256 | null): SigningProgress {
    this.thanks = null;
    this.turns += 1;
    this.isSealing = false;
    this.presentation = { turn: this.turns, registrationNo, sheet, policy, photo, shownAt: this.clock.now(), confirmations: [] };
    const sections = sectionsOf(sheet.content).map(({ id, fields }) => ({ id, fields, confirmed: false }));
    return this.tell({ registrationNo, phase: 'confirming', sections, doubted: null, failure: null, samples: 0 });
  }

  /** Null when the section is none of the sheet that is shown. */
  findSection(revision: number, id: string): SheetSection | null {
    if (this.presentation === null || this.presentation.sheet.content.revision !== revision) return null;
    return sectionsOf(this.presentation.sheet.content).find((section) => section.id === id) ?? null;
  }

  /**
   * A section counts when all of its parts were confirmed. One that is split anew, on another screen, keeps its mark; its
   * pictures begin again, and the signature is refused until they are whole (signature-form.ts).
   */
  confirm(turn: number, id: string, picture: Sha256, part: SectionPart = WHOLE): void {
    const { presentation, progress } = this;
    if (presentation?.turn !== turn || progress === null) return;
    const atMs = this.clock.now().getTime() - presentation.shownAt.getTime();
    const others = presentation.confirmations.filter((other) => other.id !== id || (other.part.of === part.of && other.part.n !== part.n));
    const confirmations = [...others, { id, part, atMs, picture }];
    this.presentation = { ...presentation, confirmations };
    const isWhole = confirmations.filter((each) => each.id === id).length === part.of;
    const sections = progress.sections.map((section) => (section.id === id ? { ...section, confirmed: section.confirmed || isWhole } : section));
    const phase = sections.every((section) => section.confirmed) ? 'signing' : 'confirming';
    this.tell({ ...progress, phase, sections });
  }

  /** Something is wrong: the sheet leaves the screen and the case goes back to the counter. */
  doubt(section: string): void {
    if (this.progress !== null) this.tell({ ...this.progress, phase: 'doubted', doubted: section });
    this.presentation = null;
    this.idle = this.singleDisplay() ? { step: 'handBack' } : { step: 'welcome' };
    this.announceView();
  }

  countInk(samples: number): void {
    if (this.progress !== null) this.announcer.announce('signing.changed', (this.progress = { ...this.progress, samples }));
  }

  /** False while the same sheet is being sealed already. */
  beginSealing(): boolean {
    if (this.isSealing || this.presentation === null) return false;
    this.isSealing = true;
    if (this.progress !== null) this.tell({ ...this.progress, phase: 'sealing' });
    return true;
  }

  /** Sealing was refused: the sheet stays on the screen, the ink with it. */
  failed(turn: number, code: string): void {
    if (this.presentation?.turn !== turn) return;
    this.isSealing = false;
    if (this.progress !== null) this.tell({ ...this.progress, phase: 'failed', failure: code });
  }

  sealed(turn: number, name: string, receiptCode: string): void {
    if (this.presentation?.turn !== turn) return;
    if (this.progress !== null) this.tell({ ...this.progress, phase: 'sealed' });
    this.presentation = null;
    this.thanks = { turn, view: { ...this.frame(), step: 'thanks', name, receiptCode, singleDisplay: this.singleDisplay() } };
    this.announceView();
  }

  /** The case left the counter: its sheet does not stay for the next person. */
  takeDown(registrationNo: RegistrationNo): void {
    if (this.presentation?.registrationNo === registrationNo) this.takeBack();
  }

  takeBack(): void {
    if (this.progress !== null && this.presentation !== null) this.tell({ ...this.progress, phase: 'takenBack' });
    this.presentation = null;
    this.idle = { step: 'welcome' };
    this.announceView();
  }

  /**
   * The thanks page of this showing clears itself, and no later one's; on a single display the next person there is the
   * clerk, who takes it back with a PIN.
   */
  thanksOver(turn: number): void {
    if (this.thanks?.turn !== turn) return;
    this.thanks = null;
    this.idle = this.singleDisplay() ? { step: 'handBack' } : { step: 'welcome' };
    this.announceView();
  }

  /** Keeps the candidate company while the staff works: what is to be handed over, what is being changed. */
  accompany(step: CompanionStep): void {
    const busy = this.presentation !== null || this.thanks !== null || this.idle.step === 'handBack';
    if (busy || JSON.stringify(step) === JSON.stringify(this.idle)) return;
    this.idle = step;
    this.announceView();
  }

  /** The staff takes the screen back. */
  clear(): void {
    this.thanks = null;
    this.presentation = null;
    this.idle = { step: 'welcome' };
    this.announceView();
  }

  /** signature.json out of what the candidate's screen sent and what the desk saw itself. */
  formOf(signature: CandidateSignature, presentation: Presentation): SignatureForm {
    // The desk's own watch counts how long the sheet was shown; the page's word is not needed for it.
    const durationMs = this.clock.now().getTime() - presentation.shownAt.getTime();
    return {
      format: 'countersign.signature', version: 1, sheetDigest: signature.digest, unit: 'px/100', area: signature.area, device: signature.device,
      startedAt: formatTime(presentation.shownAt, presentation.policy.timeZone), durationMs, attempts: signature.attempts,
      sections: presentation.confirmations.map(({ id, part, atMs, picture }) => ({ id: partId(id, part), confirmedAtMs: atMs, picture })),
      strokes: signature.strokes, samples: signature.strokes.reduce((count, stroke) => count + stroke.length, 0),
    };
  }

  view(): CandidateView {
    const frame = this.frame();
    if (this.thanks !== null) return { ...this.thanks.view, ...frame };
    const { presentation, progress } = this;
    if (presentation === null || progress === null) return { ...frame, ...this.idle };
    return { ...frame, ...confirmStep(presentation, progress), singleDisplay: this.singleDisplay() };
  }

  private tell(progress: SigningProgress): SigningProgress {
    this.progress = progress;
    this.announcer.announce('signing.changed', progress);
    this.announceView();
    return progress;
  }

  private announceView(): void {
    this.announcer.announce('candidate.changed', this.view());
  }
}

type ConfirmStep = Omit<Extract<CandidateView, { step: 'confirm' }>, keyof CandidateFrame | 'singleDisplay'>;

function filled(text: BothLanguages, policy: SitePolicy, date: string): BothLanguages {
  const purpose = reviewPurpose(policy.exam);
  const gaps = { site: policy.site.name, date };
  return { 'zh-CN': fillGaps(text['zh-CN'], { ...gaps, purpose: purpose['zh-CN'] }), en: fillGaps(text.en, { ...gaps, purpose: purpose.en }) };
}

function confirmStep({ sheet, policy, photo, shownAt }: Presentation, progress: SigningProgress): ConfirmStep {
  const sheetDay = localDay(shownAt, policy.timeZone);
  const { texts, signing, categories, materials } = policy;
  return {
    step: 'confirm', sheet: sheet.content,
    sections: sectionsOf(sheet.content).map(({ id, fields }) => ({ id, fields, confirmed: progress.sections.some((each) => each.id === id && each.confirmed) })),
    categoryNames: Object.fromEntries(Object.entries(categories).map(([code, { name }]) => [code, name])),
    materialNames: Object.fromEntries(Object.entries(materials).map(([code, { name }]) => [code, name])),
    photoUrl: photo === null ? null : `material://image/${photo}`,
    declaration: filled(texts.declaration.text, policy, sheetDay), finality: filled(texts.finality, policy, sheetDay), minDwellSeconds: signing.minDwellSeconds,
  };
}
