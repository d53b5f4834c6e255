import type { Result } from '../domain/result';
import type { Sha256 } from '../domain/vocabulary';
import type { StoreConnectionOptions } from './connection';
import { MaterialFiles } from './material-files';
import type { StagedBytes, StagingLimits } from './material-files';
import { ServerMaterials } from './server-materials';

/**
 * Bytes of images, evidence, pictures and papers under their SHA-256: staged on the desk, then published, which makes them
 * lasting and seen by every desk of the store. They never change; what is read is checked against its digest.
 */
export interface Materials {
  /** Takes bytes in without showing them to anyone. The same bytes twice are kept once. */
  stage(bytes: Uint8Array | AsyncIterable<Uint8Array>, limits?: StagingLimits): Promise<StagedBytes>;
  /** Makes staged bytes lasting, before the rows that refer to them are committed. What is published already stays. */
  publish(shas: readonly Sha256[]): Promise<void>;
  /** Drops staged bytes that will not be published. */
  discard(shas: readonly Sha256[]): Promise<void>;
  read(sha256: Sha256): Promise<Result<Uint8Array, { code: 'blob-missing' | 'blob-damaged'; sha256: Sha256 }>>;
  has(sha256: Sha256): Promise<boolean>;
  close(): Promise<void>;
}

/** The bytes of the store in this place: files of its folder, or rows of the site's server. Whoever opens them closes them. */
export function openMaterials(place: { dir: string } & StoreConnectionOptions): Materials {
  const files = new MaterialFiles(place.dir, place.key);
  return place.server === undefined ? files : new ServerMaterials(files, place.server, place);
}
