import type { Refusal } from '../domain/refusal';
import type { Result } from '../domain/result';
import type { Sha256 } from '../domain/vocabulary';
import type { Store } from '../storage/store';

export interface Clock {
  now(): Date;
}

/** Stored bytes by their digest; what is read is checked against it. */
export interface MaterialBytes {
  stage(bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<{ sha256: Sha256; bytes: number }>;
  publish(shas: readonly Sha256[]): Promise<void>;
  read(sha256: Sha256): Promise<Result<Uint8Array, { code: 'blob-missing' | 'blob-damaged'; sha256: Sha256 }>>;
}

/** The keys of this desk. Private keys stay behind these functions. */
export interface SigningKeys {
  readonly deskPublicPem: string;
  readonly siteKeyFingerprint: Sha256 | null;
  /** The site's private key lies on this machine. */
  readonly holdsSiteKey: boolean;
  signAsDesk(bytes: Uint8Array): Uint8Array;
}

/** Hashing and checking of PINs (argon2id), off the main thread. */
export interface PinHashing {
  hash(pin: string): Promise<string>;
  verify(hash: string, pin: string): Promise<boolean>;
}

/** What every workflow is handed. Nothing in a workflow reaches for a clock, an id or a device by itself. */
export interface DeskPorts {
  store: Store;
  files: MaterialBytes;
  keys: SigningKeys;
  pins: PinHashing;
  clock: Clock;
  newId(): string;
}

export type Outcome<T> = Result<T, Refusal>;
