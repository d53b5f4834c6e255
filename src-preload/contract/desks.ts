import type { StoreKind } from './common';

/** Whose key a desk of the store has, and whether the site's key has signed it. */
export interface SiteDeskView {
  deskId: string;
  /** Hex SHA-256 of the desk's public key (SPKI DER). */
  fingerprint: string;
  approved: boolean;
}

/** The site's key as this desk knows it, and the desks that this store knows. */
export interface SiteDesksView {
  deskId: string;
  fingerprint: string;
  /** `here`: this machine signs. `elsewhere`: another machine approved this desk. `unknown`: another machine has it and has not yet. */
  siteKey: 'here' | 'elsewhere' | 'unknown';
  siteKeyFingerprint: string | null;
  /** Every desk of the store, this one among them. */
  desks: readonly SiteDeskView[];
}

/** A file that was brought, read and checked; `fileId` names it when a person consents. */
export interface DeskFileView {
  fileId: string;
  fileName: string;
  deskId: string;
  fingerprint: string;
  site: string;
  /** Of a file that is to be accepted: the key that the site will have here. */
  siteKeyFingerprint: string | null;
}

/** The store on the site's server as a desk that is to join it sees it. */
export interface ServerStoreView {
  kind: StoreKind;
  /** Null before the first package. */
  site: string | null;
  exam: string | null;
  examYear: number | null;
  /** Names that are taken. */
  desks: readonly string[];
}
