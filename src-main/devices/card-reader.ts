import type { IdCard } from '../domain/id-card';

/** Why a reader that is there cannot be used. It is tried again by itself, with growing pauses. */
export type ReaderFault =
  /** Answers nothing, or nothing that passes the checks. */
  | 'silent'
  /** Its security module failed the self-test (60). */
  | 'selfTestFailed'
  /** Its security module is not licensed or has no authority (66, 23). */
  | 'notAuthorised'
  /** Card after card does not accept the module (31). */
  | 'refusedByCards'
  /** It says "unknown error" again and again (24, 10, 11). */
  | 'unknownError'
  /** The program part for this kind of reader cannot be loaded on this machine. */
  | 'driverMissing'
  /** Attached, but this program may not open it: no right to it, the wrong driver, or another program holds it. */
  | 'noAccess'
  /** The configured address cannot be understood. */
  | 'badAddress'
  /** The process that talks to devices ended; it is being started again. */
  | 'processEnded';

/** What is wrong with the card on the reader; the reader itself is fine. */
export type CardTrouble =
  /** Moved while being read: lay it down again and hold it still. */
  | 'moved'
  /** Not an identity card. */
  | 'notAnIdCard'
  /** Does not authenticate itself or the reader: damaged or suspicious, go on by hand. */
  | 'notGenuine';

/**
 * Where the reader stands. `absent`: none attached, looked for again by itself. `connecting`: attached, not yet answering.
 * `mustLift`: this card has been read; it is read again only after it was lifted.
 */
export type ReaderStatus =
  | { state: 'absent' }
  | { state: 'connecting' }
  | { state: 'ready' }
  | { state: 'cardPresent'; trouble: CardTrouble | null }
  | { state: 'reading' }
  | { state: 'mustLift' }
  | { state: 'faulty'; reason: ReaderFault };

/** By which way a reader is attached. */
export type ReaderWay = 'hid' | 'usb' | 'serial' | 'tcp' | 'helper' | 'simulated';

/** What is attached, as far as it tells. Nothing of it is about a person. */
export interface ReaderDevice {
  way: ReaderWay;
  /** Name that the device or the list of known readers gives it; null when neither does. */
  model: string | null;
  /** `vvvv:pppp`, a port or a program; null for one inside the desk. */
  at: string | null;
  /** Printed form of the security module's number; null until it was told. */
  samId: string | null;
}

/** What a self-test came to. `noReader`: none is connected that could be asked. */
export type SelfTestOutcome = 'passed' | 'failed' | 'silent' | 'noReader';

/** One reading of one card laid down once. Personal data: in memory only. */
export interface CardRead {
  readId: string;
  card: IdCard;
  /** The chip's 1024 photo bytes (WLT, proprietary, not decoded here); null when the reader gave none. */
  photo: Uint8Array | null;
  /** Printed form of the security module's number; null when the reader does not tell it. */
  samId: string | null;
}

/** A chip's photo that the site's decoder made visible: a BMP of 102 × 126 pixels. Personal data: in memory only. */
export interface ChipPicture {
  readId: string;
  bmp: Uint8Array;
}

/** How long a read may wait for somebody to take it, in milliseconds. */
export const READ_KEPT_MS = 30_000;

/** A reader of identity cards: real, remote or simulated. */
export interface CardReader {
  status(): ReaderStatus;
  /** Returns the function that ends the subscription. Not called with the present status. */
  onDidChangeStatus(listener: (status: ReaderStatus) => void): () => void;
  /**
   * Tells each card once per laying down. Use what is needed at once, or pass on `readId` and `takeRead` it later.
   * Returns the function that ends the subscription.
   */
  onDidReadCard(listener: (read: CardRead) => void): () => void;
  /**
   * Hands a read over, once. Null when it was taken before, is older than `READ_KEPT_MS`, was followed by another card,
   * or the reader has been lost since.
   */
  takeRead(readId: string): CardRead | null;
  /** Comes after the read, and only where the site has a decoder. */
  onDidDecodePhoto(listener: (picture: ChipPicture) => void): () => void;
  /** Null while none is connected. */
  device(): ReaderDevice | null;
  onDidChangeDevice(listener: (device: ReaderDevice | null) => void): () => void;
  /** Asks the security module to test itself, between two requests. A card that lies there stays what it is. */
  selfTest(): Promise<SelfTestOutcome>;
  dispose(): void;
}
