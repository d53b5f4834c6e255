import type { DeskId, RegistrationNo, Sha256 } from '../domain/vocabulary';

/** Why no result package was written. The place where it should have been is as before. */
export type ResultPackageTrouble =
  | { code: 'export-cancelled' }
  | { code: 'disk-full' | 'disk-read-only' | 'disk-failed' }
  | { code: 'folder-unwritable'; dir: string }
  | { code: 'no-site' }
  | { code: 'site-key-elsewhere' }
  | { code: 'desk-key-unsigned'; deskId: DeskId }
  | { code: 'export-event-missing' }
  | { code: 'sheet-missing'; registrationNo: RegistrationNo }
  | { code: 'blob-missing' | 'blob-damaged'; sha256: Sha256; registrationNo: RegistrationNo };
