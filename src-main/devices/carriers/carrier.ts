import type { Result } from '../../domain/result';
import type { ReaderDevice } from '../card-reader';

/** A way to a reader that is attached: bytes out, and in through `CarrierEvents`. */
export interface Carrier {
  /** What is attached; left out by ways that cannot tell. */
  device?: Omit<ReaderDevice, 'samId'>;
  /** Sends one whole frame, wrapped as the carrier needs it. A failure to send shows as `onClosed`. */
  send(frame: Uint8Array): void;
  /** Afterwards nothing more is heard from it. */
  close(): void;
}

export interface CarrierEvents {
  /** Bytes as they come, cut anywhere. Never called before the opening has succeeded. */
  onBytes(bytes: Uint8Array): void;
  /** Unplugged, disconnected or broken; at most once. */
  onClosed(): void;
}

/** `driver-missing`: the machine lacks what talks to such readers. `no-access`: attached, and cannot be opened. */
export interface OpenError {
  code: 'no-reader' | 'no-access' | 'driver-missing';
}

/** Looks for the reader and opens it. */
export type OpenCarrier = (events: CarrierEvents) => Promise<Result<Carrier, OpenError>>;
