import type { z } from 'zod';
import type { CaseListPage, CaseView, CorrectionView } from './cases';
import type { BackupView, FoundBackup } from './backup';
import type { DeskReply } from './common';
import type { DeskFileView, ServerStoreView, SiteDesksView } from './desks';
import type { ImportedPackageView, PackageJobResult, PackageJobsView, PackageJobView } from './packages';
import type { AttachedReadersView, ReaderSettingsView } from './readers';
import type { PolicyView } from './policy';
import type { INPUTS } from './schemas';
import type { CardReadView, LinkView, ReadinessCheck, ReaderFactsView, ReaderView, SelfTestOutcome, SessionView, StaffView } from './session';
import type { CandidateSignature, CandidateView, SigningProgress } from './signing';

/** What every call answers when it succeeds. */
export interface Outputs {
  'session.get': SessionView;
  'session.signIn': SessionView;
  'session.signOut': SessionView;
  /** Tries again to open a store that was not opened. */
  'session.reopenStore': SessionView;
  'session.setLanguage': null;
  'setup.create': SessionView;
  /** Opens a dialog for the certificate of the server's authority; the path, or null when none was chosen. */
  'setup.chooseAuthority': string | null;
  /** The store on the site's server, so that a person can tell whether it is the right one. Nothing is written. */
  'setup.lookAtServer': ServerStoreView;
  /** This desk becomes a further one of that store. */
  'setup.join': SessionView;
  /** Opens a locked store by its start passphrase. */
  'keys.unlock': SessionView;
  /** Opens it by its recovery code; the machine then opens it by itself, or by the new passphrase. */
  'keys.unlockByCode': SessionView;
  /** The new recovery code while it is shown, and the groups of it (counted from 1) that are typed back. */
  'keys.showCode': { code: string; asked: readonly number[] };
  'keys.confirmCode': SessionView;
  /** An approver has a new recovery code made; the one before opens this store no more. */
  'keys.reissueCode': SessionView;
  'keys.changePassphrase': null;
  'backup.get': BackupView;
  /** Opens a dialog for the folder; what was there before holds when nothing is chosen. */
  'backup.choosePlace': BackupView;
  'backup.schedule': BackupView;
  /** Backs up now, and answers when it is done. */
  'backup.run': BackupView;
  /** An approver has the missing seals brought back. `missing`: material bytes that are nowhere any more. */
  'backup.bringBack': { seals: number; missing: number };
  /** An approver goes on without what is nowhere any more; the log says so. */
  'backup.acceptGap': null;
  /** Backups that a desk without an open store can restore, the newest first. */
  'recovery.find': readonly FoundBackup[];
  'recovery.restore': { createdAt: string; seq: number; seals: number; broughtBack: number; mirrorTrouble: string | null };
  'recovery.salvage': { folder: string; seals: number; complete: number; lost: readonly string[]; events: number };
  'staff.list': readonly StaffView[];
  'staff.add': StaffView;
  /** Freezes every outcome for export; the session tells it from then on. */
  'site.close': SessionView;
  'desks.get': SiteDesksView;
  /** Opens a dialog for the place of the file. */
  'desks.request': { fileName: string };
  /** Opens a dialog for a file that was brought; null when none was chosen. */
  'desks.chooseFile': DeskFileView | null;
  'desks.approveFile': SiteDesksView;
  'desks.acceptFile': SiteDesksView;
  /** A desk that joined the store on the server; the approver has compared the fingerprint with what stands on that desk's screen. */
  'desks.approveJoined': SiteDesksView;
  'packages.import': { jobId: string };
  'packages.export': { jobId: string };
  /** Opens a dialog for the package of a desk that has not the site's key; told like an export. */
  'packages.countersign': { jobId: string };
  'packages.cancel': null;
  'packages.jobs': PackageJobsView;
  'packages.list': readonly ImportedPackageView[];
  'policy.get': PolicyView;
  /** An administrator puts the policy in force that waits and that was seen, named by its digest. */
  'policy.adopt': PolicyView;
  'cases.list': CaseListPage;
  'cases.open': CaseView;
  /** The page of the case is left: card and picture are forgotten. The candidate may still stand there. */
  'cases.leave': null;
  'cases.get': CaseView;
  'cases.release': CaseView;
  'cases.takeOver': CaseView;
  'cases.showIdNumber': { idNumber: string };
  'cases.refuse': CaseView;
  'cases.oweSupplement': CaseView;
  'cases.reopen': CaseView;
  'identity.confirm': CaseView;
  /** The paper that was taken down, beside the registration: `pendingCard` of the answer. */
  'identity.show': CaseView;
  'identity.consent': CaseView;
  'review.confirmMaterial': CaseView;
  'review.checkField': CaseView;
  'review.decideMaterial': CaseView;
  'review.addImage': CaseView;
  'review.pass': CaseView;
  'review.sendBack': CaseView;
  'corrections.request': CaseView;
  'corrections.decide': CaseView;
  'corrections.withdraw': CaseView;
  'corrections.inbox': readonly CorrectionView[];
  'signing.present': SigningProgress;
  'signing.takeBack': CaseView;
  'signing.progress': SigningProgress | null;
  'documents.print': { copyNo: number };
  'documents.save': { fileName: string };
  'reader.get': ReaderView;
  'reader.facts': ReaderFactsView;
  'reader.selfTest': { outcome: SelfTestOutcome };
  'reader.settings': ReaderSettingsView;
  'reader.attached': AttachedReadersView;
  /** An administrator's choice is in force at once, and after the next start. */
  'reader.choose': ReaderSettingsView;
  /** Null when the dialog was closed without a choice. */
  'reader.chooseProgram': { program: string | null };
  'readiness.get': readonly ReadinessCheck[];
  'audit.verify': { sound: boolean; events: number; firstBroken: number | null };
  'trainingReader.present': null;
  'trainingReader.lift': null;
  /** Where the dock is offered: training with a build for development or trials. */
  'trainingReader.command': null;
  'candidate.get': CandidateView;
  'candidate.confirmSection': CandidateView;
  'candidate.doubt': CandidateView;
  'candidate.inkProgress': null;
  'candidate.sign': CandidateView;
  'candidate.handBack': CandidateView;
}

export type Channel = keyof typeof INPUTS & keyof Outputs;
export type Input<C extends Channel> = z.infer<(typeof INPUTS)[C]>;

/** What main tells the windows without being asked. */
export interface Pushes {
  'session.changed': SessionView;
  /** Somebody started the desk a second time: this window came to the front. */
  'session.startedTwice': Record<string, never>;
  'reader.changed': ReaderView;
  'reader.cardRead': CardReadView;
  /** The case changed (here or elsewhere): screens that show it ask again. */
  'cases.changed': { registrationNo: string };
  /** The case that was worked on here is another desk's now: `changed-elsewhere`, with who and since when. */
  'cases.takenOver': { registrationNo: string; deskId: string; staffName: string; at: string };
  /** Much may have changed elsewhere: everything that is shown is asked for again. */
  'desk.refreshed': Record<string, never>;
  /** The server that holds the store was lost, or is back. */
  'desk.link': LinkView;
  'packages.progress': PackageJobView;
  'packages.finished': PackageJobResult;
  'signing.changed': SigningProgress;
  'candidate.changed': CandidateView;
  'backup.changed': BackupView;
}

export type PushName = keyof Pushes;

type Area<C extends string> = C extends `${infer A}.${string}` ? A : never;
type MethodsOf<A extends string> = {
  [C in Channel as C extends `${A}.${infer M}` ? M : never]: (input: Input<C>) => Promise<DeskReply<Outputs[C]>>;
};

/** `window.desk`: one function per call, grouped by the word before the dot, and one way to listen. */
export type DeskApi = { [A in Area<Channel>]: MethodsOf<A> } & {
  on<P extends PushName>(name: P, listener: (value: Pushes[P]) => void): () => void;
};

/** The shape the schema admits for a signature is the shape that is documented. */
export type SignatureInput = Input<'candidate.sign'> extends CandidateSignature ? CandidateSignature : never;
