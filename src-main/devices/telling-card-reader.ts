import type { CardRead, CardReader, ChipPicture, ReaderDevice, ReaderStatus, SelfTestOutcome } from './card-reader';
import { HeldRead } from './held-read';
import { Listeners } from './listeners';
import type { Scheduler } from './scheduler';

/** What every reader on the desk's side has in common: its subscribers, its status, and the read that waits to be taken. */
export abstract class TellingCardReader implements CardReader {
  readonly #held: HeldRead;
  readonly #statusChanges = new Listeners<ReaderStatus>();
  readonly #reads = new Listeners<CardRead>();
  readonly #pictures = new Listeners<ChipPicture>();
  readonly #deviceChanges = new Listeners<ReaderDevice | null>();
  #status: ReaderStatus = { state: 'absent' };
  #device: ReaderDevice | null = null;

  constructor(scheduler: Scheduler) {
    this.#held = new HeldRead(scheduler);
  }

  status(): ReaderStatus {
    return this.#status;
  }

  onDidChangeStatus(listener: (status: ReaderStatus) => void): () => void {
    return this.#statusChanges.add(listener);
  }

  onDidReadCard(listener: (read: CardRead) => void): () => void {
    return this.#reads.add(listener);
  }

  onDidDecodePhoto(listener: (picture: ChipPicture) => void): () => void {
    return this.#pictures.add(listener);
  }

  device(): ReaderDevice | null {
    return this.#device;
  }

  onDidChangeDevice(listener: (device: ReaderDevice | null) => void): () => void {
    return this.#deviceChanges.add(listener);
  }

  abstract selfTest(): Promise<SelfTestOutcome>;

  takeRead(readId: string): CardRead | null {
    return this.#held.take(readId);
  }

  dispose(): void {
    this.#held.forget();
    this.#statusChanges.clear();
    this.#reads.clear();
    this.#deviceChanges.clear();
    this.#pictures.clear();
  }

  /** A lost reader takes its read along: nobody can tell any more whose card lies there. */
  protected changeStatus(status: ReaderStatus): void {
    if (status.state === 'absent' || status.state === 'faulty') this.#held.forget();
    this.#status = status;
    this.#statusChanges.tell(status);
  }

  protected tellPicture(picture: ChipPicture): void {
    this.#pictures.tell(picture);
  }

  protected changeDevice(device: ReaderDevice | null): void {
    this.#device = device;
    this.#deviceChanges.tell(device);
  }

  protected tellRead(read: CardRead): void {
    this.#held.hold(read);
    this.#reads.tell(read);
  }
}
