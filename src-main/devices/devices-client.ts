import type { CardRead, ReaderStatus, SelfTestOutcome } from './card-reader';
import type { DevicesChannel, FromDevices } from './devices-messages';
import type { Scheduler } from './scheduler';
import { TellingCardReader } from './telling-card-reader';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** A fresh process tells only changes, and it begins without a reader. */
const STARTED: ReaderStatus = { state: 'absent' };

export interface DevicesClientOptions {
  /** Starts a devices process: Electron's utility process in the app, a plain child process in tests and on the command line. */
  spawn: () => DevicesChannel;
  /** As in COUNTERSIGN_ID_READER; null when no reader is configured: then no process is started. */
  address: string | null;
  scheduler: Scheduler;
}

/**
 * The desk's end of its devices process. That process may end at any moment: the status says so, it is started again
 * with growing pauses, and a read of the old one is forgotten.
 */
export class DevicesClient extends TellingCardReader {
  readonly #options: DevicesClientOptions;
  #channel: DevicesChannel | null = null;
  #pauseMs = FIRST_PAUSE_MS;
  #callOffRestart: () => void = () => {};
  #lastTest = 0;
  /** Digests of the card told last, and of the one that was taken and not seen lifted. In memory alone. */
  #newestCard: string | null = null;
  #takenCard: string | null = null;
  readonly #testers = new Map<number, (outcome: SelfTestOutcome) => void>();

  constructor(options: DevicesClientOptions) {
    super(options.scheduler);
    this.#options = options;
    if (options.address !== null) this.#start(options.address, null);
  }

  selfTest(): Promise<SelfTestOutcome> {
    const channel = this.#channel;
    if (channel === null) return Promise.resolve('noReader');
    const id = ++this.#lastTest;
    return new Promise((resolve) => {
      this.#testers.set(id, resolve);
      channel.post({ kind: 'selfTest', id });
    });
  }

  override dispose(): void {
    const channel = this.#channel;
    this.#channel = null;
    this.#callOffRestart();
    this.#forgetTests();
    super.dispose();
    channel?.kill();
  }

  /** A card that somebody took is not told again when the process that read it ends while the card lies there. */
  override takeRead(readId: string): CardRead | null {
    const taken = super.takeRead(readId);
    if (taken !== null) this.#takenCard = this.#newestCard;
    return taken;
  }

  #start(address: string, before: { readCard: string | null } | null): void {
    const channel = this.#options.spawn();
    this.#channel = channel;
    channel.onMessage((message) => {
      if (this.#channel === channel) this.#heard(message);
    });
    channel.onExit(() => {
      if (this.#channel === channel) this.#ended(address);
    });
    channel.post({ kind: 'start', address, before });
    if (this.status().state !== 'absent') this.changeStatus(STARTED);
  }

  #heard(message: FromDevices): void {
    switch (message.kind) {
      case 'cardRead':
        this.#newestCard = message.digest;
        this.#takenCard = null;
        return this.tellRead(message.read);
      case 'picture':
        return this.tellPicture(message.picture);
      case 'device':
        return this.changeDevice(message.device);
      // Nobody at the desk asks for these: they are for the command line.
      case 'listed':
      case 'frame':
        return;
      case 'selfTested':
        this.#testers.get(message.id)?.(message.outcome);
        return void this.#testers.delete(message.id);
      case 'status':
        if (message.status.state === 'ready') this.#pauseMs = FIRST_PAUSE_MS;
        if (message.mayLie === null) this.#cardGone();
        return this.changeStatus(message.status);
    }
  }

  #cardGone(): void {
    this.#newestCard = null;
    this.#takenCard = null;
  }

  /** Nobody is left who could answer. */
  #forgetTests(): void {
    for (const tell of this.#testers.values()) tell('noReader');
    this.#testers.clear();
  }

  #ended(address: string): void {
    this.#channel = null;
    this.#forgetTests();
    this.changeDevice(null);
    this.changeStatus({ state: 'faulty', reason: 'processEnded' });
    this.#callOffRestart = this.#options.scheduler.after(this.#pauseMs, () => this.#start(address, { readCard: this.#takenCard }));
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
