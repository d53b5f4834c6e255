import type { AttachedDevices } from './attached-devices';
import type { CardRead, ChipPicture, ReaderDevice, ReaderStatus, SelfTestOutcome } from './card-reader';
import type { FrameKind } from './frame-kind';

/**
 * From the desk to its devices process. `start` is sent once, first; `address` as in COUNTERSIGN_ID_READER; `before` when a process
 * before this one ended, with the digest of the card that was taken from it and may still lie there.
 * `tellFrames`: also tell the kinds of frames.
 */
export type ToDevices = { kind: 'start'; address: string; before: { readCard: string | null } | null; tellFrames?: boolean } | { kind: 'selfTest'; id: number } | { kind: 'list' };

/** From the devices process to the desk. `cardRead` and `picture` are personal data: they go nowhere else. */
export type FromDevices =
  /** `mayLie`: digest of a card that was told and may still lie there. */
  | { kind: 'status'; status: ReaderStatus; mayLie: string | null }
  | { kind: 'cardRead'; read: CardRead; digest: string }
  | { kind: 'device'; device: ReaderDevice | null }
  | { kind: 'picture'; picture: ChipPicture }
  | { kind: 'listed'; attached: AttachedDevices }
  | { kind: 'frame'; frame: FrameKind }
  /** Answers the `selfTest` of the same number. */
  | { kind: 'selfTested'; id: number; outcome: SelfTestOutcome };

/**
 * A running devices process as the desk sees it. Messages are structured-cloned (a `Uint8Array` arrives as one).
 * After `onExit` nothing more arrives.
 */
export interface DevicesChannel {
  post(message: ToDevices): void;
  onMessage(listener: (message: FromDevices) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}
