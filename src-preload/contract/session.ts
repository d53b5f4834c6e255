import type { BehindView } from './backup';
import type { Role, StoreKind } from './common';

export interface StaffView {
  id: string;
  name: string;
  roles: readonly Role[];
  active: boolean;
}

/** Why a live store is not opened here; each has a text in both catalogues. */
export type LiveStoreObstacle = 'trial-build' | 'no-sandbox' | 'debug-switch' | 'simulated-reader' | 'tcp-reader' | 'dev-server' | 'key-file';

/** Whether the server that holds the store answers. Null for a store on this machine. */
export type LinkView = { state: 'up' | 'lost'; since: string } | null;

/** What the staff window shows before and around the work. */
export interface SessionView {
  /**
   * `noStore`: first use. `trouble`: the store was not opened; `trouble` says why. `locked`: it waits for its passphrase or recovery
   * code. `recoveryCode`: a new code is shown until somebody has written it down.
   */
  phase: 'noStore' | 'trouble' | 'locked' | 'recoveryCode' | 'signedOut' | 'signedIn';
  trouble: { code: string; params: Readonly<Record<string, string | number>> } | null;
  store: { kind: StoreKind; deskId: string; site: string | null; zone: string | null; exam: string | null; examYear: number | null } | null;
  /** Who closed the site and when; null while outcomes can still change. */
  closed: { by: string; at: string } | null;
  link: LinkView;
  staff: StaffView | null;
  version: string;
  /** Built or run on a runtime that serves development and trials only. */
  trial: boolean;
  /** Obstacles to a live store on this machine, for the first-use page. */
  liveObstacles: readonly LiveStoreObstacle[];
  /** This machine has no Chinese font; the desk uses its own. */
  chineseFontMissing: boolean;
  /** A training store whose reader is simulated inside the desk. */
  trainingReader: boolean;
  /** The simulated reader can be made to fail by its dock: training with a build for development or trials. */
  readerDock: boolean;
  dataFolder: string;
  /** Signed cases are missing: the store is open for reading only. */
  behind: BehindView | null;
  /** The operating system's key store: keeps the store's key, is missing, or would keep it in clear and is not used. */
  keyStore: 'ready' | 'missing' | 'plain-text';
  /** Of a locked store: a start passphrase opens it on this machine; else only the recovery code does. */
  hasPassphrase: boolean;
  /** The language that was chosen at this desk last, also before it was started. */
  language: 'zh-CN' | 'en';
}

export type ReaderState = 'absent' | 'connecting' | 'ready' | 'cardPresent' | 'reading' | 'mustLift' | 'faulty';

export interface ReaderView {
  state: ReaderState;
  /** A reason code when faulty; text in both catalogues under `reader.fault.<code>`. */
  fault: string | null;
  simulated: boolean;
}

/** What is connected, as far as it tells, and when it last read a card. */
export interface ReaderFactsView {
  device: {
    /** Text `readiness.way.<way>` in both catalogues. */
    way: 'hid' | 'usb' | 'serial' | 'tcp' | 'helper' | 'simulated';
    model: string | null;
    /** `vvvv:pppp`, a port or a program. */
    at: string | null;
    samId: string | null;
  } | null;
  lastReadAt: string | null;
}

/** Text `readiness.selfTest.<outcome>` in both catalogues. */
export type SelfTestOutcome = 'passed' | 'failed' | 'silent' | 'noReader';

/** Pushed when a card was read. The card's data stays in main; the desk opens the case. */
export interface CardReadView {
  readId: string;
  /** `notLookedUp`: the store did not answer, so that nobody knows whose card it is. */
  outcome: 'one' | 'none' | 'several' | 'notSignedIn' | 'notLookedUp';
  registrationNos: readonly string[];
  /** Masked number of the card, so that the clerk can tell what was looked for. */
  maskedIdNumber: string;
}

export interface ReadinessCheck {
  id: 'runtime' | 'store' | 'policy' | 'schedule' | 'reader' | 'siteKey' | 'diskSpace' | 'chineseFont' | 'candidateWindow' | 'printer' | 'auditChain' | 'backup' | 'serverBackup' | 'mirror' | 'wholeCheck';
  state: 'ok' | 'attention' | 'fault';
  /** Text `readiness.<id>.<detail>` in both catalogues. */
  detail: string;
  params: Readonly<Record<string, string | number>>;
}
