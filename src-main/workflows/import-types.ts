import type { CodeTables } from '../domain/code-tables';
import type { BothLanguages, SitePolicy } from '../domain/policy';
import type { PolicyDefaults } from '../domain/policy-defaults';
import type { Result } from '../domain/result';
import type { DeskId, Sha256, StaffId } from '../domain/vocabulary';
import type { ImageClient } from '../images/image-client';
import type { OpenPackageTrouble } from '../packages/registration-container';
import type { SenderKey } from '../packages/registration-signature';
import type { ImportRunning } from '../storage/import-lock';
import type { ImportStore, SiteClosed } from '../storage/import-store';
import type { StorageTrouble } from '../storage/store';
import type { Clock } from './ports';

export type ImportPhase = 'checking' | 'rows' | 'images' | 'publishing';

/** How far an import is. Counts are rows or files of the phase; bytes are those of the whole package. */
export interface ImportProgress {
  phase: ImportPhase;
  done: number;
  total: number;
  bytesDone: number;
  bytesTotal: number;
  /** Null while there is nothing to reckon from. */
  remainingMs: number | null;
}

/** Why an import ended without a report. Nothing of the package is visible then. */
export type ImportTrouble = OpenPackageTrouble | ImportRunning | SiteClosed | StorageTrouble | { code: 'cancelled' } | { code: 'image-process-unavailable'; detail: string };

/** The tables that a package's codes are judged by, with the built-in policy for a store that has none. */
export type ImportTables = CodeTables & { policyDefaults: PolicyDefaults };

export interface ImportRequest {
  /** Folder or zip. */
  path: string;
  tables: ImportTables;
  /** The policy that the store works under; null before its first. */
  policy: SitePolicy | null;
  senders?: readonly SenderKey[];
  deskId: DeskId;
  staffId: StaffId | null;
  /** Language of the messages in the report. */
  language?: keyof BothLanguages;
  onProgress?: (progress: ImportProgress) => void;
  signal?: AbortSignal;
}

/** What import needs of the material files. */
export interface ImportFiles {
  stage(bytes: Uint8Array): Promise<{ sha256: Sha256; bytes: number }>;
  publish(shas: readonly Sha256[]): Promise<void>;
  discard(shas: readonly Sha256[]): Promise<void>;
  has(sha256: Sha256): Promise<boolean>;
}

export interface ImportPorts {
  importId: string;
  store: ImportStore;
  files: ImportFiles;
  images: Pick<ImageClient, 'probe'>;
  clock: Clock;
}

/** Carries trouble out of the depth of an import to its one end. */
export class ImportStop extends Error {
  readonly trouble: ImportTrouble;

  constructor(trouble: ImportTrouble) {
    super(`import stopped: ${trouble.code}`);
    this.trouble = trouble;
  }
}

/** The value, or the end of the import. */
export function orStop<T>(result: Result<T, ImportTrouble>): T {
  if (!result.ok) throw new ImportStop(result.error);
  return result.value;
}

export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new ImportStop({ code: 'cancelled' });
}
