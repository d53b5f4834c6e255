import type { CandidateFrame } from '../../src-preload/contract/signing';
import type { LinkView, LiveStoreObstacle, SessionView } from '../../src-preload/contract/session';
import type { AttachedDevices } from '../devices/attached-devices';
import type { CardReader } from '../devices/card-reader';
import type { StaffMember } from '../domain/case-record';
import { formatTime } from '../domain/local-time';
import type { Actor } from '../domain/vocabulary';
import type { ChangeFeed } from '../storage/change-feed';
import type { OpenStoreTrouble, SiteClosing, StoreFacts } from '../storage/store';
import type { KeySlots } from '../storage/keys/key-slots';
import type { MachineKeyStore } from '../storage/keys/slot-secrets';
import type { StoreKey } from '../storage/keys/store-key';
import type { HeavyWork } from '../workflows/package-ports';
import type { PinGate } from '../workflows/people';
import type { DeskPorts } from '../workflows/ports';
import { Announcer } from './announcer';
import type { BackupKeeper } from './backup-keeper';
import { type CounterMemory } from './counter-memory';
import type { DeskConfig } from './desk-config';
import { readSettings, type DeskSettings } from './desk-settings';
import type { ImageRenderer } from './image-renderer';
import { liveStoreObstacles } from './live-store-obstacles';
import type { Log } from './logger';
import type { ResourceTables } from './resource-tables';
import { shownVersion } from './desk-config';
import type { KeyTrouble } from './store-key-opening';
import type { Afterwards } from './afterwards';
import type { PackageJobs } from './package-jobs';
import type { SigningDesk } from './signing-desk';
import type { TrainingReader } from './training-reader';

/** A store that is open, with everything that works on it. */
export interface OpenDesk {
  ports: DeskPorts;
  facts: StoreFacts;
  key: StoreKey;
  /** Who closed the site; null while outcomes can still change. */
  closing: SiteClosing | null;
  feed: ChangeFeed;
  /** The site's own clock, for what is told between cases. */
  timeZone: string;
  gate: PinGate;
  work: HeavyWork;
  images: ImageRenderer;
  reader: CardReader;
  /** Present on a training store without a real reader. */
  trainingReader: TrainingReader | null;
  /** Goes on with the reader whose address is in force now, in the place of the one before. */
  changeReader(): void;
  /** What is attached to this machine; null when that cannot be told. */
  listAttached(): Promise<AttachedDevices | null>;
  /** Any card, whoever's: shows that the reader reads. */
  lastCardReadAt: Date | null;
  counter: CounterMemory;
  /** A store made by the command line has nobody yet: the first-use page asks for people. */
  peopleMissing: boolean;
  signing: SigningDesk;
  jobs: PackageJobs;
  keeper: BackupKeeper;
  /** Work that was begun and is waited for before the store closes. */
  afterwards: Afterwards;
  close(): Promise<void>;
}

/** `locked`: the store waits for its passphrase or its recovery code. */
export type DeskPhase = { phase: 'noStore' } | { phase: 'locked'; slots: KeySlots } | { phase: 'trouble'; trouble: DeskTrouble } | { phase: 'open'; open: OpenDesk };
export type DeskTrouble =
  | OpenStoreTrouble
  | KeyTrouble
  | { code: 'live-store-refused'; obstacles: readonly string[] }
  /** A fault of the program; `detail` is the incident under which the log tells of it. */
  | { code: 'unexpected'; detail: string };

/** The desk as the windows talk to it: one store, one signed-in person, one case at the counter. */
export class Desk {
  readonly config: DeskConfig;
  readonly tables: ResourceTables;
  readonly log: Log;
  readonly announcer = new Announcer();
  state: DeskPhase = { phase: 'noStore' };
  staff: StaffMember | null = null;
  /** A recovery code that was made and is on the screen until somebody has written it down. */
  shownCode: string | null = null;
  chineseFontMissing = false;
  settings: DeskSettings;

  readonly keyStore: MachineKeyStore;

  constructor(config: DeskConfig, tables: ResourceTables, log: Log, keyStore: MachineKeyStore) {
    this.config = config;
    this.tables = tables;
    this.log = log;
    this.keyStore = keyStore;
    this.settings = readSettings(config.dataDir);
  }

  findOpen(): OpenDesk | null {
    return this.state.phase === 'open' ? this.state.open : null;
  }

  /** Who acts at this desk now; null before sign-in. */
  findActor(): Actor | null {
    const open = this.findOpen();
    if (open === null || this.staff === null) return null;
    return { staffId: this.staff.id, roles: this.staff.roles, deskId: open.facts.deskId };
  }

  sessionView(): SessionView {
    const open = this.findOpen();
    const { site, zone, exam } = open?.facts ?? { site: null, zone: null, exam: null };
    return {
      phase: this.phaseView(),
      trouble: this.state.phase === 'trouble' ? troubleView(this.state.trouble) : null,
      store: open === null ? null : { kind: open.facts.kind, deskId: open.facts.deskId, site: site?.name ?? null, zone: zone?.name ?? null, exam: exam?.name ?? null, examYear: exam?.year ?? null },
      closed: open?.closing ?? null,
      link: this.linkView(),
      staff: this.staff,
      version: shownVersion(this.config.version, this.config.trial),
      trial: this.config.trial,
      liveObstacles: this.liveObstacles(),
      chineseFontMissing: this.chineseFontMissing,
      trainingReader: open?.trainingReader != null,
      readerDock: open?.trainingReader != null && (this.config.trial || this.config.devServer !== null),
      dataFolder: this.config.dataDir,
      behind: open === null ? null : open.keeper.behindView(),
      keyStore: keyStoreView(this.keyStore),
      hasPassphrase: this.state.phase === 'locked' && this.state.slots.slots.some(({ kind }) => kind === 'passphrase'),
      language: this.settings.language,
    };
  }

  /** Where the card reader is looked for: what the environment says, else what was chosen on the screen; null for neither. */
  readerAddress(): string | null {
    return this.config.readerAddress ?? this.settings.reader ?? null;
  }

  liveObstacles(): readonly LiveStoreObstacle[] {
    return liveStoreObstacles({ ...this.config, readerAddress: this.readerAddress() });
  }

  /** What stands around whatever the candidate's screen shows. */
  candidateFrame(): CandidateFrame {
    const { store, trial } = this.sessionView();
    return { kind: store?.kind ?? 'training', trial, site: store?.site ?? null, exam: store?.exam ?? null, waiting: this.linkView()?.state === 'lost' };
  }

  /** Whether the server that holds the store answers; null for a store of this machine. */
  linkView(): LinkView {
    const link = this.findOpen()?.feed.findLink() ?? null;
    return link === null ? null : { state: link.state, since: formatTime(link.since, this.findOpen()?.timeZone ?? 'UTC') };
  }

  private phaseView(): SessionView['phase'] {
    if (this.state.phase !== 'open') return this.state.phase;
    if (this.shownCode !== null) return 'recoveryCode';
    if (this.state.open.peopleMissing) return 'noStore';
    return this.staff === null ? 'signedOut' : 'signedIn';
  }

  announceSession(): void {
    this.announcer.announce('session.changed', this.sessionView());
    const open = this.findOpen();
    if (open !== null) this.announcer.announce('candidate.changed', open.signing.view());
  }

  async dispose(): Promise<void> {
    const open = this.findOpen();
    this.state = { phase: 'noStore' };
    await open?.close();
  }
}

function keyStoreView(keyStore: MachineKeyStore): SessionView['keyStore'] {
  const state = keyStore.state();
  return state.ready ? 'ready' : state.why;
}

function troubleView(trouble: DeskTrouble): NonNullable<SessionView['trouble']> {
  const { code, ...facts } = trouble;
  const params = Object.entries(facts).map(([key, value]) => [key, Array.isArray(value) ? value.join(', ') : typeof value === 'number' ? value : String(value ?? '')]);
  return { code, params: Object.fromEntries(params) as Record<string, string | number> };
}
