import type { Result } from '../domain/result';
import type { Sha256 } from '../domain/vocabulary';
import type { StoreReader } from '../storage/store';

/** Reads that an export does; a store gives them. */
export type ExportReader = Pick<
  StoreReader,
  'getFacts' | 'findCurrentPolicy' | 'listStaff' | 'findCase' | 'listTouchedCases' | 'listAllCases' | 'listEvents' | 'listDocuments' | 'findSignature' | 'listDeskKeys' | 'findBlob'
>;

/** Stored bytes, checked against their digest when read. */
export interface StoredFiles {
  read(sha256: Sha256): Promise<Result<Uint8Array, { code: 'blob-missing' | 'blob-damaged'; sha256: Sha256 }>>;
}

/** The site's key; no PEM where nobody knows it here. */
export interface SiteKey {
  readonly sitePublicPem: string | null;
  /** Where the private key lies on another machine, what is written here waits for that machine's signature. */
  readonly holdsSiteKey: boolean;
  signAsSite(bytes: Uint8Array): Uint8Array;
}
